import type { Page } from "@playwright/test"
import { kolkwijk } from "@/db/demo/landmarks"
import { expect, test } from "./support/portal"

const { vendors, items } = kolkwijk

for (const { what, address, field, blocked } of [
  { what: "vendor", address: "purchase-invoices/new", field: "Vendor", blocked: vendors.blocked },
  {
    what: "vendor whose privacy is kept",
    address: "purchase-invoices/new",
    field: "Vendor",
    blocked: vendors.privacyBlocked,
  },
] as const) {
  test(`a blocked ${what} is marked while it is looked up, and cannot be chosen`, async ({ as }) => {
    const page = await as("purchaser")
    await page.goto(`/${kolkwijk.slug}/${address}`)
    const input = page.getByRole("combobox", { name: field, exact: true })
    await input.fill(blocked)
    const option = page.getByRole("option", { name: new RegExp(blocked) })
    await expect(option).toContainText("Blocked")
    await expect(option).toHaveAttribute("aria-disabled", "true")
    await option.click({ force: true })
    await expect(input).toHaveValue(blocked)
  })
}

test("a blocked item is marked while a line is added, and cannot be chosen", async ({ as }) => {
  const page = await as("purchaser")
  await page.goto(`/${kolkwijk.slug}/purchase-invoices`)
  await page.getByRole("searchbox").fill("LV-20690")
  await page.getByRole("searchbox").press("Enter")
  const input = page.getByRole("combobox", { name: "New line", exact: true })
  for (const no of [items.blocked, items.purchasingBlocked]) {
    await input.fill(no)
    const option = page.getByRole("option").filter({ hasText: no })
    await expect(option).toContainText("Blocked")
    await option.click({ force: true })
    await expect(input).toHaveValue(no)
  }
})

test("the best proposal is marked at once: Enter takes it and goes on, or does not send the form", async ({ as }) => {
  const page = await as("purchaser")
  await page.goto(`/${kolkwijk.slug}/purchase-invoices?q=LV-20690&open=1`)
  const input = page.getByRole("combobox", { name: "No., line 10000", exact: true })
  await expect(page.getByRole("grid", { name: "Lines" })).toBeVisible()
  await input.click()
  const { label, no } = await firstProposal(page, "1024")
  await expect(input).toHaveAttribute("data-mode", "edit")
  await page.keyboard.press("Enter")
  await expect(input).toHaveValue(no)
  await expect(page.getByRole("textbox", { name: "Description, line 10000", exact: true })).toHaveValue(label)
  await expect(page.getByRole("textbox", { name: "Quantity, line 10000", exact: true })).toBeFocused()

  const adds = page.getByRole("combobox", { name: "New line", exact: true })
  await adds.focus()
  await firstProposal(page, "1024")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("textbox", { name: "Quantity, new line 1" })).toBeFocused()

  await page.goto(`/${kolkwijk.slug}/purchase-invoices/new`)
  const vendor = page.getByRole("combobox", { name: "Vendor", exact: true })
  await vendor.focus()
  await firstProposal(page, "noordkade")
  const opened = page.context().waitForEvent("page")
  await page.keyboard.press("Control+Enter")
  await expect((await opened).locator(".head"), "its card").toContainText("Noordkade")
  await page.keyboard.press("Enter")
  await expect(vendor, "taken, and the form is not sent yet").toHaveValue(/^L20140 Noordkade/)
  await expect(page).toHaveURL(/\/new$/)
})

test("what was chosen last is proposed before a letter is typed, in another browser too", async ({ as }) => {
  const chooses = await as("purchaser")
  const open = async (page: Page) => {
    await page.goto(`/${kolkwijk.slug}/purchase-invoices?q=LV-20690&open=1`)
    await page.getByRole("combobox", { name: "New line", exact: true }).focus()
  }
  await open(chooses)
  for (const no of ["10250", "10240"]) {
    await chooses.getByRole("combobox", { name: "New line", exact: true }).focus()
    await chooses.keyboard.type(no)
    await expect(chooses.getByRole("listbox").getByRole("option").first()).toContainText(no)
    const kept = chooses.waitForResponse(
      answer => answer.request().method() === "POST" && answer.url().endsWith("/lookup/items"),
    )
    await chooses.keyboard.press("Enter")
    expect((await kept).status()).toBe(204)
  }

  const later = await as("purchaser")
  await open(later)
  await later.getByRole("combobox", { name: "New line", exact: true }).click()
  const recent = later.getByRole("listbox", { name: "Chosen recently" }).getByRole("option")
  await expect(recent.filter({ hasText: "10250" })).toBeVisible()
  const latest = recent.filter({ hasText: "10240" })
  await expect(latest, "priced as it is now").toContainText("in stock")
  await expect(latest, "nothing is marked that nobody asked for").toHaveAttribute("aria-selected", "false")
})

