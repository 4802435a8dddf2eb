/** Files that are tried, imported, mended and undone, whatever their kind. */

import { and, eq, sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { salesInvoice, salesInvoiceLine } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound, Stale } from "@/domain/errors"
import { readSalesInvoice } from "@/domain/sales-invoices/read-sales-invoice"
import { saveSalesInvoice } from "@/domain/sales-invoices/save-sales-invoice"
import { editOf } from "@/test/edit"
import { makeActor, makeCompany } from "@/test/factories"
import { importGoodRows, rowsOf, sendFile, triedFile } from "@/test/file-imports"
import { type WrittenCell, workbookFile } from "@/test/file-reading/workbook-file"
import { fileOf } from "@/test/sales-csv"
import { askForImport, askForUndoing } from "./ask-import"
import { beginRun } from "./import-lock"
import { importKindNamed } from "./kinds"
import { mendImportRows } from "./mend-rows"
import { readImportAgain } from "./read-again"
import { readImport } from "./read-import"
import { runImport } from "./run-import"
import { stageRows } from "./stage-rows"
import { writtenFields } from "./written-fields"

let home: { id: number }
let actor: Actor

beforeAll(async () => {
  home = await makeCompany()
  actor = await makeActor(home.id, "purchasing_manager")
})

const run = (no: string) => runImport(home.id, no)
const outcomes = async (no: string) =>
  (await rowsOf(actor, no)).map(({ rowNo, outcome, reasons }) => [rowNo, outcome, ...reasons.map(({ code }) => code)])
const invoices = (importedNo: string) =>
  inCompany(home.id, tx =>
    tx
      .select({ no: salesInvoice.no, quantity: salesInvoiceLine.quantity, price: salesInvoiceLine.unitPrice })
      .from(salesInvoice)
      .innerJoin(
        salesInvoiceLine,
        and(eq(salesInvoiceLine.companyId, home.id), eq(salesInvoiceLine.documentNo, salesInvoice.no)),
      )
      .where(eq(salesInvoice.importedNo, importedNo))
      .orderBy(salesInvoiceLine.lineNo),
  )

const today = { date: new Date().toISOString().slice(0, 10) }

test("a trial writes nothing; the import writes what it showed; the same file is there already, a changed cell is named", async () => {
  const rows = [
    { invoice: "A1", ...today },
    { invoice: "A1", quantity: "2", ...today },
  ]
  const { no, read } = await triedFile(actor, "sales-invoices", fileOf(rows))
  expect(read.import).toMatchObject({ state: "tried", rowsRead: 2, rowsNew: 2, rowsRefused: 0, rowsWritten: 0 })
  expect(read.reading).toMatchObject({ encoding: "utf-8", separator: ",", headerRow: 1 })
  expect(await invoices("A1")).toEqual([])

  await askForImport(actor, no, { goodRows: false })
  expect(await run(no)).toBe("done")
  expect((await readImport(actor, no)).import).toMatchObject({ state: "finished", rowsWritten: 2 })
  const [made] = await invoices("A1")
  expect((await rowsOf(actor, no)).map(row => row.resultNo)).toEqual([made!.no, made!.no])

  // One more column and capitals: what it says is the same.
  const spelled = fileOf(rows)
    .replaceAll("A1", "a1")
    .split("\r\n")
    .map((line, at) => `${line},${at === 0 ? "Extra" : "x"}`)
    .join("\n")
  const again = await triedFile(actor, "sales-invoices", spelled)
  expect(await outcomes(again.no)).toEqual([
    [2, "unchanged"],
    [3, "unchanged"],
  ])
  await expect(askForImport(actor, again.no, { goodRows: true })).rejects.toThrow("import.nothing_good")

  const changed = await triedFile(actor, "sales-invoices", fileOf([rows[0]!, { ...rows[1], quantity: "3" }]))
  const [, row] = await rowsOf(actor, changed.no)
  expect(row).toMatchObject({ outcome: "changed", changes: { quantity: ["2", "3"] }, resultNo: made!.no })
  expect((await importGoodRows(actor, changed.no)).import).toMatchObject({ state: "finished", rowsWritten: 1 })
  expect(await invoices("A1")).toMatchObject([{ no: made!.no, quantity: "6" }, { quantity: "3" }])
  await expect(askForUndoing(actor, changed.no)).rejects.toThrow("import.undo_changed")
  await askForUndoing(actor, no)
  await run(no)
  expect((await outcomes(no))[0]).toContain("sales_import.undo_changed_since")
  expect(await invoices("A1")).toHaveLength(2)
})

