import type { Page } from "@playwright/test"
import { kolkwijk } from "@/db/demo/landmarks"
import { beforeScript } from "./support/before-script"
import { expect, test } from "./support/portal"
import {
  copySalesInvoice,
  linesNumbered,
  okAndReady,
  openCreatePurchaseInvoice,
  salesLines,
  storedInvoice,
} from "./support/purchases"

const cell = (page: Page, field: string, line: number) => page.getByRole("textbox", { name: `${field}, line ${line}` })

/** What is focused, by its name. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))

/** As a spreadsheet's cells come from the clipboard. */
const paste = (page: Page, rows: string[][]) =>
  page.evaluate(
    text => {
      const clipboardData = new DataTransfer()
      clipboardData.setData("text/plain", text)
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    },
    rows.map(row => row.join("\t")).join("\r\n"),
  )

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

test("lines are typed, pasted, taken back and saved by keys alone", async ({ as }) => {
  const page = await as("purchaser")
  await openCreatePurchaseInvoice(page, kolkwijk.salesInvoices.sharedVendor)
  const no = (await okAndReady(page)).invoiceNo
  await page.goto(`/${kolkwijk.slug}/purchase-invoices/${no}`)
  const grid = page.getByRole("grid", { name: "Lines" })
  await expect(grid).toHaveAttribute("aria-rowcount", "8")
  const quantity = (line: number) => cell(page, "Quantity", line)
  const second = await quantity(20000).inputValue()
  await expect(quantity(10000), "of a draft that nobody has saved, work begins at the first quantity").toBeFocused()
  expect(await page.evaluate(() => scrollY), "and the page stays where it is").toBe(0)

  await quantity(10000).click()
  await press(page, "ArrowDown")
  await expect(quantity(20000)).toBeFocused()
  await page.keyboard.type("=2*3")
  await press(page, "Enter")
  await expect(cell(page, "Direct Unit Cost", 20000)).toBeFocused()
  await expect(quantity(20000)).toHaveValue("6")
  await press(page, "F2", "Enter")
  expect(await focused(page)).toBe("No., line 30000")
  await press(page, "Control+z")
  await expect(quantity(20000)).toHaveValue(second)
  await press(page, "Control+y")
  await expect(quantity(20000)).toHaveValue("6")

  await expect(quantity(20000)).toBeFocused()
  await press(page, "Shift+ArrowDown", "Control+d")
  await expect(quantity(30000)).toHaveValue("6")
  await press(page, "Delete")
  await expect(quantity(20000)).toHaveValue("")
  await press(page, "Control+z", "Control+z")
  await expect(quantity(20000)).toHaveValue("6")
  await quantity(60000).click()
  await press(page, "Control+Delete")
  await expect(quantity(60000)).toHaveCount(0)
  await press(page, "Control+z")
  await expect(quantity(60000)).toBeVisible()

  await page.getByRole("combobox", { name: "New line", exact: true }).focus()
  await paste(page, [
    ["Quantity", "No.", "Colour", "Direct Unit Cost"],
    ["3", "10240", "red", "€ 1.234,50"],
    ["2", "NOPE-1", "blue", "12,00"],
    ["many", "10240", "", "0,50"],
  ])
  await expect(page.getByText("2 cells are not as it can be saved")).toBeVisible()
  await expect(page.getByText(/No field of a line is called Colour/)).toBeVisible()
  await expect(page.getByRole("combobox", { name: "No., new line 2" })).toHaveAttribute("aria-invalid", "true")
  await expect(page.getByText(/There is no item “NOPE-1”/)).toBeVisible()
  await expect(page.getByRole("textbox", { name: "Direct Unit Cost, new line 1" })).toHaveValue("1,234.5")
  await press(page, "Alt+PageDown", "Alt+PageDown")
  expect(await focused(page)).toBe("Quantity, new line 3")
  await press(page, "Control+Enter")
  await expect(page.locator(".notice.failure")).toContainText("NOPE-1")
  await expect(page.getByRole("textbox", { name: "Quantity, new line 3" })).toHaveValue("many")

  await page.getByRole("textbox", { name: "Quantity, new line 3" }).click()
  await press(page, "?")
  const keys = page.getByRole("dialog", { name: "Keys" })
  await keys.getByRole("searchbox").fill("undo")
  await expect(keys.getByRole("definition")).toHaveText(["Undo"])
  await press(page, "Escape")

  // The save that was refused took no step away.
  await press(page, "Control+z")
  await expect(page.getByRole("textbox", { name: "Quantity, new line 1" })).toHaveCount(0)
  await press(page, "Control+s")
  await expect(page.getByText("Saved.")).toBeVisible()
  const { lines } = await storedInvoice(no)
  expect(lines.map(line => line.quantity)).toHaveLength(6)
  expect(lines[1]).toMatchObject({ quantity: "6" })

  await page.reload()
  await expect(page.getByLabel("Vendor Invoice No."), "later at what the vendor's paper says").toBeFocused()
  // Who knows the number types it, and goes on at its quantity.
  await page.getByRole("combobox", { name: "New line", exact: true }).focus()
  await page.keyboard.type("10240")
  await press(page, "Enter")
  await expect(page.getByRole("textbox", { name: "Quantity, new line 1" })).toBeFocused()
})