/** Types a text and answers what is marked then. */
async function firstProposal(page: Page, text: string) {
  await page.keyboard.type(text)
  const proposals = page.getByRole("listbox").getByRole("option")
  const option = proposals.and(page.getByRole("option", { selected: true }))
  await expect(option).toHaveCount(1)
  await expect(proposals.and(page.getByRole("option", { disabled: false })).first()).toHaveAttribute(
    "aria-selected",
    "true",
  )
  const hint = await option.locator(".hint").innerText()
  return { label: await option.locator("span").first().innerText(), no: hint.split(/[,·]/u)[0]!.trim() }
}

test("Ctrl+Enter opens the card of the marked proposal in a tab of its own, and the line stays as it was", async ({
  as,
}) => {
  const page = await as("purchaser")
  await page.goto(`/${kolkwijk.slug}/purchase-invoices?q=LV-20690&open=1`)
  const input = page.getByRole("combobox", { name: "New line", exact: true })
  await input.fill("10240")
  const listed = page.getByRole("listbox").getByRole("option")
  await expect(listed.first()).toContainText("10240")
  await expect(listed.first()).toHaveAttribute("aria-selected", "true")
  const opened = page.context().waitForEvent("page")
  await page.keyboard.press("Control+Enter")
  const card = await opened
  await expect(card).toHaveURL(new RegExp(`/${kolkwijk.slug}/items/10240$`))
  await expect(card.locator(".head")).toContainText("10240")
  await expect(input).toHaveValue("10240")
  await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible()
})

test("charges are few: who does not know their codes is shown all of them", async ({ as }) => {
  const page = await as("purchaser")
  await page.goto(`/${kolkwijk.slug}/purchase-invoices?q=LV-20690&open=1`)
  await page.getByRole("combobox", { name: "Type, new line" }).selectOption("Charge/Allowance")
  await page.getByRole("combobox", { name: "New line", exact: true }).click()
  await expect(page.getByRole("option", { name: "Freight" })).toBeVisible()
  await page.keyboard.press("Escape")
  await page.keyboard.press("Alt+ArrowDown")
  await page.getByRole("option", { name: "Freight" }).click()
  await expect(page.getByRole("textbox", { name: "Quantity, new line 1" })).toBeFocused()
})

test("a vendor blocked for payment is bought from, and not paid", async ({ as }) => {
  const page = await as("manager")
  await page.goto(`/${kolkwijk.slug}/purchase-invoices/new`)
  await page.getByRole("combobox", { name: "Vendor", exact: true }).fill(vendors.paymentBlocked)
  await expect(page.getByRole("option", { name: new RegExp(vendors.paymentBlocked) })).not.toContainText("Blocked")
  await page.goto(`/${kolkwijk.slug}/payments/new?vendor=${vendors.paymentBlocked.slice(0, 5)}`)
  const entry = page.getByRole("listitem").filter({ hasText: vendors.paymentBlocked })
  await expect(entry).toContainText("Blocked")
  await expect(entry.getByRole("link")).toHaveCount(0)
})

test("without a script blocked items are marked too", async ({ as }) => {
  const page = await as("purchaser", { javaScriptEnabled: false })
  await page.goto(`/${kolkwijk.slug}/purchase-invoices?q=LV-20690&open=1`)
  await page.getByRole("combobox", { name: "New line", exact: true }).fill(items.blocked.slice(0, 4))
  await page.getByRole("button", { name: "Add line" }).click()
  const entry = page.getByRole("listitem").filter({ hasText: items.blocked })
  await expect(entry).toContainText("Blocked")
  await expect(entry.getByRole("radio")).toBeDisabled()
})