test("refused rows are named, mended on the page and go through the same door; all or the good ones", async () => {
  const file = [
    "Factuurnr.;Artikelnr.;Omschrijving;Aantal;Factuurdatum;Prijs;Klantnr.;Land",
    `M1;IT-1;Kabel;1.000;${today.date};0,50;DEB1;NL`,
    `M2;IT-2;Kraan;zes;${today.date};1.250,00;DEB1;NL`,
    `M2;IT-1;Kabel;2;${today.date};;DEB1;NL`,
    `CM3;IT-1;Kabel;2;${today.date};1,00;DEB1;NL`,
    `CM4;IT-1;Kabel;-2;${today.date};1,00;DEB1;NL`,
  ].join("\r\n")
  const { no } = await triedFile(actor, "sales-invoices", file)
  expect(await outcomes(no)).toEqual([
    [2, "new"],
    [3, "refused", "file_reading.not_a_number"],
    [4, "refused", "imports.cell_missing"],
    // The quantities say what a C in front means.
    [5, "new"],
    [6, "refused", "sales_import.cancellation"],
  ])
  await expect(askForImport(actor, no, { goodRows: false })).rejects.toThrow("import.rows_refused")
  // Who looks at another trial than the last one decides nothing.
  const { generation } = (await readImport(actor, no)).import
  const before = generation - 1
  await expect(askForImport(actor, no, { goodRows: true, seen: before })).rejects.toThrow(Stale)
  await expect(readImportAgain(actor, no, {}, before)).rejects.toThrow(Stale)
  await expect(mendImportRows(actor, no, [], before)).rejects.toThrow(Stale)
  await expect(askForUndoing(actor, no, before)).rejects.toThrow(Stale)
  await expect(mendImportRows(actor, no, [], generation)).rejects.toThrow("import.nothing_mended")
  expect((await importGoodRows(actor, no)).import).toMatchObject({ state: "finished", rowsWritten: 2, rowsRefused: 3 })
  expect(await invoices("M1")).toMatchObject([{ quantity: "1000", price: "0.5" }])

  await expect(mendImportRows(actor, no, [{ rowNo: 3, texts: { invoiceNo: "m1" } }])).rejects.toMatchObject({
    issues: [{ code: "import.group_written", field: "row.3.invoiceNo", params: { no: "M1" } }],
  })
  await mendImportRows(actor, no, [{ rowNo: 3, texts: { quantity: "6" } }])
  await run(no)
  expect((await outcomes(no)).slice(1, 3)).toEqual([
    [3, "refused", "sales_import.invoice_refused"],
    [4, "refused", "imports.cell_missing"],
  ])
  await mendImportRows(actor, no, [{ rowNo: 4, texts: { unitPrice: "1,25" } }])
  await run(no)
  expect((await readImport(actor, no)).import).toMatchObject({ state: "tried", rowsNew: 4, rowsWritten: 2 })
  await importGoodRows(actor, no)
  expect(await invoices("M2")).toMatchObject([
    { quantity: "6", price: "1250" },
    { quantity: "2", price: "1.25" },
  ])
  await expect(readImportAgain(actor, no, {})).rejects.toThrow("import.not_tried")
})

test("a row keeps the cells that show it has too many, and a batch ends by its size too", async () => {
  const [header, line] = fileOf([{ invoice: "W1" }])
    .trimEnd()
    .split("\r\n")
  const wide = `${line}${",y".repeat(2_000)}`
  const { no } = await triedFile(actor, "sales-invoices", [header, wide].join("\r\n"))
  const [row] = await rowsOf(actor, no)
  expect(row).toMatchObject({ outcome: "refused", reasons: [{ code: "file_reading.too_many_cells" }] })
  expect(row!.fields).toHaveLength(header!.split(",").length + 20)

  const known = Array.from({ length: 2_000 }, (_, at) => `,Extra ${at}`).join("")
  const file = [`${header}${known}`, ...Array<string>(300).fill(wide)].join("\r\n")
  const started = (await beginRun(home.id, await sendFile(actor, "sales-invoices", file)))!
  await stageRows(started, importKindNamed("sales-invoices")!, started.begun)
  const [staged] = await inCompany(home.id, tx =>
    tx.execute<{ rows: number; transactions: number }>(sql`
      select count(*)::int as rows, count(distinct xmin::text)::int as transactions
      from file_import_row where company_id = ${home.id} and import_no = ${started.importNo}`),
  )
  expect(staged).toEqual({ rows: 300, transactions: 2 })
})

