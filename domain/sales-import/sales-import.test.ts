import { gzipSync } from "node:zlib"
import { eq, sql } from "drizzle-orm"
import { beforeEach, describe, expect, it } from "vitest"
import { customer, fileImport, glAccount, item, noSeries, vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, Refusal } from "@/domain/errors"
import { askForImport, retryImport } from "@/domain/imports/ask-import"
import { runImport } from "@/domain/imports/run-import"
import { makeActor, makeCompany, makeCustomer, makeItem } from "@/test/factories"
import { type FileRow, fileOf, header } from "@/test/sales-csv"
import { importFile, readImport, upload } from "@/test/sales-files"
import { importCurrencies } from "./import-currencies"

let actor: Actor

beforeEach(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "order_processor")
})

const importRows = (rows: FileRow[], currency = "") => importFile(actor, fileOf(rows), currency)

type Imported = Awaited<ReturnType<typeof importFile>>

/** "2 refused negative_quantity" for each row; and the promise that holds for every import. */
function outcomes(read: Imported): string[] {
  expect(read.rowsNew + read.rowsChanged + read.rowsUnchanged + read.rowsRefused).toBe(read.rowsRead)
  expect(read.rows).toHaveLength(read.rowsRead!)
  expect(read.rows.filter(({ outcome }) => outcome === "taken")).toHaveLength(read.rowsTaken)
  expect(read.lines).toHaveLength(read.rowsTaken)
  return read.rows.map(({ rowNo, outcome, reason }) => [rowNo, outcome, reason].filter(Boolean).join(" "))
}

describe("an invoice", () => {
  it("is made with its customer, items, VAT and amounts", async () => {
    const read = await importRows([
      { code: "85123a", quantity: "6", price: "2.55" },
      { code: "71053", text: "WHITE METAL LANTERN", quantity: "3", price: "3.335" },
    ])
    expect(outcomes(read)).toEqual(["2 taken", "3 taken"])
    expect(read).toMatchObject({ state: "finished", made: { invoices: 1, customers: 1, items: 2 } })
    expect(read.invoices).toMatchObject([
      {
        importedNo: "1001",
        externalDocumentNo: "1001",
        customerNo: "17850",
        customerName: "Klant 17850",
        countryRegionCode: "NL",
        vatBusPostingGroup: "BINNENL",
        documentDate: "2010-12-01",
        postingDate: "2010-12-01",
        currencyCode: "EUR",
        lineCount: 2,
        lastLineId: 2,
        amount: "25.31",
        amountIncludingVat: "30.63",
      },
    ])
    expect(read.lines).toMatchObject([
      {
        lineId: 1,
        lineNo: 10000,
        type: "item",
        no: "85123A",
        unitOfMeasureCode: "STUK",
        quantity: "6",
        unitPrice: "2.55",
        lineAmount: "15.3",
        vatPercent: "21",
      },
      { lineId: 2, lineNo: 20000, no: "71053", description: "WHITE METAL LANTERN", lineAmount: "10.01" },
    ])
  })

  it("keeps the file's order though its lines lie apart, and a code may repeat", async () => {
    const read = await importRows([
      { invoice: "A", text: "first" },
      { invoice: "B" },
      { invoice: "A", text: "second" },
      { invoice: "b" },
      { invoice: "A", text: "third" },
    ])
    expect(read.made.invoices).toBe(2)
    const ofA = read.lines.filter(({ documentNo }) => documentNo === read.rows[0]!.resultNo)
    expect(ofA.map(({ description }) => description)).toEqual(["first", "second", "third"])
  })

  it("is whole or not there", async () => {
    const read = await importRows([
      { invoice: "A" },
      { invoice: "B" },
      { invoice: "A", quantity: "many" },
      { invoice: "A", price: "-1" },
    ])
    expect(outcomes(read)).toEqual([
      "2 refused invoice_refused",
      "3 taken",
      "4 refused file_reading.not_a_number",
      "5 refused negative_price",
    ])
    expect(read.rows[0]!.params).toEqual([{ row: 4 }])
    expect(read.rows[2]!.params).toEqual([{ read: "many", column: "quantity" }])
  })

  it("is refused when it names two customers", async () => {
    expect(outcomes(await importRows([{}, { customer: "17851" }]))).toEqual([
      "2 refused invoice_refused",
      "3 refused customer_differs",
    ])
  })

  it("is refused with more than 10,000 lines, and taken with 10,000", { timeout: 60_000 }, async () => {
    const rows = (invoice: string, count: number) => Array.from({ length: count }, () => ({ invoice }))
    const read = await importRows([...rows("LONG", 10_001), ...rows("MOST", 10_000), ...rows("LAST", 1)])
    expect(outcomes(read).filter(text => text.endsWith("refused imports.too_many_rows_of_one"))).toHaveLength(10_001)
    expect(read.invoices.map(({ importedNo, lineCount }) => [importedNo, lineCount])).toEqual([
      ["MOST", 10_000],
      ["LAST", 1],
    ])
  })
})

