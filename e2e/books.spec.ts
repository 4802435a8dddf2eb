/** From a figure of a report to the entries behind it, to the transaction and its document; in both languages. */

import { readFile } from "node:fs/promises"
import type { Page } from "@playwright/test"
import { parse } from "csv-parse/sync"
import { closeDatabase } from "@/db/client"
import type { Language } from "@/language/language"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { postedInvoice } from "./support/trade"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let email: `${string}@${string}`
/** Number of the posted invoice; its transaction is the company's first. */
let postedNo: string
const vendorName = "Kabel & Zonen"

test.beforeAll(async () => {
  company = await ownCompany("Boekhouding")
  const manager = await ownUser(company, "Bo Boekhouder", "purchasing_manager")
  email = manager.email
  // 10.00 and 2.10 VAT; the vendor is owed 12.10.
  postedNo = await postedInvoice(manager.actor, vendorName)
})

async function open(page: Page, language: Language, address: string): Promise<void> {
  await signIn(page.context(), email)
  await page.context().addCookies([{ name: "language", value: language, url: process.env.E2E_URL ?? "" }])
  await page.goto(`/${company.slug}/${address}`)
}

test("a figure of the trial balance opens its entries, these their transaction and document", async ({ page }) => {
  await open(page, "en", "books/trial-balance")
  const payables = page.getByRole("row").filter({ has: page.getByRole("cell", { name: "1600", exact: true }) })
  await payables.getByRole("link", { name: "12.10" }).first().click()
  await expect(page.getByRole("heading", { level: 1, name: "G/L Entries" })).toBeVisible()
  await expect(page.getByText("Total in EUR: -12.10")).toBeVisible()
  const entry = page.getByRole("row").filter({ hasText: postedNo })
  await expect(entry.getByRole("link", { name: postedNo })).toHaveAttribute(
    "href",
    `/${company.slug}/posted-purchase-invoices/${postedNo}`,
  )
  await entry.getByRole("link", { name: "1", exact: true }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Transaction 1" })).toBeVisible()
  for (const title of ["G/L Entries", "VAT Entries", "Vendor Ledger Entry", "Item Ledger Entries"]) {
    await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible()
  }
})

test("what is owed opens the open entries of the vendor; the trial balance is kept as a CSV file", async ({ page }) => {
  await open(page, "nl", "books/aged-payables")
  const row = page.getByRole("row").filter({ hasText: vendorName })
  await row.getByRole("link", { name: "12,10" }).first().click()
  await expect(page.getByRole("heading", { level: 1, name: "Leveranciersposten" })).toBeVisible()
  await expect(page.getByRole("row").filter({ hasText: postedNo })).toContainText("-12,10")
  await page.getByRole("link", { name: "Proef- en saldibalans" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Proef- en saldibalans" })).toBeVisible()
  const waited = page.waitForEvent("download")
  await page.getByRole("link", { name: "CSV" }).click()
  const download = await waited
  expect(download.suggestedFilename()).toMatch(/^Proef--en-saldibalans-\d{4}-\d{2}-\d{2}\.csv$/)
  const rows: string[][] = parse(await readFile(await download.path()), { bom: true, delimiter: ";" })
  expect(rows[0]?.slice(0, 3)).toEqual(["Nr.", "Naam", "Mutatie debet (EUR)"])
  expect(rows.find(([no]) => no === "1600")?.slice(2)).toEqual(["", "12,10", "", "12,10"])
  const [, total, debit, credit] = rows.at(-1) ?? []
  expect([total, debit]).toEqual(["Totaal", credit])
  // The file has what the page is filtered by: before the first entry, nothing.
  await page.getByLabel("Van", { exact: true }).fill("1-1-2020")
  await page.getByLabel("Tot en met").fill("31 dec 2020")
  await page.getByRole("button", { name: "Zoeken" }).click()
  const file = page.getByRole("link", { name: "CSV" })
  await expect(file).toHaveAttribute("href", /from=2020-01-01&to=2020-12-31&format=csv/)
  const before = await page.request.get((await file.getAttribute("href"))!)
  const filtered: string[][] = parse(await before.text(), { bom: true, delimiter: ";" })
  expect(filtered.slice(1)).toEqual([["", "Totaal", "0,00", "0,00", "0,00", "0,00"]])
})

for (const javaScriptEnabled of [true, false]) {
  test(`entries are filtered by account and by dates as the reader types them, ${
    javaScriptEnabled ? "with" : "without"
  } JavaScript`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled })
    const page = await context.newPage()
    await open(page, "nl", "books/gl-entries")
    await page.getByLabel("Grootboekrekening").fill("1500..1599")
    await page.getByLabel("Van", { exact: true }).fill("1 jan 2020")
    await page.getByLabel("Tot en met").fill("v")
    await page.getByRole("button", { name: "Zoeken" }).click()
    // The address has the dates so that they mean the same tomorrow, and to an English reader.
    await expect(page).toHaveURL(/account=1500\.\.1599.*from=2020-01-01.*to=\d{4}-\d{2}-\d{2}/)
    await expect(page.getByLabel("Van", { exact: true })).toHaveValue("01-01-2020")
    await expect(page.getByText("Totaal in EUR: 2,10")).toBeVisible()
    await page.getByLabel("Van", { exact: true }).fill("31-2-2020")
    await page.getByRole("button", { name: "Zoeken" }).click()
    await expect(page.getByText("De dag “31-2-2020” bestaat niet. De lijst laat het buiten beschouwing.")).toBeVisible()
    await expect(page.getByLabel("Van", { exact: true })).toHaveValue("31-2-2020")
    await expect(page.getByLabel("Grootboekrekening")).toHaveValue("1500..1599")
    await expect(page.getByText("Totaal in EUR: 2,10")).toBeVisible()
    await page.getByLabel("Van", { exact: true }).fill("1-1-2100")
    await page.getByRole("button", { name: "Zoeken" }).click()
    await expect(page.getByText("Dit is vóór de eerste datum.")).toBeVisible()
    await context.close()
  })
}

test("each ledger is a file of what the page is narrowed to, and the chart of accounts one with its figures", async ({
  page,
}) => {
  await open(page, "nl", `books/gl-entries?document=${postedNo}`)
  const rowsOf = async (address: string) =>
    parse(await (await page.request.get(`/${company.slug}/books/${address}`)).text(), {
      bom: true,
      delimiter: ";",
      columns: true,
    }) as Record<string, string>[]
  const excel = page.getByRole("link", { name: "Excel" })
  await expect(excel).toHaveAttribute("href", new RegExp(`file\\?.*document=${postedNo}`))
  const gl = await rowsOf(`gl-entries/file?format=csv&document=${postedNo}`)
  const cents = gl.map(row => Math.round(Number(row["Bedrag (LV)"]!.replace(",", ".")) * 100))
  expect(cents.toSorted((one, other) => one - other)).toEqual([-1210, -1000, 210, 1000, 1000])
  expect(await rowsOf("gl-entries/file?format=csv&document=none")).toEqual([])
  expect(await rowsOf(`vat-entries/file?format=csv&document=${postedNo}`)).toMatchObject([
    { Grondslag: "10,00", "Btw-bedrag": "2,10", "Btw-%": "21" },
  ])
  expect(await rowsOf(`item-ledger-entries/file?format=csv&document=${postedNo}`)).toMatchObject([
    { Kostenbedrag: "10,00" },
  ])
  const chart = await rowsOf("chart-of-accounts/file?format=csv")
  expect(chart.find(row => row["Nr."] === "1600")).toMatchObject({ "Saldo op datum (EUR)": "-12,10" })
})
