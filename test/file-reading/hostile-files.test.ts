import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { gzipSync } from "node:zlib"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Refusal } from "@/domain/errors"
import { readRows } from "@/domain/file-reading/read-rows"
import { understand } from "@/domain/file-reading/understand"
import type { FileSource } from "@/domain/file-reading/understanding"
import { fileOf, paymentColumns, readFile } from "./read-file"
import { workbookEntries } from "./workbook-file"
import { type ZipEntry, zipOf } from "./zip-archive"

const MEGABYTE = 1024 * 1024

/** The code with which a file is refused; undefined: it was read. Anything else that happens fails the test. */
async function refusalOf(file: FileSource): Promise<string | undefined> {
  try {
    await readFile(file, paymentColumns)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.issues[0]?.code.replace("file_reading.", "")
    throw error
  }
}

const known = [undefined, "empty", "not_a_table", "old_excel", "damaged", "too_large"]

const table = Buffer.from(
  ["Vendor No.;Posting Date;Amount", ...Array.from({ length: 200 }, (_, no) => `V${no};20-11-2026;${no},50`)].join(
    "\r\n",
  ),
)
const payments = (...rows: string[][]): ZipEntry[] =>
  workbookEntries({ sheets: [{ name: "S", rows: [["Vendor No.", "Posting Date", "Amount"], ...rows] }] })
const workbook = zipOf(payments(["V1", "20-11-2026", "1,50"], ["V2", "20-11-2026", "2,50"]))

/** A workbook whose sheet has something else in place of its rows. */
function withRows(xml: string, claimed?: number): Buffer {
  return zipOf(
    payments().map(entry =>
      entry.name === "xl/worksheets/sheet1.xml"
        ? {
            ...entry,
            content: String(entry.content).replace(/<sheetData>.*<\/sheetData>/su, `<sheetData>${xml}</sheetData>`),
            claimed,
          }
        : entry,
    ),
  )
}

describe("whatever bytes come", () => {
  const beginnings = fc.constantFrom(
    "",
    "\x1F\x8B\x08\0",
    "PK\x03\x04",
    "\xD0\xCF\x11\xE0",
    "\xFF\xFE",
    "\xFE\xFF",
    "\xEF\xBB\xBF",
    "sep=;\r\n",
    "Vendor No.;Amount\n",
  )

  it("are read or refused by name", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 3000 }),
      fc.string({ unit: fc.constantFrom(...'";,|\t\r\n1.-\0é'), maxLength: 600 }).map(text => Buffer.from(text)),
    )
    await fc.assert(
      fc.asyncProperty(beginnings, bytes, fc.integer({ min: 1, max: 500 }), async (beginning, rest, pieceSize) => {
        const file = fileOf(Buffer.concat([Buffer.from(beginning, "latin1"), rest]), pieceSize)
        expect(known).toContain(await refusalOf(file))
      }),
      { numRuns: 300 },
    )
  })

  it("are read or refused by name where a file was cut through or a byte fell over", async () => {
    const files = [table, gzipSync(table), workbook]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.nat(), fc.nat(255), async (whole, end, at, byte) => {
        const bytes = Buffer.from(whole.subarray(0, 1 + (end % whole.length)))
        bytes[at % bytes.length] = byte
        expect(known).toContain(await refusalOf(fileOf(bytes, 1000)))
      }),
      { numRuns: 300 },
    )
  })

  it("are never half a file that was packed", async () => {
    const packed = gzipSync(table)
    expect(await refusalOf(fileOf(packed.subarray(0, packed.length - 20)))).toBe("damaged")
    expect(await refusalOf(fileOf(workbook.subarray(0, workbook.length - 20)))).toBe("damaged")
  })
})

describe("a large piece", () => {
  const line = "Vendor No.;Posting Date;Amount\nV1;20-11-2026;1,50\n"
  /** Reads a file that comes in one piece, and says how often other work had its turn meanwhile. */
  async function turnsWhile(bytes: Buffer) {
    let [turns, isRead] = [0, false]
    const count = () => {
      turns++
      if (!isRead) setImmediate(count)
    }
    setImmediate(count)
    const { rows } = await readFile(fileOf(bytes, bytes.length), paymentColumns)
    isRead = true
    return { turns, rows: rows.length }
  }

  it("of blank lines is read as any", async () => {
    expect(await turnsWhile(Buffer.from(line + "\n".repeat(MEGABYTE)))).toMatchObject({ rows: 1 })
  })

  it("lets others have their turn", async () => {
    const { turns, rows } = await turnsWhile(Buffer.from(line + "V2;20-11-2026;2,50\n".repeat(40_000)))
    expect(rows).toBe(40_001)
    expect(turns).toBeGreaterThan(60)
  })
})

