/** Many payments at once: a file with good and bad rows, its report, and the same file again. */

import { readFile } from "node:fs/promises"
import { parse } from "csv-parse/sync"
import { closeDatabase } from "@/db/client"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { languageFacts } from "@/language/language"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

const texts = {
  en: {
    import: "Import",
    file: "File",
    example: "Download Example",
    none: "No file is chosen. Choose a CSV file.",
    lacks: "The first row lacks the columns Posting Date, Amount. Name them as shown below.",
    result: "1 of 3 rows registered, 2 refused.",
    again: "Load again",
    download: "Download Refused Rows",
    refused: "payments-refused.csv",
    more: "The amount is 500.00, and only 121.00 of the documents is open.",
    unknown: "There is no vendor L99999.",
    before: /This was registered before as payment BET26-\d{5}: row 2 of payments\.csv/,
    nothing: "None of 3 rows registered, 3 refused.",
    told: /^Import \d+, payments\.csv, has finished: 1 of 3 payments registered, 2 refused$/,
    notifications: "Notifications",
    names: "Vendor No.,Posting Date,Amount,Applies-to Doc. No.",
    row: (vendor: string, amount: string, document: string) => `${vendor},2026-06-10,${amount}.00,${document}`,
    applied: "Applied",
  },
  nl: {
    import: "Importeren",
    file: "Bestand",
    example: "Voorbeeld downloaden",
    none: "Er is geen bestand gekozen. Kies een CSV-bestand.",
    lacks: "In de eerste rij ontbreken de kolommen Boekingsdatum, Bedrag. Noem ze zoals hieronder staat.",
    result: "1 van 3 rijen geregistreerd, 2 geweigerd.",
    again: "Opnieuw laden",
    download: "Geweigerde rijen downloaden",
    refused: "payments-geweigerd.csv",
    more: "Het bedrag is 500,00, en van de documenten staat maar 121,00 open.",
    unknown: "Er is geen leverancier L99999.",
    before: /Dit is al eerder geregistreerd als betaling BET26-\d{5}: rij 2 van payments\.csv/,
    nothing: "Geen van 3 rijen geregistreerd, 3 geweigerd.",
    told: /^Import \d+, payments\.csv, is klaar: 1 van 3 betalingen geregistreerd, 2 geweigerd$/,
    notifications: "Meldingen",
    names: "Leveranciersnr.;Boekingsdatum;Bedrag;Vereffenen met documentnr.",
    row: (vendor: string, amount: string, document: string) => `${vendor};10-06-2026;${amount},00;${document}`,
    applied: "Vereffend",
  },
} as const

/** A posted invoice over 121.00. */
async function owed(company: OwnCompany, manager: Awaited<ReturnType<typeof ownUser>>, vendorNo: string) {
  const lines = [{ no: (await makeItem(company.id)).no, quantity: "1", price: "100" }]
  const draft = await makePurchaseInvoice(manager.actor, vendorNo, lines, { postingDate: "2026-05-04" })
  return postPurchaseDocument(manager.actor, draft, { unreviewed: true })
}

for (const { language, javaScriptEnabled } of [
  { language: "en", javaScriptEnabled: true },
  { language: "nl", javaScriptEnabled: false },
] as const) {
  test(`a file pays what it can and says what it cannot, ${language}${javaScriptEnabled ? "" : " without JavaScript"}`, async ({
    browser,
  }) => {
    const t = texts[language]
    const company = await ownCompany("Betaalbestand")
    const manager = await ownUser(company, "Mia Manager", "purchasing_manager")
    const vendor = await makeVendor(company.id)
    const [first, second] = [await owed(company, manager, vendor.no), await owed(company, manager, vendor.no)]
    const locale = languageFacts[language].locale
    const context = await browser.newContext({ locale, javaScriptEnabled })
    await signIn(context, manager.email)
    const page = await context.newPage()
    const upload = async (lines?: string[]) => {
      if (lines) {
        const buffer = Buffer.from(lines.join("\n"))
        await page
          .getByLabel(t.file, { exact: true })
          .setInputFiles({ name: "payments.csv", mimeType: "text/csv", buffer })
      }
      await page.getByRole("button", { name: t.import, exact: true }).click()
    }
    const reads = (text: string) =>
      expect(async () => {
        const again = page.getByRole("link", { name: t.again })
        if (!javaScriptEnabled && (await again.count()) > 0) await again.click()
        await expect(page.getByText(text)).toBeVisible(javaScriptEnabled ? undefined : { timeout: 500 })
      }).toPass()

    await page.goto(`/${company.slug}/payments`)
    await page.getByRole("link", { name: t.import, exact: true }).click()
    const alert = page.getByRole("main").getByRole("alert")
    await upload()
    await expect(alert).toContainText(t.none)
    await upload([t.names.split(/[,;]/u)[0]!, "x"])
    await expect(alert).toContainText(t.lacks)
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: t.example }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^(payments|betalingen)\.csv$/)

    const lines = [
      t.names,
      t.row(vendor.no, "121", first.no),
      t.row(vendor.no, "500", second.no),
      t.row("L99999", "1", ""),
    ]
    await upload(lines)
    await page.waitForURL(/\/payments\/import\/\d+$/)
    await reads(t.result)
    const row = (no: string) => page.getByRole("row").filter({ hasText: no })
    await expect(row(second.no)).toContainText(t.more)
    await expect(row("L99999")).toContainText(t.unknown)
    const [refused] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: t.download }).click(),
    ])
    expect(refused.suggestedFilename()).toBe(t.refused)
    const [names, ...rest] = parse(await readFile(await refused.path(), "utf8"), {
      bom: true,
      delimiter: t.names.includes(";") ? ";" : ",",
    })
    expect(rest.map((fields: string[]) => [fields[0], fields[2], fields[5], fields[8], fields[9]])).toEqual([
      [vendor.no, "500", second.no, "3", expect.stringContaining(t.more)],
      ["L99999", "1", "", "4", expect.stringContaining(t.unknown)],
    ])
    expect(names).toHaveLength(10)
    await row(first.no)
      .getByRole("link", { name: /^BET26-\d{5}$/ })
      .click()
    await expect(page.getByText(t.applied, { exact: true }).first()).toBeVisible()

    await page.goto(`/${company.slug}/payments/import`)
    await upload(lines)
    await page.waitForURL(/\/payments\/import\/\d+$/)
    await reads(t.nothing)
    await expect(row(first.no)).toContainText(t.before)
    await page.goto(`/${company.slug}/notifications`)
    await expect(page.getByRole("main").getByText(t.told)).toBeVisible()
    await context.close()
  })
}
