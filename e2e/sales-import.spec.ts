import { randomUUID } from "node:crypto"
import type { Page } from "@playwright/test"
import { kolkwijk } from "@/db/demo/landmarks"
import { type FileRow, fileOf } from "@/test/sales-csv"
import { inCompany } from "./support/database"
import { expect, test } from "./support/portal"
import { okAndReady, storedInvoice } from "./support/purchases"

const importPath = `/${kolkwijk.slug}/sales-invoices/import`

const texts = {
  en: {
    file: "File",
    currency: "Currency Code",
    submit: "Import",
    making: "Making sales invoices",
    again: "Load it again",
    facts: ["Rows read", "Rows taken", "Rows refused", "Sales Invoices made"],
    reasons: {
      price_zero: "Price of zero: taken at zero",
      cancellation: "Cancellation: the invoice number begins with C",
      quantity_not_a_number: "Quantity that is no number",
      invoice_refused: "Its invoice was refused because of another row",
      already_imported: "Imported before",
    },
    create: "Create Purchase Invoice",
    notCsv: "The file is not CSV. Save it as CSV in your spreadsheet and choose that file.",
    noFile: "No file is chosen. Choose a CSV file.",
    noRate: (code: string) => `There is no exchange rate of ${code}. Have one entered, or choose another currency.`,
  },
  nl: {
    file: "Bestand",
    currency: "Valutacode",
    submit: "Importeren",
    making: "Verkoopfacturen maken",
    again: "Opnieuw laden",
    facts: ["Rijen gelezen", "Rijen overgenomen", "Rijen geweigerd", "Verkoopfacturen gemaakt"],
    reasons: {
      price_zero: "Prijs van nul: overgenomen met nul",
      cancellation: "Annulering: het factuurnummer begint met C",
      quantity_not_a_number: "Aantal dat geen getal is",
      invoice_refused: "De factuur is geweigerd om een andere rij",
      already_imported: "Al eerder geïmporteerd",
    },
    create: "Inkoopfactuur maken",
    notCsv: "Het bestand is geen CSV. Bewaar het als CSV in uw rekenblad en kies dat bestand.",
    noFile: "Er is geen bestand gekozen. Kies een CSV-bestand.",
    noRate: (code: string) => `Er is geen wisselkoers van ${code}. Laat er een invoeren, of kies een andere valuta.`,
  },
} as const

// One after the other: each holds up the imports of the company for a moment.
test.describe.configure({ mode: "default" })

/** A file of five rows: an invoice to take, one with a row that is no good, and a cancellation. */
function salesFile(): { content: string; invoiceNo: string } {
  const own = randomUUID().slice(0, 8)
  const row = (invoice: string, rest: FileRow) => ({ invoice, customer: "D10555", ...rest })
  const rows = [
    row(`F${own}`, { code: "10240", quantity: "2", price: "41.10" }),
    row(`G${own}`, { code: "10240", quantity: "six" }),
    row(`F${own}`, { code: "10244", quantity: "3", price: "0" }),
    row(`G${own}`, { code: "10244" }),
    row(`C${own}`, { code: "10240", quantity: "-2" }),
  ]
  return { content: fileOf(rows), invoiceNo: `F${own}` }
}

