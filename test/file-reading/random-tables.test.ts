import { isAscii, isUtf8 } from "node:buffer"
import { gzipSync } from "node:zlib"
import fc from "fast-check"
import { expect, it } from "vitest"
import type { FileRow } from "@/domain/file-reading/read-rows"
import type { Choices } from "@/domain/file-reading/understanding"
import { type Dialect, dialects, type Meant, meantRows, type RandomName, randomColumns, writeTable } from "./dialects"
import { fileOf, readFile } from "./read-file"

/** What a person who wrote the file would choose. */
function choicesOf({ encoding, decimal, dates }: Dialect): Choices {
  return { encoding, decimal, ...(typeof dates === "object" && { dates: dates.order }) }
}

/** What was read of a row that is not what was meant, and is not refused either. */
function otherThanMeant(row: FileRow<RandomName>, meant: Meant, rowNo: number): string[] {
  const refused = new Set(row.problems.map(({ field }) => field))
  const expected = { ...meant, description: meant.description.replaceAll("\n", " ").trim() }
  const other = randomColumns.flatMap(({ name }) =>
    row.values[name] === expected[name] || (refused.has(name) && row.values[name] === "")
      ? []
      : [`row ${rowNo}: ${name} ${JSON.stringify(row.texts[name])} is ${row.values[name]}, not ${expected[name]}`],
  )
  return row.rowNo === rowNo ? other : [...other, `row ${rowNo} is counted as ${row.rowNo}`]
}

it("reads what random programs write: as it was meant, or asked about, and never another figure", async () => {
  await fc.assert(
    fc.asyncProperty(
      meantRows,
      dialects,
      fc.boolean(),
      fc.integer({ min: 1, max: 300 }),
      async (meant, dialect, packed, pieceSize) => {
        const { bytes, rowNos } = writeTable(meant, dialect)
        // By chance a few bytes of another encoding are UTF-8 wholly: `ß”` is.
        fc.pre(dialect.encoding !== "windows-1252" || isAscii(bytes) || !isUtf8(bytes))
        const file = fileOf(packed ? gzipSync(bytes) : bytes, pieceSize)
        const { understanding, rows } = await readFile(file, randomColumns)
        const asked = new Set(understanding.asks.map(({ about }) => about))
        expect(rows.length).toBe(meant.length)
        expect(understanding.totals.length).toBe(dialect.total ? 1 : 0)
        // A text in another encoding is the one thing that may be read otherwise while it is asked about.
        if (!asked.has("encoding")) {
          expect(rows.flatMap((row, index) => otherThanMeant(row, meant[index]!, rowNos[index]!))).toEqual([])
        }
        const problems = rows.flatMap(row => row.problems.map(({ code }) => code))
        if (!asked.has("decimal")) expect(problems.filter(code => code.includes("number"))).toEqual([])
        if (!asked.has("dates")) expect(problems.filter(code => code.includes("date"))).toEqual([])

        const answered = await readFile(file, randomColumns, { choices: choicesOf(dialect) })
        expect(answered.understanding.asks).toEqual([])
        expect(answered.rows.flatMap(({ problems: left }) => left)).toEqual([])
        expect(answered.rows.flatMap((row, index) => otherThanMeant(row, meant[index]!, rowNos[index]!))).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)
