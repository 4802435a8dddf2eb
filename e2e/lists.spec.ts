import type { Page } from "@playwright/test"
import { kolkwijk } from "@/db/demo/landmarks"
import { expect, test } from "./support/portal"

for (const { language, column } of [
  { language: "en", column: "Customer" },
  { language: "nl", column: "Klant" },
] as const) {
  test(`sales invoices are sorted by customer from the head of the column, ${language}`, async ({ as }) => {
    const page = await as("processor", { language })
    await page.goto(`/${kolkwijk.slug}/sales-invoices`)
    const head = page.getByRole("columnheader", { name: column, exact: true })
    const press = async (sorted: "ascending" | "descending") => {
      await head.getByRole("link").click()
      await expect(head).toHaveAttribute("aria-sort", sorted)
    }
    await press("ascending")
    expect(await customersOf(page)).toEqual(inOrder(await customersOf(page)))
    const first = (await customersOf(page))[0]
    await press("descending")
    expect(await customersOf(page)).toEqual(inOrder(await customersOf(page)).reverse())
    expect((await customersOf(page))[0]).not.toBe(first)
  })
}

test("lists show the newest first, and a click anywhere in a row opens what it names", async ({ as }) => {
  const page = await as("processor")
  const list = `/${kolkwijk.slug}/sales-invoices`
  await page.goto(list)
  await expect(page.getByRole("columnheader", { name: "Document Date" })).toHaveAttribute("aria-sort", "descending")
  const row = page.getByRole("row").filter({ hasText: kolkwijk.salesInvoices.withoutLines })
  const customer = row.locator(".lead")
  // The link that covers the row takes the click: that is what is tried.
  const force = true
  const [tab] = await Promise.all([
    page.context().waitForEvent("page"),
    customer.click({ modifiers: ["ControlOrMeta"], force }),
  ])
  await expect(tab).toHaveURL(new RegExp(`${list}/${kolkwijk.salesInvoices.withoutLines}$`))
  await tab.close()
  await expect(page).toHaveURL(list)
  await customer.click({ force })
  await expect(page).toHaveURL(new RegExp(`${list}/${kolkwijk.salesInvoices.withoutLines}$`))
})

test("a click on a box of a row ticks it", async ({ as }) => {
  const page = await as("manager")
  await page.goto(`/${kolkwijk.slug}/purchase-invoices`)
  const box = page.getByRole("row").getByRole("checkbox").nth(1)
  await box.click()
  await expect(box).toBeChecked()
  await expect(page.getByRole("button", { name: "Batch Post" })).toBeVisible()
  await page.getByRole("link", { name: "Posted Batches" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Posted Batches" })).toBeVisible()
})

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "" : ", without JavaScript"
  test(`Enter opens the only hit of a search, and the button shows it${how}`, async ({ as }) => {
    const page = await as("processor", { javaScriptEnabled })
    const list = `/${kolkwijk.slug}/sales-invoices`
    await page.goto(list)
    const search = page.getByRole("searchbox")
    await search.fill(kolkwijk.salesInvoices.withoutLines)
    await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click()
    await page.waitForURL(/q=/)
    await expect(page.locator("tbody tr")).toHaveCount(1)
    await search.fill(kolkwijk.salesInvoices.withoutLines)
    await search.press("Enter")
    await page.waitForURL(`**${list}/${kolkwijk.salesInvoices.withoutLines}`)
    await page.goBack()
    await page.waitForURL(`**${list}?*q=*`)
    await search.fill("no such customer at all")
    await search.press("Enter")
    await expect(page.getByText("No sales invoice matches")).toBeVisible()
  })
}

const customersOf = (page: Page) => page.locator("tbody .lead").allInnerTexts()

/** As the database sorts names. */
const inOrder = (names: readonly string[]) => names.toSorted(new Intl.Collator("und").compare)
