/** Our reader of workbooks beside a library's (read-excel-file): where they differ, by name. */

import { readdirSync, readFileSync } from "node:fs"
import { readSheet } from "read-excel-file/node"
import { expect, it } from "vitest"
import { sheetRows } from "@/domain/file-reading/sheet-rows"
import { openWorkbook } from "@/domain/file-reading/workbook"
import { fileOf } from "./read-file"
import { type WrittenCell, type WrittenWorkbook, workbookFile } from "./workbook-file"

const folder = new URL("./files/", import.meta.url)
const workbookNamed = (name: string): WrittenWorkbook =>
  JSON.parse(readFileSync(new URL(name, folder), "utf8")).workbook

/** What Excel has beside texts, days and plain numbers; ours and theirs; why. */
const oddities: [cell: WrittenCell, ours: string, theirs: string, why: string][] = [
  [{ error: "#N/A" }, "#N/A", "", "an error is refused by name, and not taken for a blank"],
  [{ number: "0.125", format: "0.0%" }, "12.5%", "0.125", "a percentage is what is shown"],
  [{ formula: "A1*2" }, "=A1*2", "", "a formula without a result is refused by name"],
  [{ formula: "A1*2", result: "12.5" }, "12.5", "12.5", ""],
  [{ truth: true }, "true", "true", ""],
  [{ number: "0.30000000000000004" }, "0.3", "0.30000000000000004", "fifteen digits, as Excel shows them"],
  [{ number: "8712345678901234567" }, "8712345678901230000", "8712345678901235000", "the same"],
  [{ number: "1.2E-2" }, "0.012", "0.012", ""],
  [{ number: "0.75", format: "h:mm" }, "0.75", "1899-12-30T18:00:00.000Z", "a time is no day"],
  [{ number: "60", format: "d-m-yyyy" }, "60", "1900-02-28", "the 29th of February 1900 was none"],
  ["  'a  ", "  'a  ", "'a", "a text stands as it is written until its column is known"],
]

/** Each cell that the two read differently: ours | theirs. A day is the same as the Date that it begins. */
async function differences(book: WrittenWorkbook): Promise<string[]> {
  const bytes = workbookFile(book)
  const workbook = await openWorkbook(fileOf(bytes))
  const found: string[] = []
  for (const sheet of workbook.sheets.keys()) {
    const [ours, theirs] = [new Map<string, string>(), new Map<string, string>()]
    for await (const rows of sheetRows(workbook, sheet)) for (const row of rows) keep(ours, row.rowNo, row.fields)
    for (const [at, cells] of (await readSheet(bytes, sheet)).entries()) keep(theirs, at + 1, cells.map(plain))
    const places = new Set([...ours.keys(), ...theirs.keys()])
    const read = [...places].map(at => ({ at, own: ours.get(at) ?? "", other: theirs.get(at) ?? "" }))
    found.push(
      ...read.filter(({ own, other }) => own !== other).map(({ at, own, other }) => `${at}: ${own} | ${other}`),
    )
  }
  return found
}

/** Under the addresses that a spreadsheet shows. */
function keep(cells: Map<string, string>, rowNo: number, fields: readonly string[]): void {
  for (const [column, field] of fields.entries()) cells.set(`${String.fromCharCode(65 + column)}${rowNo}`, field)
}

function plain(cell: unknown): string {
  if (cell === null || cell === undefined) return ""
  if (!(cell instanceof Date)) return String(cell)
  return cell.toISOString().replace("T00:00:00.000Z", "")
}

it.each([
  // A time beside a day is left out: no column of a file has any.
  ["afas.xlsx.json", ["B5: 2026-11-20 | 2026-11-20T12:00:00.000Z"]],
  ["excel-nl.xlsx.json", []],
  ["google-sheets.xlsx.json", []],
  // What is shown as -2.70 is stored as a float.
  ["libreoffice.xlsx.json", ["C3: -2.7 | -2.6999999999999997"]],
])("%s is read alike but for %j", async (name, expected) => {
  expect(await differences(workbookNamed(name))).toEqual(expected)
})

it("a workbook without addresses is read by ours alone", async () => {
  await expect(differences(workbookNamed("sap.xlsx.json"))).rejects.toThrow(TypeError)
})

it("every workbook beside is compared", () => {
  expect(readdirSync(folder).filter(name => name.endsWith(".xlsx.json"))).toHaveLength(5)
})

it("what is odd is read differently, and why is said above", async () => {
  const found = await differences({ sheets: [{ name: "S", rows: oddities.map(([cell]) => ["x", cell]) }] })
  const expected = oddities.map(([, ours, theirs], at) => ({ said: `B${at + 1}: ${ours} | ${theirs}`, ours, theirs }))
  expect(found).toEqual(expected.filter(({ ours, theirs }) => ours !== theirs).map(({ said }) => said))
  expect(oddities.filter(([, ours, theirs, why]) => (ours !== theirs) !== (why !== ""))).toEqual([])
})