test("rows behind more refused ones than are looked at together are tried and imported", {
  timeout: 60_000,
}, async () => {
  const refused = Array.from({ length: 4_100 }, () => ({ invoice: "F0", quantity: "x" }))
  const file = fileOf([{ invoice: "F1" }, ...refused, { invoice: "F2" }])
  const { no, read } = await triedFile(actor, "sales-invoices", file)
  expect(read.import).toMatchObject({ rowsNew: 2, rowsRefused: 4_100 })
  expect((await importGoodRows(actor, no)).import).toMatchObject({ state: "finished", rowsWritten: 2 })
})

test("an import is undone as a whole, unless something was built on it", async () => {
  const { no } = await triedFile(actor, "sales-invoices", fileOf([{ invoice: "U1" }, { invoice: "U2" }]))
  await importGoodRows(actor, no)
  await askForUndoing(actor, no)
  await run(no)
  expect((await readImport(actor, no)).import).toMatchObject({ state: "undone", rowsWritten: 0 })
  expect(await invoices("U1")).toEqual([])

  const second = await triedFile(actor, "sales-invoices", fileOf([{ invoice: "U1" }, { invoice: "U2" }]))
  await importGoodRows(actor, second.no)
  const [made] = await invoices("U2")
  const page = await readSalesInvoice(actor, made!.no)
  await saveSalesInvoice(actor, made!.no, editOf(page, { header: { yourReference: "X" } }))
  await askForUndoing(actor, second.no)
  await run(second.no)
  expect((await readImport(actor, second.no)).import).toMatchObject({ state: "finished", rowsWritten: 2 })
  expect((await outcomes(second.no))[0]).toContain("sales_import.undo_edited")
  expect(await invoices("U1")).toHaveLength(1)
})

test("what a file does not settle is asked; the answer, and columns chosen by hand, are kept", async () => {
  const file = `Nummer,Artikel,Datum,Wat het kost,Aantal\nQ1,IT-9,03/04/${today.date.slice(0, 4)},"1,250",1`
  const { no, read } = await triedFile(actor, "sales-invoices", file)
  expect(read.asks.map(ask => [ask.about, "column" in ask && ask.column])).toEqual([
    ["column", "invoiceNo"],
    ["column", "unitPrice"],
    ["dates", false],
  ])
  await expect(askForImport(actor, no, { goodRows: true })).rejects.toThrow("import.asks_open")
  await expect(readImportAgain(actor, no, { reading: { headerRow: 1_001 } })).rejects.toThrow("import.header_too_far")
  const mapping = { ...read.reading!.mapping, invoiceNo: 0, unitPrice: 3 }
  await readImportAgain(actor, no, { mapping, reading: { decimal: ",", dates: "dmy" } })
  await run(no)
  expect((await rowsOf(actor, no))[0]).toMatchObject({
    outcome: "new",
    understood: { unitPrice: "1.25", invoiceDate: `${today.date.slice(0, 4)}-04-03`, invoiceNo: "Q1" },
  })
  const next = await triedFile(actor, "sales-invoices", file.replace("03/04", "13/04"))
  expect(next.read.asks.map(({ about }) => about)).toEqual(["decimal"])
})

test("a stranger's import is not there, and who may not import is told so", async () => {
  const { no } = await triedFile(actor, "sales-invoices", fileOf([{ invoice: "S1" }]))
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(readImport(stranger, no)).rejects.toThrow(NotFound)
  const administrator = await makeActor(home.id, "administrator")
  await expect(readImport(administrator, no)).rejects.toThrow(Forbidden)
  const payments = await triedFile(actor, "payments", "Vendor No.,Posting Date,Amount\nL1,2026-11-20,1.00")
  const processor = await makeActor(home.id, "order_processor")
  await expect(readImport(processor, payments.no)).rejects.toThrow(Forbidden)
  await expect(askForImport(processor, payments.no, { goodRows: true })).rejects.toThrow(Forbidden)
})