for (const { language, javaScriptEnabled } of [
  { language: "en", javaScriptEnabled: true },
  { language: "nl", javaScriptEnabled: true },
  { language: "en", javaScriptEnabled: false },
] as const) {
  const t = texts[language]

  async function upload(page: Page, content: string, name = "sales.csv"): Promise<void> {
    await page.getByLabel(t.file, { exact: true }).setInputFiles({
      name,
      mimeType: "text/csv",
      buffer: Buffer.from(content),
    })
    await page.getByRole("button", { name: t.submit, exact: true }).click()
  }

  /** The four figures of a finished report; without a script, reloading shows the progress. */
  async function expectReport(page: Page, figures: number[]): Promise<void> {
    const shown = page.locator("dl.facts > div").filter({ hasText: new RegExp(`^(${t.facts.join("|")})`, "u") })
    const wanted = t.facts.map((term, index) => `${term}${figures[index]}`)
    await expect(async () => {
      const again = page.getByRole("link", { name: t.again })
      if (!javaScriptEnabled && (await again.count()) > 0) await page.reload()
      await expect(shown).toHaveText(wanted, javaScriptEnabled ? undefined : { timeout: 500 })
      // The figures are there a moment before the report is: as long as there is more to come, the page offers to reload.
      if (!javaScriptEnabled) await expect(again).toHaveCount(0, { timeout: 500 })
    }).toPass()
  }

  async function expectReasons(page: Page, reasons: Partial<Record<keyof typeof t.reasons, number>>): Promise<void> {
    for (const [reason, rows] of Object.entries(reasons)) {
      const title = t.reasons[reason as keyof typeof t.reasons]
      await expect(page.getByRole("row", { name: `${title} ${rows}`, exact: true })).toBeVisible()
    }
  }

  test.describe(`${language}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    test("a file is imported before one's eyes, bought from, and makes nothing a second time", async ({ as }) => {
      const page = await as("processor", { language, javaScriptEnabled })
      const { content, invoiceNo } = salesFile()
      await page.goto(importPath)
      // While another transaction numbers sales invoices, the import can be seen at work.
      await inCompany(kolkwijk.slug, async sql => {
        await sql`select from no_series where code = (select sales_invoice_nos from purchases_setup) for update`
        await upload(page, content)
        await page.waitForURL(/\/import\/IMP/u)
        await expect(async () => {
          if (!javaScriptEnabled) await page.reload()
          await expect(page.getByRole("progressbar", { name: t.making })).toBeVisible({ timeout: 500 })
        }).toPass()
        await expect(page.getByText(/^0 (of|van) 5$/u)).toBeVisible()
      })
      await expectReport(page, [5, 2, 3, 1])
      await expectReasons(page, { price_zero: 1, cancellation: 1, quantity_not_a_number: 1, invoice_refused: 1 })

      await page.getByRole("link", { name: t.reasons.price_zero }).click()
      await page.getByRole("link", { name: /^VF26-/u }).click()
      await expect(page.getByText(invoiceNo)).toBeVisible()
      await page.getByRole("button", { name: t.create }).click()
      const made = await okAndReady(page, !javaScriptEnabled)
      const { lines } = await storedInvoice(made.invoiceNo)
      expect(lines.map(({ no, quantity }) => [no, quantity])).toEqual([
        ["10240", "2"],
        ["10244", "3"],
      ])

      await page.goto(importPath)
      await upload(page, content)
      await page.waitForURL(/\/import\/IMP/u)
      await expectReport(page, [5, 0, 5, 0])
      await expectReasons(page, { already_imported: 2, cancellation: 1 })
    })

    test("what is no CSV, no file and a missing exchange rate are said beside their field; the currency stays", async ({
      as,
    }) => {
      const page = await as("processor", { language, javaScriptEnabled })
      const code = `X${randomUUID()
        .replaceAll(/[^a-f]/gu, "")
        .toUpperCase()
        .slice(0, 6)}`
      const currency = page.getByLabel(t.currency, { exact: true })
      const expectIssue = async (label: string, text: string) => {
        const field = page.getByLabel(label, { exact: true })
        await expect(field).toHaveAttribute("aria-invalid", "true")
        await expect(page.getByRole("alert").getByRole("link", { name: `${label}: ${text}` })).toBeVisible()
        await expect(field).toHaveAccessibleDescription(new RegExp(`^${text.replaceAll(".", "[.]")}`, "u"))
      }
      await page.goto(importPath)
      await currency.selectOption("USD")
      await upload(page, "PK\u0003\u0004\u0000\u0000 a workbook", "sales.xlsx")
      await expectIssue(t.file, t.notCsv)
      await expect(currency).toHaveValue("USD")
      await page.getByLabel(t.file, { exact: true }).evaluate(input => input.removeAttribute("required"))
      await page.getByRole("button", { name: t.submit, exact: true }).click()
      await expectIssue(t.file, t.noFile)
      await expect(currency).toHaveValue("USD")

      await inCompany(kolkwijk.slug, async sql => {
        await sql`insert into currency select (jsonb_populate_record(null::currency,
          to_jsonb(c) || jsonb_build_object('code', ${code}::text))).* from currency c where c.code = 'USD'`
      })
      // As on a page from when there was a rate.
      await currency.evaluate((select: HTMLSelectElement, value) => {
        select.selectedOptions[0]!.value = value
      }, code)
      const { content, invoiceNo } = salesFile()
      await upload(page, content)
      await expectIssue(t.currency, t.noRate(code))
      const taken = await inCompany(
        kolkwijk.slug,
        sql => sql`select from sales_import_row where invoice_no = ${invoiceNo}`,
      )
      expect(taken).toHaveLength(0)
      await inCompany(kolkwijk.slug, sql => sql`delete from currency where code = ${code}`)
    })
  })
}
