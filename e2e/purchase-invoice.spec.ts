import type { Page } from "@playwright/test"
import { kolkwijk } from "@/db/demo/landmarks"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { inCompany } from "./support/database"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import {
  copySalesInvoice,
  linesNumbered,
  okAndReady,
  openCreatePurchaseInvoice,
  storedInvoice,
} from "./support/purchases"

const home = `/${kolkwijk.slug}`
const invoicePath = (no: string) => `${home}/purchase-invoices/${no}`

/** A purchase invoice of its own for a test: six items of one vendor. */
async function makeInvoice(page: Page): Promise<string> {
  await openCreatePurchaseInvoice(page, kolkwijk.salesInvoices.sharedVendor)
  return (await okAndReady(page)).invoiceNo
}

const cell = (page: Page, field: string, line: number) => page.getByRole("textbox", { name: `${field}, line ${line}` })
const save = (page: Page) => page.getByRole("button", { name: /^Save(?! with)/ }).click()

test("lines are changed, added by name, moved and deleted; the totals shown are those stored @postgres-queue", async ({
  as,
}) => {
  const page = await as("processor")
  const no = await makeInvoice(page)
  await page.goto(invoicePath(no))
  const before = (await storedInvoice(no)).lines
  const total = page.locator(".totals .sum").last()
  const stored = await total.textContent()
  await cell(page, "Quantity", 10000).fill("1,2,50")
  await expect(page.getByText(/1 line is not in the totals/)).toBeVisible()
  await cell(page, "Quantity", 10000).fill("1,250")
  await cell(page, "Direct Unit Cost", 20000).fill("12.345")
  await expect(page.getByText(/not in the totals/)).toHaveCount(0)
  await expect(page.locator(".bar .about")).toHaveText(/^Line 20000: Typed here instead of \d/)
  await expect(total).not.toHaveText(stored!)
  await page.getByRole("combobox", { name: "New line", exact: true }).fill("handboek")
  await page.getByRole("listbox").getByRole("option").first().click()
  // What the vendor's terms give a picked item stands there before it is saved.
  const added = (field: string) => page.getByLabel(`${field}, new line 1`)
  await expect(added("Unit of Measure Code")).toHaveValue(/./)
  await expect(added("Direct Unit Cost")).toHaveValue(/^\d/)
  await added("Direct Unit Cost").focus()
  await expect(page.locator(".bar .about")).toContainText("Last Direct Cost")
  await expect(page.getByText(/not in the totals/)).toHaveCount(0)
  await page.getByRole("button", { name: "Move up, line 30000" }).click()
  await page.getByRole("button", { name: "Delete, line 60000" }).click()
  await expect(page.getByText("Changed, not saved yet")).toBeVisible()
  // It follows the keys, in a moment or two: what it says four times running, further and further apart, it says for good.
  const typed: string[] = []
  await expect(async () => {
    typed.push((await total.textContent())!)
    expect(typed.length).toBeGreaterThan(3)
    expect(new Set(typed.slice(-4)).size).toBe(1)
  }).toPass()
  await page.keyboard.press("Control+s")
  await expect(page.getByText("Saved.")).toBeVisible()

  const { header, lines } = await storedInvoice(no)
  expect(lines.map(line => line.line_no)).toEqual([10000, 20000, 30000, 40000, 50000, 60000])
  expect(lines[0]).toMatchObject({ no: before[0]!.no, quantity: "1250" })
  expect(lines[1]!.no).toBe(before[2]!.no)
  expect(lines[2]).toMatchObject({ no: before[1]!.no, direct_unit_cost: "12.345" })
  expect(lines.at(-1)!.description).toMatch(/handboek/i)
  expect(lines.map(line => line.no)).not.toContain(before[5]!.no)
  const shown = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2 }).format(
    header!.amount_including_vat as Intl.StringNumericLiteral,
  )
  expect(typed.at(-1)).toBe(shown)
  await expect(page.locator(".totals .sum").last()).toHaveText(shown)
  // It was not typed, and is not kept as such.
  await cell(page, "Direct Unit Cost", 60000).focus()
  await expect(page.locator(".bar .about")).toContainText("Last Direct Cost")
  await page.reload()
  await expect(page.locator(".totals .sum").last()).toHaveText(shown)
  await expect(page.getByText(/1 line added/)).toBeVisible()
})

