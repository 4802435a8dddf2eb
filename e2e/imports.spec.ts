/** A Dutch workbook with mistakes, from upload to the last row mended; a file that leaves something open. */

import { randomUUID } from "node:crypto"
import { xlsxOf } from "@/app/_spreadsheet/xlsx"
import { closeDatabase } from "@/db/client"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

const texts = {
  en: {
    file: "File",
    upload: "Try",
    none: "No file is chosen. Choose a file.",
    nothing: "Nothing is written yet",
    good: "Import the Good Rows",
    all: "Import All",
    mend: "Try Mended Rows",
    quantity: "Quantity",
    price: "Unit Price",
    notANumber: "zes is not a number.",
    refused: "Refused",
    imported: "2 of 4 rows imported, 0 were there already, 2 refused.",
    done: "All 4 rows have been imported.",
    undo: "Undo Import",
    undone: "The import has been undone.",
    decimal: "Decimal Sign",
    comma: "Comma (1.250,00)",
    again: "Read Again",
  },
  nl: {
    file: "Bestand",
    upload: "Proberen",
    none: "Er is geen bestand gekozen. Kies een bestand.",
    nothing: "Er is nog niets geschreven",
    good: "Goede rijen importeren",
    all: "Alles importeren",
    mend: "Verbeterde rijen proberen",
    quantity: "Aantal",
    price: "Eenheidsprijs",
    notANumber: "zes is geen getal.",
    refused: "Geweigerd",
    imported: "2 van 4 rijen geïmporteerd, 0 waren er al, 2 geweigerd.",
    done: "Alle 4 rijen zijn geïmporteerd.",
    undo: "Import terugdraaien",
    undone: "De import is teruggedraaid.",
    decimal: "Decimaalteken",
    comma: "Komma (1.250,00)",
    again: "Opnieuw lezen",
  },
} as const

const heads = ["Factuurnr.", "Artikelnr.", "Omschrijving", "Aantal", "Factuurdatum", "Prijs", "Klantnr.", "Land"]

/** Two invoices that are good, and one with two rows to mend. */
function workbook() {
  const own = randomUUID().slice(0, 8)
  const row = (invoice: string, quantity: string, price: string) =>
    [`${invoice}${own}`, "IT-1", "Kabel", quantity, "2026-11-02", price, "DEB1", "NL"].map(value => ({
      kind: "text" as const,
      value,
    }))
  const rows = [row("A", "2", "3,75"), row("B", "zes", "1.250,00"), row("B", "1", ""), row("C", "1.000", "0,50")]
  return xlsxOf({ name: "Verkoop", columns: heads.map(head => ({ head, width: 15 })), rows })
}

for (const { language, javaScriptEnabled } of [
  { language: "nl", javaScriptEnabled: true },
  { language: "en", javaScriptEnabled: false },
] as const) {
  test(`a Dutch workbook with mistakes is tried, imported, mended and undone, ${language}${javaScriptEnabled ? "" : " without JavaScript"}`, async ({
    browser,
  }) => {
    const t = texts[language]
    const company = await ownCompany("Bestanden")
    const person = await ownUser(company, "Mia Manager", "purchasing_manager")
    const context = await browser.newContext({ locale: language === "nl" ? "nl-NL" : "en-GB", javaScriptEnabled })
    await signIn(context, person.email)
    const page = await context.newPage()
    const press = async (name: string) => {
      await page.getByRole("button", { name, exact: true }).focus()
      await page.keyboard.press("Enter")
    }
    // A worker may be quicker than who waits for a moment's work: without a script the page is loaded again.
    const shows = (text: string) =>
      expect(async () => {
        const again = page.locator(".actions a, a").filter({ hasText: /^(Load again|Opnieuw laden)$/u })
        if (!javaScriptEnabled && (await again.count()) > 0) await page.reload()
        await expect(page.getByText(text).first()).toBeVisible(javaScriptEnabled ? undefined : { timeout: 500 })
      }).toPass()
    const upload = async (name: string, buffer: Buffer) => {
      await page.getByLabel(t.file, { exact: true }).setInputFiles({ name, mimeType: "", buffer })
      await press(t.upload)
      await page.waitForURL(/\/imports\/IMP/u)
    }

    await page.goto(`/${company.slug}/imports/new/sales-invoices`)
    await press(t.upload)
    await expect(page.getByRole("main").getByRole("alert")).toContainText(t.none)
    await upload("verkoop.xlsx", Buffer.from(await new Response(workbook()).arrayBuffer()))
    await shows(t.nothing)
    await expect(page.getByText(t.notANumber).first()).toBeVisible()
    await press(t.good)
    await shows(t.imported)

    const cell = (rowNo: number, column: string) => page.locator(`[name="row.${rowNo}.${column}"]`)
    await cell(3, "quantity").fill("6")
    await cell(4, "unitPrice").fill("1,25")
    await press(t.mend)
    await expect(page.getByRole("button", { name: t.all, exact: true })).toBeVisible()
    await press(t.all)
    await shows(t.done)
    await expect(page.getByRole("link", { name: /^VF/u })).toHaveCount(4)
    await press(t.undo)
    await shows(t.undone)
    // Their numbers are said still, and lead nowhere.
    await expect(page.getByText(/^VF/u)).toHaveCount(4)
    await expect(page.getByRole("link", { name: /^VF/u })).toHaveCount(0)

    await page.goto(`/${company.slug}/imports/new/sales-invoices`)
    const line = ["Q1", "IT-1", "Kabel", "1", "2026-11-02", '"1,250"', "DEB1", "NL"].join(",")
    await upload("open.csv", Buffer.from(`${heads.join(",")}\n${line}\n`))
    await page.getByLabel(t.decimal, { exact: true }).selectOption({ label: t.comma })
    await press(t.again)
    await expect(page.getByRole("button", { name: t.all, exact: true })).toBeVisible()
    await expect(page.getByRole("cell", { name: language === "nl" ? "1,25" : "1.25", exact: true })).toBeVisible()
    await context.close()
  })
}