test("what a workbook keeps as numbers is a number still when another cell of its row is mended", async () => {
  const heads = ["Factuurnr.", "Artikelnr.", "Omschrijving", "Aantal", "Factuurdatum", "Prijs", "Klantnr.", "Land"]
  const row = (invoice: string, item: WrittenCell, quantity: string, price: WrittenCell): WrittenCell[] => {
    const day = { number: "46346", format: "d-m-yyyy" }
    return [invoice, item, "Kabel", quantity, day, price, "DEB1", "NL"]
  }
  const sent = async (price: WrittenCell) => {
    const rows = [
      heads,
      row("T1", "IT-1", "zes", { number: "1.499" }),
      row("T2", { formula: "A1" }, "zeven", price),
      row("T3", "IT-1", "acht", { number: "1.4999999" }),
    ]
    const { no, read } = await triedFile(actor, "sales-invoices", workbookFile({ sheets: [{ name: "S", rows }] }))
    const shown = (await rowsOf(actor, no)).map(each => writtenFields(read.kind, read.reading!, each, "nl")[5])
    const mended = (rowNo: number, quantity: string) => ({ rowNo, texts: { quantity } })
    await mendImportRows(actor, no, [mended(2, "6"), mended(3, "7"), mended(4, "8")])
    await run(no)
    const prices = (await rowsOf(actor, no)).map(({ understood }) => understood.unitPrice)
    return { decimal: read.reading!.decimal, shown, prices, outcomes: await outcomes(no) }
  }
  const refused = [
    [2, "new"],
    [3, "refused", "file_reading.damage_error"],
    [4, "refused", "file_reading.too_many_decimals"],
  ]
  // A text in the file shows the comma: beside it a number is written with one too.
  const beside = await sent("1.250,50")
  expect(beside).toMatchObject({ decimal: ",", shown: ["1,499", "1.250,50", "1,4999999"], outcomes: refused })
  expect(beside.prices).toEqual(["1.499", "1250.5", ""])
  const alone = await sent({ number: "2.5" })
  expect(alone).toMatchObject({ decimal: null, shown: ["1,499", "2,5", "1,4999999"], outcomes: refused })
  expect(alone.prices).toEqual(["1.499", "2.5", ""])
})

test("a cell of many lines, and a row that is left blank, stay rows of their own when they are mended", async () => {
  const lines = Array.from({ length: 30 }, (_, at) => `line ${at}`).join("\n")
  const heads = ["Factuurnr.", "Artikelnr.", "Omschrijving", "Aantal", "Factuurdatum", "Prijs", "Klantnr.", "Land"]
  const row = (invoice: string) => [invoice, "IT-1", lines, "zes", today.date, "1,00", "DEB1", "NL"]
  const rows = [heads, row("L1"), row("L2"), row("L3")]
  const { no } = await triedFile(actor, "sales-invoices", workbookFile({ sheets: [{ name: "S", rows }] }))
  const blank = { invoiceNo: "", stockCode: "", description: "", quantity: "", invoiceDate: "", unitPrice: "" }
  await mendImportRows(actor, no, [
    { rowNo: 2, texts: { quantity: "6" } },
    { rowNo: 3, texts: { ...blank, customerId: "", country: "" } },
    { rowNo: 4, texts: { quantity: "7" } },
  ])
  await run(no)
  const said = (await rowsOf(actor, no)).map(({ outcome, understood }) => [outcome, understood.quantity])
  expect(said).toEqual([
    ["new", "6"],
    ["refused", ""],
    ["new", "7"],
  ])
})

test("of two who import the same trial at once, one does", async () => {
  const { no, read } = await triedFile(actor, "sales-invoices", fileOf([{ invoice: "X1", ...today }]))
  const seen = read.import.generation
  const both = await Promise.allSettled([1, 2].map(() => askForImport(actor, no, { goodRows: true, seen })))
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  await run(no)
  expect(await invoices("X1")).toHaveLength(1)
})