test("two people on one document: the second save is told, keeps what was typed, and chooses", async ({ as }) => {
  const [first, second] = [await as("processor"), await as("purchaser")]
  const no = await makeInvoice(first)
  await first.goto(invoicePath(no))
  await second.goto(invoicePath(no))
  await cell(second, "Quantity", 10000).fill("26")
  await cell(second, "Direct Unit Cost", 30000).fill("99.5")
  await second.getByRole("textbox", { name: "Vendor Invoice No." }).fill("LV-2611")
  await save(second)
  await expect(second.getByText("Saved.")).toBeVisible()

  await cell(first, "Quantity", 10000).fill("30")
  await cell(first, "Quantity", 20000).fill("8")
  await save(first)
  const notice = first.locator(".notice[role=alert]")
  await expect(notice).toContainText("Not saved: Jelle Brandwijk saved this document")
  await expect(notice.getByRole("row", { name: /Quantity, line 10000/ })).toContainText("30")
  await expect(notice.getByRole("row", { name: /Quantity, line 10000/ })).toContainText("26")
  await expect(notice.getByRole("row", { name: /Direct Unit Cost, line 30000/ })).toContainText("not changed")
  await expect(cell(first, "Quantity", 10000)).toHaveValue("30")
  await expect(cell(first, "Quantity", 20000)).toHaveValue("8")
  await expect(first.getByRole("textbox", { name: "Vendor Invoice No." })).toHaveValue("LV-2611")
  await first.getByRole("radio", { name: /Quantity, line 10000.*Jelle Brandwijk saved: 26/ }).check()
  await first.getByRole("button", { name: "Save with these choices" }).click()
  await expect(notice).toBeHidden()

  const { header, lines } = await storedInvoice(no)
  expect(header).toMatchObject({ vendor_invoice_no: "LV-2611" })
  expect(lines.slice(0, 3).map(({ quantity, direct_unit_cost }) => [quantity, direct_unit_cost])).toMatchObject([
    ["26", expect.any(String)],
    ["8", expect.any(String)],
    [expect.any(String), "99.5"],
  ])
})

test("a manager sees what waits, sends it back with a reason, and after the edit marks it reviewed; never their own", async ({
  as,
}) => {
  const [processor, manager] = [await as("processor"), await as("manager")]
  const no = await makeInvoice(processor)
  await manager.goto(`${home}/review`)
  await manager.goto(invoicePath(no))
  await manager.getByRole("link", { name: "Send Back" }).click()
  await manager.getByRole("button", { name: "Send Back" }).click()
  await expect(manager.getByRole("textbox", { name: "Reason" })).toHaveAttribute("aria-invalid", "true")
  await manager.getByRole("textbox", { name: "Reason" }).fill("Two boxes too many")
  await manager.getByRole("button", { name: "Send Back" }).click()
  await expect(manager.getByText(`${no} has been sent back.`)).toBeVisible()

  await processor.goto(`${home}/notifications`)
  await expect(processor.getByText(new RegExp(`${no}.*Two boxes too many|Two boxes too many`)).first()).toBeVisible()
  await processor.goto(invoicePath(no))
  await expect(processor.getByText("Two boxes too many").first()).toBeVisible()
  await cell(processor, "Quantity", 10000).fill("3")
  await save(processor)
  await expect(processor.getByText("Saved.")).toBeVisible()
  await expect.poll(async () => (await storedInvoice(no)).header!.review_state).toBe("ready_for_review")

  await manager.goto(invoicePath(no))
  await manager.getByRole("button", { name: "Mark as Reviewed" }).click()
  await expect.poll(async () => (await storedInvoice(no)).header!.review_state).toBe("reviewed")

  await openCreatePurchaseInvoice(manager, kolkwijk.salesInvoices.sharedVendor)
  const own = (await okAndReady(manager)).invoiceNo
  await manager.goto(invoicePath(own))
  await expect(manager.getByText(/so somebody else reviews it/)).toBeVisible()
  await expect(manager.getByRole("button", { name: "Mark as Reviewed" })).toHaveCount(0)
})

test("the review queue holds exactly what its tile counts", async ({ page, context }) => {
  // A company of its own: what waits there does not change between counting and looking.
  const company = await ownCompany("Wachtrij")
  const purchaser = await ownUser(company, "Piet Purchaser", "purchaser")
  const manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  const vendor = await makeVendor(company.id)
  const line = { no: (await makeItem(company.id)).no, quantity: "1", price: "10" }
  const memo = await makePurchaseCreditMemo(purchaser.actor, vendor.no, [line])
  const invoices = [
    await makePurchaseInvoice(purchaser.actor, vendor.no, [line]),
    await makePurchaseInvoice(purchaser.actor, vendor.no, [line]),
  ]
  await signIn(context, manager.email)

  const tile = page
    .getByRole("main")
    .getByRole("link", { name: /Ready for review/ })
    .first()
  const queue = page.getByRole("navigation", { name: "Ready for review" }).getByRole("listitem")
  const holds = async (...numbers: string[]) => {
    await page.goto(`/${company.slug}`)
    await expect(tile).toContainText(String(numbers.length))
    await tile.click()
    await expect(page).toHaveURL(/\/review/)
    await expect(queue).toHaveCount(numbers.length)
    for (const [index, no] of numbers.entries()) await expect(queue.nth(index)).toContainText(no)
  }
  // The oldest first.
  await holds(memo, ...invoices)
  await page.getByRole("button", { name: "Mark as Reviewed" }).click()
  await expect(queue).toHaveCount(2)
  await holds(...invoices)
})