describe("a hostile workbook is refused", () => {
  const row = '<row r="1"><c r="A1" t="inlineStr"><is><t>Amount</t></is></c></row>'
  it.each<[string, Buffer, string]>([
    ["that unpacks to more than it says", withRows(row.repeat(1000), 100), "damaged"],
    ["of elements within elements without end", withRows("<x>".repeat(100_000)), "damaged"],
    ["of one endless text", withRows(`<row><c t="str"><v>${"a".repeat(9 * MEGABYTE)}</v></c></row>`), "damaged"],
    ["of a row that no sheet has", withRows('<row r="99999999"><c/></row>'), "damaged"],
    ["of a column that no sheet has", withRows('<row r="1"><c r="XFE1" t="str"><v>a</v></c></row>'), "damaged"],
    // A small workbook may have many such sheets.
    ["whose rows stand behind megabytes of nothing", withRows(`${"<row></row>".repeat(700_000)}${row}`), "empty"],
    ["whose XML is none", withRows("<row><c></row>"), "damaged"],
    [
      "with entities of its own",
      zipOf(
        payments().map(entry =>
          entry.name === "xl/worksheets/sheet1.xml"
            ? {
                ...entry,
                content: `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`,
              }
            : entry,
        ),
      ),
      "damaged",
    ],
    [
      "whose sheets are outside it",
      zipOf(
        payments().map(entry => ({
          ...entry,
          content: String(entry.content).replace("worksheets/sheet1.xml", "../../etc/passwd"),
        })),
      ),
      "not_a_table",
    ],
  ])("%s", async (_, bytes, code) => {
    expect(await refusalOf(fileOf(bytes))).toBe(code)
  })

  it("with texts that it does not have: as damage, by name", async () => {
    const entries = payments(["V1", "20-11-2026", "1,50"]).map(entry =>
      entry.name === "xl/worksheets/sheet1.xml"
        ? { ...entry, content: String(entry.content).replaceAll("<v>3</v>", "<v>999</v>") }
        : entry,
    )
    const { rows } = await readFile(fileOf(zipOf(entries)), paymentColumns)
    expect(rows[0]!.problems).toMatchObject([{ field: "vendorNo", code: "file_reading.damage_error" }])
  })
})

/** Repeats a piece so many times, and says the most that the heap held meanwhile, in megabytes above what it held before. */
function endless(piece: string, times: number) {
  setFlagsFromString("--expose-gc")
  const collect: () => void = runInNewContext("gc")
  collect()
  const before = process.memoryUsage().heapUsed
  const held = { most: 0 }
  const bytes = Buffer.from(piece)
  const file: FileSource = async function* () {
    yield Buffer.from("Vendor No.;Posting Date;Amount\n")
    for (let at = 0; at < times; at++) {
      if (at % 5 === 0) {
        collect()
        held.most = Math.max(held.most, (process.memoryUsage().heapUsed - before) / MEGABYTE)
      }
      yield bytes
    }
  }
  return { file, held }
}

describe("memory does not grow with", () => {
  it.each([
    ["rows", `${"V1;20-11-2026;1,50\n".repeat(1500)}`],
    ["a line without an end", "a".repeat(64 * 1024)],
    ["blank lines", "\n".repeat(16 * 1024)],
    ["a quotation mark that nothing closes", `${'"a;b\n'.repeat(2000)}`],
    ["cells", ";".repeat(64 * 1024)],
    ["different texts", `${Array.from({ length: 2000 }, (_, no) => `V${no};${no};${no}x`).join("\n")}\n`],
  ])(
    "%s",
    async (_, piece) => {
      const { file, held } = endless(piece, 15)
      const understanding = await understand(file, paymentColumns)
      let count = 0
      for await (const _row of readRows(file, paymentColumns, understanding)) count++
      expect(count).toBe(understanding.rowCount)
      expect(held.most).toBeLessThan(15)
    },
    60_000,
  )

  it("what a small file unpacks to, which is refused where it is too much", async () => {
    const bomb = gzipSync(Buffer.alloc(201 * MEGABYTE, "V1;20-11-2026;1,50\n"))
    expect(bomb.length).toBeLessThan(MEGABYTE)
    expect(await refusalOf(fileOf(bomb))).toBe("too_large")
  }, 60_000)
})