describe("untidy rows", () => {
  it("a price with the sign of another currency is refused", async () => {
    const prices = ["€ 2.55", "2.55 EUR", "£2.55", "USD 2.55"].map((price, at) => ({ invoice: `P${at}`, price }))
    const [inEuro, inPound] = [await importRows(prices), await importRows(prices, "GBP")]
    expect(outcomes(inEuro)).toEqual(["2 taken", "3 taken", "4 refused sign_differs", "5 refused sign_differs"])
    expect(outcomes(inPound).filter(text => text.endsWith("sign_differs"))).toHaveLength(3)
    expect(inEuro.rows[2]!.params).toEqual([{ sign: "£", currency: "EUR", column: "unitPrice" }])
  })

  it("cancellations and stock corrections are refused", async () => {
    const read = await importRows([
      { invoice: "C1", quantity: "-6" },
      { invoice: "c2", quantity: "-1" },
      { invoice: "2", quantity: "-10", price: "0", text: "", customer: "" },
    ])
    expect(outcomes(read)).toEqual(["2 refused cancellation", "3 refused cancellation", "4 refused negative_quantity"])
    expect(read).toMatchObject({ state: "tried", made: {} })
  })

  it("prices and quantities of zero are taken at zero", async () => {
    const read = await importRows([{ price: "0" }, { quantity: "0" }])
    expect(outcomes(read)).toEqual(["2 taken price_zero", "3 taken quantity_zero"])
    expect(read.lines.map(({ lineAmount }) => lineAmount)).toEqual(["0", "0"])
  })

  it("a blank description is the item's, else the file's most frequent, else the code", async () => {
    await makeItem(actor.companyId, { no: "KNOWN", description: "From the item" })
    const read = await importRows([
      { code: "KNOWN", text: "" },
      { code: "OFTEN", text: "" },
      { code: "often", text: "once" },
      { code: "OFTEN", text: "twice" },
      { code: "OFTEN", text: "twice" },
      { code: "NEVER", text: "" },
    ])
    expect(read.lines.map(({ description }) => description)).toEqual([
      "From the item",
      "twice",
      "once",
      "twice",
      "twice",
      "NEVER",
    ])
    expect(outcomes(read)[5 - 4]).toBe("3 taken description_blank")
    const [made] = await inCompany(actor.companyId, tx => tx.select().from(item).where(eq(item.no, "OFTEN")))
    expect(made).toMatchObject({ description: "twice", baseUnitOfMeasure: "STUK", vatProdPostingGroup: "HOOG" })
  })

  it("rows without a customer go to the one cash customer, at home", async () => {
    const read = await importRows([
      { invoice: "1", customer: "", country: "Hong Kong" },
      { invoice: "2", customer: "" },
    ])
    expect(outcomes(read)).toEqual(["2 taken customer_blank", "3 taken customer_blank"])
    expect(read.made.customers).toBe(1)
    expect(read.invoices).toMatchObject([
      { customerNo: "CASH", customerName: "Contante klant", countryRegionCode: "HK", vatBusPostingGroup: "BINNENL" },
      { customerNo: "CASH", countryRegionCode: "NL" },
    ])
  })

  it("carriage and charges become lines on the charges account, unless there is such an item", async () => {
    await makeItem(actor.companyId, { no: "M", description: "Meter" })
    const read = await importRows([
      { code: "POST", text: "POSTAGE", price: "18" },
      { code: "dot", text: "" },
      { code: "M" },
    ])
    expect(outcomes(read)).toEqual(["2 taken charge", "3 taken charge description_blank", "4 taken"])
    expect(read.lines).toMatchObject([
      { type: "gl_account", no: "8450", description: "POSTAGE", unitPrice: "18", unitOfMeasureCode: "" },
      { type: "gl_account", no: "8450", description: "DOT" },
      { type: "item", no: "M" },
    ])
    expect(read.made.items).toBeUndefined()
  })

  it("charges are refused where their account is blocked", async () => {
    await inCompany(actor.companyId, tx => tx.update(glAccount).set({ blocked: true }).where(eq(glAccount.no, "8450")))
    expect(outcomes(await importRows([{ code: "POST" }, {}]))).toEqual([
      "2 refused charges_account_missing",
      "3 refused invoice_refused",
    ])
  })

  it("countries decide the groups of new customers; unknown ones count as home", async () => {
    const read = await importRows([
      { invoice: "1", customer: "1", country: "Germany" },
      { invoice: "2", customer: "2", country: "Japan" },
      { invoice: "3", customer: "3", country: "Unspecified" },
      { invoice: "4", customer: "4", country: "European Community" },
      { invoice: "5", customer: "1", country: "Japan" },
    ])
    expect(
      read.invoices.map(({ countryRegionCode, vatBusPostingGroup }) => [countryRegionCode, vatBusPostingGroup]),
    ).toEqual([
      ["DE", "EU"],
      ["JP", "BUITENL"],
      ["", "BINNENL"],
      ["", "EU"],
      ["DE", "EU"],
    ])
    expect(outcomes(read)).toEqual([
      "2 taken",
      "3 taken",
      "4 taken country_unknown",
      "5 taken",
      "6 taken country_differs",
    ])
  })

  it("existing customers and items are used as they are; blocked ones refuse", async () => {
    await makeCustomer(actor.companyId, {
      no: "17850",
      name: "Known",
      paymentTermsCode: null,
      vatBusPostingGroup: "EU",
    })
    await makeCustomer(actor.companyId, { no: "BLOCKED", blocked: "all" })
    await makeItem(actor.companyId, { no: "BLOCKED", blocked: true })
    const read = await importRows([
      { invoice: "1" },
      { invoice: "2", customer: "blocked" },
      { invoice: "3", code: "blocked" },
      { invoice: "3" },
    ])
    expect(outcomes(read)).toEqual([
      "2 taken",
      "3 refused customer_blocked",
      "4 refused item_blocked",
      "5 refused invoice_refused",
    ])
    expect(read.invoices).toMatchObject([{ customerName: "Known", vatBusPostingGroup: "EU", dueDate: "2010-12-01" }])
  })

  it("VAT that is not set up refuses", async () => {
    await inCompany(actor.companyId, tx =>
      tx.update(vatPostingSetup).set({ blocked: true }).where(eq(vatPostingSetup.vatBusPostingGroup, "BUITENL")),
    )
    expect(outcomes(await importRows([{ country: "Japan" }]))).toEqual(["2 refused vat_setup_missing"])
  })

  it("rows that are no rows are refused with what was read, and blank lines are none", async () => {
    const content = `${fileOf([{}])}\r\n\r\n1001,too,few\r\n,85123A,x,1,2010-12-01,1,1,Netherlands\r\n2,"A, B",x,1,2010-12-01,1,1,Netherlands,more\r\n3,${"x".repeat(70_000)}\r\n${"9".repeat(40)},85123A,x,1,2010-12-01,1,1,Netherlands`
    const read = await importFile(actor, content)
    expect(outcomes(read)).toEqual([
      "2 refused invoice_refused",
      "4 refused imports.cell_missing imports.cell_missing imports.cell_missing",
      "5 refused imports.cell_missing",
      "6 refused file_reading.too_many_cells",
      "7 refused file_reading.row_too_long",
      "8 refused file_reading.code_too_long",
    ])
    expect(read.rows[1]).toMatchObject({ fields: ["1001", "too", "few"] })
  })

  it("text the database could not keep does not stop the rest", async () => {
    const odd = "😀".repeat(60)
    const read = await importRows([
      { invoice: "1", quantity: odd },
      { invoice: "2", text: `nul\0${odd}` },
      { invoice: "3", text: "line\x07bell", code: "it's" },
      { invoice: "4", text: '"a""b ""c"""' },
    ])
    expect(outcomes(read)).toEqual(["2 refused file_reading.not_a_number", "3 taken", "4 taken", "5 taken"])
    expect(read.lines[1]).toMatchObject({ no: "IT'S", description: "line\uFFFDbell" })
    expect(read.lines[2]).toMatchObject({ description: 'a"b "c"' })
  })
})