test("without JavaScript: item search, a moved line, bad input that loses nothing, a stale save", async ({ as }) => {
  const no = await makeInvoice(await as("purchaser"))
  const page = await as("purchaser", { javaScriptEnabled: false })
  await page.goto(invoicePath(no))
  await page.getByRole("combobox", { name: "New line", exact: true }).fill("wandcontactdoos")
  await page.getByRole("button", { name: "Add line" }).click()
  await page
    .getByRole("radio", { name: /wandcontactdoos/i })
    .first()
    .check()
  await page.getByRole("button", { name: "Add line" }).click()
  await page.getByRole("button", { name: "Move up, line 20000" }).click()
  await cell(page, "Quantity", 30000).fill("six")
  await save(page)
  await expect(cell(page, "Quantity", 30000)).toHaveAttribute("aria-invalid", "true")
  await expect(cell(page, "Quantity", 30000)).toHaveValue("six")
  await cell(page, "Quantity", 30000).fill("6")
  await inCompany(kolkwijk.slug, async sql => {
    await sql`update purchase_invoice set version = version + 1 where no = ${no}`
  })
  await save(page)
  await expect(page.locator(".notice[role=alert]")).toContainText("Not saved")
  await page.getByRole("button", { name: /^Save with these/ }).click()
  await expect.poll(async () => (await storedInvoice(no)).lines.length).toBe(7)
  expect((await storedInvoice(no)).lines.some(line => /wandcontactdoos/i.test(line.description))).toBe(true)
})

test("one made from new: vendor, header, lines", async ({ as }) => {
  const page = await as("purchaser")
  await page.goto(`${home}/purchase-invoices`)
  await page.getByRole("link", { name: "New", exact: true }).click()
  await page.waitForURL(/\/purchase-invoices\/new/)
  await page.getByRole("combobox", { name: "Vendor", exact: true }).fill("noordkade")
  await page
    .getByRole("listbox")
    .getByRole("option", { name: /Noordkade/ })
    .first()
    .click()
  await page.getByRole("button", { name: /^Create/ }).click()
  await expect(page.getByRole("heading", { level: 1, name: /Purchase Invoice IF/ })).toBeVisible()
  await page.getByRole("combobox", { name: "New line", exact: true }).fill("10240")
  await page.getByRole("listbox").getByRole("option").first().click()
  await save(page)
  await expect(page.getByText("Saved.")).toBeVisible()
  const no = /IF\d+-\d+/.exec(page.url())![0]
  expect(await storedInvoice(no)).toMatchObject({
    header: { buy_from_vendor_no: kolkwijk.vendors.plain },
    lines: [{ line_no: 10000, no: "10240" }],
  })
})

test("in Dutch, what is typed and shown is Dutch", async ({ as }) => {
  const no = await makeInvoice(await as("purchaser"))
  const page = await as("purchaser", { language: "nl" })
  await page.goto(invoicePath(no))
  await page.getByRole("textbox", { name: "Directe kostprijs, regel 10000" }).fill("1.234,56")
  await page.getByRole("textbox", { name: "Vervaldatum" }).fill("31-12-2099")
  await page.keyboard.press("Control+s")
  await expect(page.getByText("Opgeslagen.")).toBeVisible()
  const { header, lines } = await storedInvoice(no)
  expect(lines[0]).toMatchObject({ direct_unit_cost: "1234.56" })
  expect(new Date(header!.due_date as string).toISOString().slice(0, 10)).toBe("2099-12-31")
})

for (const javaScriptEnabled of [true, false]) {
  test(`a line is moved to another page of its lines by number, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    as,
  }) => {
    const no = await copySalesInvoice(kolkwijk.salesInvoices.thousandLines)
    const [first, ...rest] = await linesNumbered(no, [1, 2, 499, 500])
    const page = await as("processor", { javaScriptEnabled })
    await page.goto(`${home}/sales-invoices/${no}/edit`)
    const target = page.getByRole("textbox", { name: "Move to line no." })
    await page.getByLabel("Move to another page, line 10000", { exact: true }).click()
    await target.fill("far")
    await save(page)
    await expect(target).toHaveAttribute("aria-invalid", "true")
    await expect(target).toHaveValue("far")
    await target.fill("5000000")
    await save(page)
    // Two hundred lines are drawn anew, which takes its time on a busy machine; looking through all of them for the words
    // would take longer still.
    await expect(page.locator('[role="status"]', { hasText: "Saved." })).toBeVisible({ timeout: 30_000 })
    // It left the first place and stands before the line that had the number.
    expect(await linesNumbered(no, [499, 1, 498, 500])).toEqual([first, ...rest])
  })
}

test("a changed vendor says how many typed costs were kept", async ({ as }) => {
  const page = await as("purchaser")
  const no = await makeInvoice(page)
  await page.goto(invoicePath(no))
  await cell(page, "Direct Unit Cost", 10000).fill("12.34")
  await cell(page, "Direct Unit Cost", 30000).fill("23.45")
  await save(page)
  await expect(page.getByText("Saved.")).toBeVisible()
  await page.getByRole("combobox", { name: "Vendor", exact: true }).fill(kolkwijk.vendors.plain)
  await save(page)
  await expect(page.getByText("Saved. 2 costs that were typed are kept.")).toBeVisible()
  expect((await storedInvoice(no)).lines[0]).toMatchObject({ direct_unit_cost: "12.34" })
})
