/** A file that is to be read otherwise than it was: sheet, row of the header, encoding, separator, decimal sign, order of dates. */

import { closeDatabase } from "@/db/client"
import { labelOf } from "@/domain/import-kinds/column-names"
import { formatDate } from "@/language/date-format"
import { languageFacts, languages } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { messages } from "@/messages"
import { workbookFile } from "@/test/file-reading/workbook-file"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { unfold } from "./support/unfold"

test.afterAll(() => closeDatabase())

const heads = ["Factuurnr.", "Artikelnr.", "Omschrijving", "Aantal", "Factuurdatum", "Prijs", "Klantnr.", "Land"]
const row = (invoice: string) => [invoice, "IT-1", "Kabel", "2", "2026-11-02", "3.75", "DEB1", "NL"]

for (const { language, javaScriptEnabled } of [
  { language: "nl", javaScriptEnabled: true },
  { language: "en", javaScriptEnabled: false },
] as const) {
  const t = messages[language].imports
  test(`a file is read otherwise than it was found, ${language}${javaScriptEnabled ? "" : " without JavaScript"}`, async ({
    browser,
  }) => {
    test.slow()
    const company = await ownCompany("Lezen")
    const person = await ownUser(company, "Mia Manager", "purchasing_manager")
    const context = await browser.newContext({ locale: languageFacts[language].locale, javaScriptEnabled })
    await signIn(context, person.email)
    const page = await context.newPage()
    const field = (name: "encoding" | "separator" | "sheet" | "decimal" | "dates" | "headerRow") =>
      page.getByLabel(t.reading[name], { exact: true })
    const form = page.locator("form", { has: field("headerRow") })
    const moment = javaScriptEnabled ? {} : { timeout: 500 }
    // A worker may be quicker than who waits for a moment's work: without a script the page is loaded again.
    const tried = (shows: () => Promise<void>) =>
      expect(async () => {
        const again = page.getByRole("link", { name: t.progress.reloadLink, exact: true })
        if (!javaScriptEnabled && (await again.count()) > 0) await page.reload()
        await shows()
      }).toPass()
    /** Opens what says how the file was read, where nothing of it is asked. */
    const unfoldReading = async () => {
      await unfold(page.getByRole("region", { name: t.reading.title }).locator("details"))
      await expect(field("headerRow")).toBeVisible()
    }
    const upload = async (name: string, buffer: Buffer) => {
      await page.goto(`/${company.slug}/imports/new/sales-invoices`)
      await page.getByLabel(t.upload.file, { exact: true }).setInputFiles({ name, mimeType: "", buffer })
      await page.getByRole("button", { name: t.upload.submit, exact: true }).click()
      await page.waitForURL(/\/imports\/IMP/u)
      await tried(() => expect(field("headerRow")).toBeAttached(moment))
    }
    /** By keyboard, and waits for what the next trial shows. */
    const readAgain = async () => {
      const before = await form.locator('[name="generation"]').getAttribute("value")
      await page.getByRole("button", { name: t.reading.again, exact: true }).focus()
      await page.keyboard.press("Enter")
      await tried(() => expect(form.locator('[name="generation"]')).not.toHaveValue(before!, moment))
    }
    const cell = (name: string) => page.getByRole("cell", { name, exact: true })

    const sheets = ["November", "December"].map((name, at) => ({
      name,
      rows: [heads, row(`A${at}`), row(`B${at}`), heads, row(`C${at}`)],
    }))
    await upload("twee.xlsx", workbookFile({ sheets }))
    await expect(page.getByText(t.asks.open)).toBeVisible()
    await field("sheet").selectOption("November")
    await readAgain()
    await expect(page.getByText(t.asks.open)).toHaveCount(0)
    await unfoldReading()
    await field("sheet").selectOption("December")
    await readAgain()
    await page.goto(`${page.url().split("?")[0]}?outcome=all`)
    await expect(cell("B1")).toBeVisible()
    await expect(cell("B0")).toHaveCount(0)
    await unfoldReading()
    await field("headerRow").fill("4")
    await readAgain()
    await expect(cell("C1")).toBeVisible()
    await expect(cell("B1")).toHaveCount(0)
    await expect(field("sheet")).toHaveValue("December")
    await unfoldReading()
    await field("headerRow").fill("vier")
    await page.getByRole("button", { name: t.reading.again, exact: true }).click()
    await expect(page.getByText(messages[language].errors.import.header_row_unreadable).last()).toBeVisible()
    await expect(field("headerRow")).toHaveValue("vier")
    await field("headerRow").fill("40")
    await readAgain()
    await expect(page.getByText(t.asks.blankHeader.replace("{row}", "40")).first()).toBeVisible()
    await expect(field("headerRow")).toHaveValue("40")
    await expect(page.getByRole("button", { name: t.decide.all, exact: true })).toHaveCount(0)
    await field("headerRow").fill("")
    await readAgain()
    await page.goto(`${page.url().split("?")[0]}?outcome=all`)
    await expect(cell("B1")).toBeVisible()
    await expect(field("headerRow")).toHaveValue("1")

    const line = ["K1", "IT-1", "Café", "1.250", "03/04/2026", "2", "DEB1", "NL"].join(";")
    await upload("western.csv", Buffer.from(`${heads.join(";")}\r\n${line}\r\n`, "latin1"))
    await expect(page.getByText(t.asks.open)).toHaveCount(2)
    await field("decimal").selectOption(",")
    await field("dates").selectOption("dmy")
    await readAgain()
    for (const text of ["Café", formatNumber("1250", language), formatDate("2026-04-03", language)]) {
      await expect(cell(text)).toBeVisible()
    }
    await unfoldReading()
    await field("decimal").selectOption(".")
    await field("dates").selectOption("mdy")
    await field("encoding").selectOption("macintosh")
    await readAgain()
    for (const text of ["CafÈ", formatNumber("1.25", language), formatDate("2026-03-04", language)]) {
      await expect(cell(text)).toBeVisible()
    }
    await unfoldReading()
    await field("separator").selectOption(",")
    await readAgain()
    const missing = t.asks.missing.replace("{column}", labelOf("sales_invoices", "stockCode", language))
    await expect(page.getByText(missing)).toBeVisible()
    await expect(page.getByRole("button", { name: t.decide.good, exact: true })).toHaveCount(0)
    await field("separator").selectOption(";")
    await readAgain()
    await expect(cell(formatDate("2026-03-04", language))).toBeVisible()
    await expect(page.getByRole("button", { name: t.decide.all, exact: true })).toBeVisible()

    const formulas = `${heads.join(";")}\r\nF1;=cmd|'/c calc'!A1;@SUM(1);1;2026-11-02;+2,5;DEB1;NL\r\n`
    await upload("formules.csv", Buffer.from(formulas))
    const download = async () => (await context.request.get(`${page.url()}/remarks`)).text()
    const inert = await download()
    for (const text of ["'=cmd|", "'@SUM(1)", "'+2,5"]) expect(inert).toContain(text)
    await upload("opnieuw.csv", Buffer.from(inert))
    const again = await download()
    expect(again).not.toContain("''")
    // The column of remarks is ours, in whatever language, and is written anew.
    const remarks = languages.map(each => messages[each].imports.remark).join("|")
    expect(again.split("\r\n", 1)[0]!.match(new RegExp(remarks, "gu"))).toHaveLength(1)

    const wide = [heads, row("W1")].map(cells => [...cells, ...Array<string>(16_000).fill("x")].join(";"))
    await upload("breed.csv", Buffer.from(wide.join("\r\n")))
    await unfoldReading()
    await expect(page.getByText(new RegExp(`^${t.reading.columnsLeft.split("{")[0]}`, "u"))).toBeVisible()
    expect(Buffer.byteLength(await (await context.request.get(page.url())).text())).toBeLessThan(500_000)

    // Somebody else has the same outcome before them, and imports after it was imported.
    const other = await browser.newContext({ locale: languageFacts[language].locale, javaScriptEnabled: false })
    await signIn(other, person.email)
    const late = await other.newPage()
    await late.goto(page.url())
    const all = { name: t.decide.all, exact: true }
    await page.getByRole("button", all).click()
    await tried(() => expect(page.getByRole("link", { name: /^VF/u })).toHaveCount(1, moment))
    await late.getByRole("button", all).click()
    // The page shows what came of it.
    await expect(late.getByRole("link", { name: /^VF/u })).toHaveCount(1)
    await expect(late.getByRole("button", all)).toHaveCount(0)
    await other.close()
    await context.close()
  })
}