describe("a file", () => {
  it("may be gzip, with or without an end to its last row, in a foreign currency", async () => {
    const content = fileOf([{ invoice: "1" }, { invoice: "2", text: "THE LAST" }])
    for (const [index, file] of [content, `${content}\r\n`].entries()) {
      const { id } = await makeCompany()
      const other = await makeActor(id, "purchaser")
      const read = await importFile(other, index === 0 ? gzipSync(file) : file, "gbp")
      expect(read.lines.map(({ description }) => description)).toEqual(["WHITE HANGING HEART", "THE LAST"])
      expect(read.invoices).toMatchObject([{ currencyCode: "GBP" }, { currencyCode: "GBP" }])
    }
  })

  it("may be written by a Dutch spreadsheet", async () => {
    const content = `\uFEFF${header.replaceAll(",", ";")}\r\n1;A;Één;1.000;2010-12-01;2,55;1;Nederland\r\n`
    expect((await importFile(actor, content)).lines).toMatchObject([
      { quantity: "1000", unitPrice: "2.55", description: "Één" },
    ])
  })

  it("makes nothing twice", async () => {
    const rows = [{ invoice: "1" }, { invoice: "2" }]
    const first = await importRows(rows)
    const again = await importRows([...rows, { invoice: "3" }])
    expect(outcomes(again)).toEqual(["2 unchanged", "3 unchanged", "4 taken"])
    expect(again.rows[0]!.resultNo).toBe(first.invoices[0]!.no)
  })

  it("makes nothing twice when it is imported twice at once", async () => {
    const content = fileOf(Array.from({ length: 300 }, (_, index) => ({ invoice: String(index), code: `I${index}` })))
    const nos = [await upload(actor, content), await upload(actor, content)]
    for (const no of nos) {
      await runImport(actor.companyId, no)
      await askForImport(actor, no, { goodRows: false })
    }
    await Promise.all(nos.map(no => runImport(actor.companyId, no)))
    const [one, two] = [await readImport(actor.companyId, nos[0]!), await readImport(actor.companyId, nos[1]!)]
    for (const read of [one, two]) outcomes(read)
    expect((one.made.invoices ?? 0) + (two.made.invoices ?? 0)).toBe(300)
    expect((one.made.items ?? 0) + (two.made.items ?? 0)).toBe(300)
  })

  it.each([
    ["nothing", "", "", "file_reading.empty"],
    ["an unknown currency", fileOf([{}]), "XXX", "currency_unknown"],
  ])("is refused at once when it is %s", async (_, content, currency, code) => {
    await expect(upload(actor, content, currency)).rejects.toThrow(code)
    const left = await inCompany(actor.companyId, tx => tx.select().from(fileImport))
    expect(left).toEqual([])
  })

  it("is refused in a currency without exchange rate", async () => {
    await inCompany(actor.companyId, tx =>
      tx.execute(sql`delete from currency_exchange_rate where currency_code = 'USD'`),
    )
    await expect(upload(actor, fileOf([{}]), "USD")).rejects.toThrow(Refusal)
    const codes = (await importCurrencies(actor)).map(({ code }) => code)
    expect(codes).toContain("EUR")
    expect(codes).not.toContain("USD")
  })

  it.each([
    ["no table", Buffer.from("0001020304050607", "hex"), "file_reading.not_a_table"],
    ["broken gzip", gzipSync("x".repeat(5_000)).subarray(0, 20), "file_reading.damaged"],
  ])("fails when it is %s, and leaves nothing half there", async (_, content, code) => {
    const read = await importFile(actor, content)
    expect(read).toMatchObject({ state: "failed", rowsRead: null, rowsWritten: 0, failure: [{ code }] })
    expect(read.rows).toEqual([])
  })

  it("that failed for want of setup goes on when it is tried again", async () => {
    const no = await upload(actor, fileOf([{}]))
    const { companyId } = actor
    await runImport(companyId, no)
    const rename = (from: string, to: string) =>
      inCompany(companyId, tx => tx.update(noSeries).set({ code: to }).where(eq(noSeries.code, from)))
    await rename("VF", "GONE")
    await askForImport(actor, no, { goodRows: false })
    expect(await runImport(companyId, no)).toBe("failed")
    expect(await readImport(companyId, no)).toMatchObject({ failure: [{ code: "no_series_missing" }], rowsWritten: 0 })
    await rename("GONE", "VF")
    expect(await retryImport(actor, no)).toBe(3)
    expect(await runImport(companyId, no)).toBe("done")
    expect(await runImport(companyId, no)).toBe("not_queued")
    outcomes(await readImport(companyId, no))
    expect(await retryImport(actor, no)).toBeNull()
    const administrator = await makeActor(companyId, "administrator")
    await expect(upload(administrator, fileOf([{}]))).rejects.toThrow(Forbidden)
  })
})

it("new customers bear the file's currency", async () => {
  await importRows([{}], "GBP")
  const [made] = await inCompany(actor.companyId, tx => tx.select().from(customer).where(eq(customer.no, "17850")))
  expect(made).toMatchObject({ currencyCode: "GBP", paymentTermsCode: "30D" })
})
