import { readdirSync, readFileSync } from "node:fs"
import { basename } from "node:path"
import { gzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import type { Choices, Encoding, Understanding } from "@/domain/file-reading/understanding"
import { encode } from "./dialects"
import { fileOf, paymentColumns, problemsOf, readFile, salesColumns } from "./read-file"
import { type WrittenWorkbook, workbookFile } from "./workbook-file"

/** What stands beside a file in `files/`: how its bytes are made of the text there, and what it means. */
type Sidecar = {
  /** The program, and what of it. */
  writtenBy: string
  columns: "payments" | "sales"
  /** Of a text file, which stands beside as UTF-8 with LF. */
  encoding?: Encoding
  mark?: boolean
  newline?: string
  /** A workbook by its cells; it has no file beside. */
  workbook?: WrittenWorkbook
  /** What is asked, and the answers with which it is read. */
  asks?: string[]
  choices?: Choices
  read?: Partial<Understanding>
  /** Each row: its number, what it says by column, and what is wrong with it. */
  rows: ({ row: number; problems?: string[]; signs?: Record<string, string> } & Record<string, unknown>)[]
  totals?: number[]
}

const folder = new URL("./files/", import.meta.url)
const names = readdirSync(folder)
  .filter(name => name.endsWith(".json"))
  .map(name => basename(name, ".json"))

function bytesOf(name: string, { workbook, encoding = "utf-8", mark = false, newline = "\r\n" }: Sidecar): Buffer {
  if (workbook) return workbookFile(workbook)
  const text = readFileSync(new URL(`${name}.csv`, folder), "utf8").replaceAll("\n", newline)
  return encode(text, { encoding, mark })
}

describe.each(names)("%s", name => {
  const sidecar: Sidecar = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"))
  const columns = sidecar.columns === "payments" ? paymentColumns : salesColumns
  const bytes = bytesOf(name, sidecar)

  it(`${sidecar.writtenBy}: means what stands beside it`, async () => {
    const { asks = [], choices } = sidecar
    const first = await readFile(fileOf(bytes), columns)
    expect(first.understanding.asks.map(({ about }) => about)).toEqual(asks)
    const { understanding, rows } = choices ? await readFile(fileOf(bytes), columns, { choices }) : first
    expect(understanding).toMatchObject({ asks: [], rowCount: rows.length, ...sidecar.read })
    expect(understanding.totals.map(({ rowNo }) => rowNo)).toEqual(sidecar.totals ?? [])
    expect(rows.map(({ rowNo }) => rowNo)).toEqual(sidecar.rows.map(({ row }) => row))
    for (const [index, { row: _, problems = [], signs = {}, ...values }] of sidecar.rows.entries()) {
      expect(rows[index]!.values).toMatchObject(values)
      expect([rows[index]!.rowNo, problemsOf(rows[index]!), rows[index]!.signs]).toEqual([
        rows[index]!.rowNo,
        problems,
        signs,
      ])
    }
  })

  it.skipIf(sidecar.workbook)("means the same when it is packed, and however it comes", async () => {
    const { choices } = sidecar
    const whole = await readFile(fileOf(bytes), columns, { choices })
    const { understanding, rows } = await readFile(fileOf(gzipSync(bytes), 7), columns, { choices })
    expect({ ...understanding, packed: false }).toEqual(whole.understanding)
    expect(rows).toEqual(whole.rows)
  })
})
