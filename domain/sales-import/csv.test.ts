import { gzipSync } from "node:zlib"
import { stringify } from "csv-stringify/sync"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readBeginning, readSalesHeader, salesColumns } from "./csv-header"
import { LineCutter } from "./csv-lines"
import { CsvReader } from "./csv-records"
import { MAX_ROW_LENGTH } from "./limits"
import { unpackBeginning } from "./unpack"

/** All rows of a text, read in pieces of so many bytes. */
function read(content: string | Buffer, columns: number, { piece = 7, delimiter = "," } = {}) {
  const bytes = Buffer.from(content)
  const cutter = new LineCutter()
  const reader = new CsvReader(delimiter, columns)
  const records = []
  for (let at = 0; at < bytes.length; at += piece)
    records.push(...reader.push(cutter.push(bytes.subarray(at, at + piece))))
  records.push(...reader.push(cutter.end()), ...reader.end())
  return records
}

const fieldsOf = (records: ReturnType<typeof read>) => records.map(({ fields }) => fields)

describe("reading CSV", () => {
  it("reads back whatever an independent writer wrote, in pieces of any size", () => {
    const field = fc.oneof(
      fc.string({ unit: fc.constantFrom("a", '"', ",", ";", " ", "é", "€", "\n", "😀") }),
      fc.string({ unit: "grapheme" }).map(text => text.replace(/[\r\0]/g, "")),
    )
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain(width => fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1 }))
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 50 }), fc.constantFrom("\n", "\r\n"), (rows, piece, ending) => {
        // A row is a line only with something in it; a field may go on over twenty lines.
        const named = rows.map(([, ...rest]) => [
          "x",
          ...rest.map(text => [...text.replace(/\n{2,}/g, "\n")].slice(0, 18).join("")),
        ])
        const text = stringify(named, { record_delimiter: ending === "\n" ? "unix" : "windows", quoted: true })
        expect(fieldsOf(read(text, named[0]!.length, { piece }))).toEqual(named)
      }),
    )
  })

  it.each([
    ["LF", "a,1\nb,2\n"],
    ["CR LF", "a,1\r\nb,2\r\n"],
    ["CR", "a,1\rb,2\r"],
    ["nothing behind the last row", "a,1\nb,2"],
    ["a byte order mark", "\uFEFFa,1\nb,2"],
    ["Windows-1252", Buffer.from("a,1\nb,2\n", "latin1")],
  ])("reads lines with %s", (_, content) => {
    for (const piece of [1, 3, 1000]) {
      expect(fieldsOf(read(content, 2, { piece }))).toEqual([
        ["a", "1"],
        ["b", "2"],
      ])
    }
  })

  it("takes bytes that are no UTF-8 for Windows-1252", () => {
    expect(fieldsOf(read(Buffer.from("gift,\xa340\n", "latin1"), 2))).toEqual([["gift", "£40"]])
  })

  it.each([
    [
      'a,"9 INCH,x\nb,2,y',
      [
        ["a", '"9 INCH', "x"],
        ["b", "2", "y"],
      ],
    ],
    [
      'a,"9" PLATE,x\nb,2,y',
      [
        ["a", '"9" PLATE', "x"],
        ["b", "2", "y"],
      ],
    ],
    [
      'a,9" PLATE,x\nb,2,y',
      [
        ["a", '9" PLATE', "x"],
        ["b", "2", "y"],
      ],
    ],
    // A second stray mark further on closes nothing that makes a whole row.
    [
      'a,"9 INCH,x\nb,"2,y\nc,3,z',
      [
        ["a", '"9 INCH', "x"],
        ["b", '"2', "y"],
        ["c", "3", "z"],
      ],
    ],
    [
      'a,"two\nlines",x\nb,2,y',
      [
        ["a", "two\nlines", "x"],
        ["b", "2", "y"],
      ],
    ],
    [`a,"open,x\n${"b,2,y\n".repeat(40)}`, [["a", '"open', "x"], ...Array.from({ length: 40 }, () => ["b", "2", "y"])]],
  ])("lets no stray quotation mark swallow other rows: %j", (content, expected) => {
    expect(fieldsOf(read(content, 3))).toEqual(expected)
  })

  it("numbers rows as a spreadsheet does: blank ones count, one over two lines is one", () => {
    expect(read('a,1\n\n"b\nb",2\n  \nc,3', 2).map(({ rowNo }) => rowNo)).toEqual([1, 3, 5])
  })

  it("keeps the beginning of a row without end, and the rows behind it", () => {
    const records = read(`a,${"x".repeat(3_000_000)}\nb,2\n`, 2, { piece: 100_000 })
    expect(records.map(({ tooLong }) => tooLong)).toEqual([true, false])
    expect(records[0]!.fields[1]!.length).toBeLessThan(5 * MAX_ROW_LENGTH)
    expect(records[1]!.fields).toEqual(["b", "2"])
  })

  it("keeps NUL from the database", () => {
    expect(fieldsOf(read("a\0b,1\n", 2))).toEqual([["a\uFFFDb", "1"]])
  })
})

describe("readBeginning", () => {
  const header = salesColumns.join(",")
  const found = async (content: string | Buffer) => (await readBeginning(Buffer.from(content))).width

  it("finds the header behind blank lines, packed or not", async () => {
    const content = `${"\n".repeat(5_000)}${header}\n1,2`
    expect(await found(content)).toBe(salesColumns.length)
    expect(await found(gzipSync(content))).toBe(salesColumns.length)
    // The beginning of a packed file is no whole one.
    const packed = gzipSync(`${header}\n${Array.from({ length: 9_000 }, () => Math.random()).join(",")}`)
    expect(await found(packed.subarray(0, packed.length / 2))).toBe(salesColumns.length)
  })

  it("unpacks no more than it looks at", async () => {
    const blank = gzipSync(Buffer.alloc(64 * 1024 * 1024, "\n"))
    await expect(found(blank)).rejects.toThrow("import.not_csv")
    expect((await unpackBeginning(blank, 1_000)).length).toBe(1_000)
    const before = process.memoryUsage().arrayBuffers
    await unpackBeginning(blank, 1_000_000)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024)
    await expect(found("\n".repeat(100))).rejects.toThrow("import.empty")
    await expect(found(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff]))).rejects.toThrow(
      "import.file_damaged",
    )
  })
})

describe("readHeader", () => {
  it("finds the columns by name, in any order and among others", () => {
    const form = readSalesHeader(
      "country;Unit Price;extra;customer_id;INVOICENO;StockCode;Description;Quantity;Invoice Date",
    )
    expect(form).toEqual({ delimiter: ";", width: 9, numbers: "nl", positions: [4, 5, 6, 7, 8, 1, 3, 0] })
  })

  it.each([
    ["InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice", "import.columns_missing"],
    [
      "InvoiceNo,InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
      "import.column_twice",
    ],
    ["PK\u0003\uFFFD\uFFFD", "import.not_csv"],
  ])("refuses %s", (line, code) => {
    expect(() => readSalesHeader(line)).toThrow(code)
  })
})
