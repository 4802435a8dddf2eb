/** Headers as they come: of thousands of columns, chosen where nothing is, with our remarks in them. */

import { beforeAll, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { ownRemarksAt } from "@/domain/import-kinds/remark-column"
import { makeActor, makeCompany } from "@/test/factories"
import { rowsOf, triedFile } from "@/test/file-imports"
import { workbookFile } from "@/test/file-reading/workbook-file"
import { fileOf } from "@/test/sales-csv"
import { askForImport } from "./ask-import"
import { readImportAgain } from "./read-again"
import { readImport } from "./read-import"
import { runImport } from "./run-import"

let actor: Actor

beforeAll(async () => {
  actor = await makeActor((await makeCompany()).id, "purchasing_manager")
})

const run = (no: string) => runImport(actor.companyId, no)

test("of a file of 16,000 columns the first thousand are kept, and its rows are good", async () => {
  const texts = Array.from({ length: 16_000 }, (_, at) => [`Extra ${at}`, `y${at}`] as const)
  const [header, line] = fileOf([{ invoice: "W2" }]).split("\r\n")
  const heads = [...header!.split(","), ...texts.map(([head]) => head)]
  const cells = [...line!.split(","), ...texts.map(([, text]) => text)]
  const short = (text: string) => text.slice(0, 2)
  const csv = [heads, cells].map(row => row.map((cell, at) => (at < 8 ? cell : short(cell))))
  for (const file of [
    csv.map(row => row.join(",")).join("\r\n"),
    workbookFile({ sheets: [{ name: "S", rows: [heads, cells] }] }),
  ]) {
    const { no, read } = await triedFile(actor, "sales-invoices", file)
    expect(read.reading).toMatchObject({ columnCount: 16_008, mapping: { country: 7 } })
    expect(read.reading!.header).toHaveLength(1_000)
    expect(JSON.stringify(read.reading).length).toBeLessThan(100_000)
    const [row] = await rowsOf(actor, no)
    expect(row).toMatchObject({ outcome: "new", fields: { length: 1_000 } })
  }
})

test("a row that was chosen as the header and has nothing is asked about, and nothing is read under another", async () => {
  const lines = [...Array.from({ length: 60 }, (_, at) => `Title ${at}`), "", fileOf([{ invoice: "H1" }])]
  const { no, read } = await triedFile(actor, "sales-invoices", lines.join("\r\n"), { choices: { headerRow: 61 } })
  expect(read).toMatchObject({ asks: [{ about: "headerRow", why: "blank", row: 61 }], import: { rowsRead: 0 } })
  await expect(askForImport(actor, no, { goodRows: true })).rejects.toThrow("import.asks_open")
  await readImportAgain(actor, no, { reading: { headerRow: 62 } })
  await run(no)
  expect(await readImport(actor, no)).toMatchObject({ asks: [], reading: { headerRow: 62 }, import: { rowsNew: 1 } })
  await readImportAgain(actor, no, { reading: { headerRow: 900 } })
  await run(no)
  expect((await readImport(actor, no)).asks).toEqual([{ about: "headerRow", why: "blank", row: 900 }])
})

test("a file without a header keeps its first row, as text and as a workbook", async () => {
  const rows = fileOf([{ invoice: "N1" }, { invoice: "N2" }, { invoice: "N3" }])
    .trim()
    .split("\r\n")
    .slice(1)
    .map(line => line.split(","))
  const columns = [
    "invoiceNo",
    "stockCode",
    "description",
    "quantity",
    "invoiceDate",
    "unitPrice",
    "customerId",
    "country",
  ]
  const mapping = Object.fromEntries(columns.map((name, at) => [name, at]))
  for (const file of [rows.map(row => row.join(",")).join("\r\n"), workbookFile({ sheets: [{ name: "S", rows }] })]) {
    const { no, read } = await triedFile(actor, "sales-invoices", file)
    expect(read).toMatchObject({ reading: { headerRow: 1 }, import: { rowsRead: 0 } })
    await readImportAgain(actor, no, { reading: { headerRow: 0 }, mapping })
    await run(no)
    const again = await readImport(actor, no)
    expect(again).toMatchObject({ asks: [], reading: { headerRow: 0 }, import: { rowsRead: 3, rowsNew: 3 } })
    expect(again.reading!.header).toEqual(["A", "B", "C", "D", "E", "F", "G", "H"])
    expect((await rowsOf(actor, no)).map(({ rowNo }) => rowNo)).toEqual([1, 2, 3])
  }
})

test("a file that bears our remarks has the same header, and its own remarks are somebody's", async () => {
  const [header, line] = `${fileOf([{ invoice: "R1" }])}`.split("\r\n")
  const odd = header!.replace("UnitPrice", "Wat het kost")
  const first = await triedFile(actor, "sales-invoices", [odd, line].join("\r\n"))
  await readImportAgain(actor, first.no, { mapping: { ...first.read.reading!.mapping, unitPrice: 5 } })
  await run(first.no)
  for (const [name, remark, at] of [
    ["Remark", "New. Price of zero: taken at zero.", 8],
    ["Opmerking", "Geweigerd", 8],
    ["Opmerking", "Newly made", null],
  ] as const) {
    const { read } = await triedFile(actor, "sales-invoices", [`${odd},${name}`, `${line},${remark}`].join("\r\n"))
    expect(read).toMatchObject({ asks: [], reading: { mapping: { unitPrice: 5 } } })
    expect(ownRemarksAt(read.reading!)).toBe(at)
  }
})