test("of many lines only those that are worked on have fields, and all are found, typed into and saved", async ({
  as,
}) => {
  const no = await copySalesInvoice(kolkwijk.salesInvoices.example)
  const stored = (await salesLines(no)).length
  const page = await as("processor")
  await page.goto(`/${kolkwijk.slug}/sales-invoices/${no}/edit`)
  const grid = page.getByRole("grid", { name: "Lines" })
  await expect(grid).toHaveAttribute("aria-rowcount", String(stored + 2))
  const quantity = (line: number) => page.getByRole("textbox", { name: `Quantity, new line ${line}` })

  await page.getByRole("combobox", { name: "New line", exact: true }).focus()
  await paste(
    page,
    Array.from({ length: 70 }, (_, at) => ["10240", `${at + 1}`]),
  )
  await expect(quantity(1)).toBeVisible()
  await expect(quantity(2)).toHaveCount(0)
  const last = grid.getByRole("row").filter({ hasText: "New" }).nth(69)
  await expect(last).toHaveAttribute("aria-rowindex", String(stored + 71))
  await expect(last.getByRole("gridcell", { name: "70", exact: true })).toBeAttached()

  // A click gives the line its fields, and the list of its units lies over the lines below.
  await last.getByRole("gridcell", { name: "70", exact: true }).click()
  await expect(quantity(70)).toBeFocused()
  await page.keyboard.type("7")
  await press(page, "ArrowUp")
  await expect(quantity(69)).toBeFocused()
  await press(page, "Tab", "Alt+ArrowDown")
  await page.getByRole("listbox").getByRole("option").first().click()
  await page.getByLabel("More, new line 69").click()
  const price = page.getByRole("combobox", { name: "Price Per" }).filter({ visible: true })
  await price.selectOption({ label: "100" })
  await press(page, "Control+s")
  await expect(page.locator('[role="status"]', { hasText: "Saved." })).toBeVisible({ timeout: 30_000 })
  const saved = await salesLines(no)
  expect(saved).toHaveLength(stored + 70)
  expect(saved.slice(-2).map(line => Number(line.quantity))).toEqual([69, 7])
  await expect(grid.locator("tr[data-line]").nth(stored + 68)).toContainText("per 100")
})

test("what is pressed while the script draws the lines anew opens as it is let go, and stays open", async ({ as }) => {
  const no = await copySalesInvoice(kolkwijk.salesInvoices.thousandLines)
  const [moved] = await linesNumbered(no, [200])
  const page = await as("processor")
  // The last that the script comes to.
  const button = page.getByLabel("Move to another page, line 2000000", { exact: true })
  await beforeScript(page, `/${kolkwijk.slug}/sales-invoices/${no}/edit`, () => button.hover())
  const fieldsOf = (chunk: number) => page.locator("tbody.chunk").nth(chunk).locator("input.cell").first()
  await fieldsOf(1).waitFor({ state: "detached" })
  await page.mouse.down()
  await fieldsOf(-2).waitFor({ state: "detached" })
  await page.mouse.up()
  await page.getByRole("textbox", { name: "Move to line no." }).fill("3000000")
  await press(page, "Control+s")
  await expect(page.locator('[role="status"]', { hasText: "Saved." })).toBeVisible({ timeout: 30_000 })
  // Before the line that had the number.
  expect(await linesNumbered(no, [299])).toEqual([moved])
})

test("a document of several pages is copied whole, and a paste over the end of a page makes lines and covers none", async ({
  as,
}) => {
  test.slow()
  const no = await copySalesInvoice(kolkwijk.salesInvoices.thousandLines)
  const stored = await salesLines(no)
  const page = await as("processor")
  await page.goto(`/${kolkwijk.slug}/sales-invoices/${no}/edit?page=2`)
  const grid = page.getByRole("grid", { name: "Lines" })
  // Not by an expectation: one that fails describes all two hundred lines of fields, again and again.
  await grid.waitFor()
  await expect(grid).toHaveAttribute("aria-rowcount", String(stored.length + 2))
  const row = (line: number) => grid.getByRole("row").filter({ hasText: new RegExp(`^${line}0000`, "u") })
  await expect(row(201)).toHaveAttribute("aria-rowindex", "202")
  await expect(row(400).getByRole("gridcell").first()).toBeAttached()
  await row(400).getByRole("gridcell").nth(4).click()
  await expect(cell(page, "Quantity", 4_000_000)).toBeFocused()
  await page.keyboard.type("77")

  await page.evaluate(() =>
    document.addEventListener("copy", ({ clipboardData }) =>
      Object.assign(window, { copied: ["text/plain", "text/html"].map(type => clipboardData?.getData(type)) }),
    ),
  )
  await page.getByRole("button", { name: "Copy the lines" }).click()
  await expect(page.getByText(`${stored.length.toLocaleString("en")} lines copied.`)).toBeVisible({ timeout: 30_000 })
  const [text = "", html = ""] = await page.evaluate(() => (window as unknown as { copied: string[] }).copied)
  const rows = text.split("\n").map(each => each.split("\t"))
  expect(rows.map(([, itemNo]) => itemNo)).toEqual(["No.", ...stored.map(line => line.no)])
  expect(rows[400]?.[3]).toBe("77")
  expect(Number(rows[1]?.[3])).toBe(Number(stored[0]?.quantity))
  expect(html.match(/<tr>/gu)).toHaveLength(stored.length + 1)

  await cell(page, "Quantity", 4_000_000).focus()
  await press(page, "Home")
  const itemNo = String(stored[0]?.no)
  await paste(
    page,
    ["81", "82", "83"].map(quantity => [itemNo, quantity]),
  )
  await expect(page.getByText(/2 of them are new lines behind the last line of this page/)).toBeVisible()
  await press(page, "Control+s")
  await expect(page.locator('[role="status"]', { hasText: "Saved." })).toBeVisible({ timeout: 30_000 })
  const saved = await salesLines(no)
  expect(saved).toHaveLength(stored.length + 2)
  expect(saved.slice(399, 402).map(({ quantity }) => Number(quantity))).toEqual([81, 82, 83])
  expect(saved.slice(402)).toEqual(stored.slice(400).map(line => ({ ...line, line_no: line.line_no + 20_000 })))
})
