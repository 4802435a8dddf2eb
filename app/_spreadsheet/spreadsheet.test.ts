import { parse } from "csv-parse/sync"
import readXlsxFile, { readSheet } from "read-excel-file/node"
import { expect, test } from "vitest"
import type { Language } from "@/language/language"
import { answerSheet } from "./answer"
import { amountCell, type Sheet, textCell } from "./sheet"

const texts = ["=1+1", "+31 6", "-2+3", "@SUM(A1)", "\tx", "\rx", "＝1+1", 'plain; text, "quoted"', "Müller & Zn <BV>"]

const sheet: Sheet = {
  name: "Trial balance: 2026/11",
  columns: [
    { head: "No.", width: 10 },
    { head: "Date", width: 12 },
    { head: "Amount", width: 14 },
  ],
  rows: [
    ...texts.map(text => [textCell(text), { kind: "date", value: "2026-03-01" } as const, amountCell("-1234.5", 2)]),
    [textCell("0100"), { kind: "date", value: "2026-12-31" }, amountCell(null, 2)],
    [textCell("-12.50"), { kind: "date", value: "2026-12-31" }, amountCell("0", 0)],
    [textCell("big"), { kind: "date", value: "2026-12-31" }, amountCell("1234567890123456.78", 2)],
  ],
}

async function csv(language: Language) {
  const answer = await answerSheet(sheet, "csv", language)
  return parse(new Uint8Array(await answer.arrayBuffer()), { bom: true, delimiter: language === "nl" ? ";" : "," })
}

test("CSV: text that begins like a formula is inert, negative numbers are numbers", async () => {
  const [head, ...rows] = await csv("en")
  expect(head).toEqual(["No.", "Date", "Amount"])
  expect(rows.map(([text]) => text)).toEqual([
    "'=1+1",
    "'+31 6",
    "'-2+3",
    "'@SUM(A1)",
    "'\tx",
    "'\rx",
    "'＝1+1",
    texts[7],
    texts[8],
    "0100",
    "-12.50",
    "big",
  ])
  expect(rows[0]).toEqual(["'=1+1", "2026-03-01", "-1234.50"])
  expect(rows.slice(-3).map(([, , amount]) => amount)).toEqual(["", "0", "1234567890123456.78"])
})

test("CSV in Dutch has a comma before decimals, and semicolons between fields", async () => {
  const rows = await csv("nl")
  expect(rows[1]).toEqual(["'=1+1", "2026-03-01", "-1234,50"])
})

test("CSV of more rows than one piece has them all, once", async () => {
  const rows = Array.from({ length: 2_500 }, (_, index) => [textCell(String(index))])
  const answer = await answerSheet({ name: "long", columns: [{ head: "No.", width: 5 }], rows }, "csv", "en")
  const lines = parse(await answer.text(), { bom: true }).flat()
  expect(lines).toEqual(["No.", ...rows.map((_, index) => String(index))])
})

test("XLSX: numbers are numbers, dates are dates, text is text", async () => {
  const answer = await answerSheet(sheet, "xlsx", "nl")
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="Trial-balance-2026-11.xlsx"')
  const [head, ...rows] = await readSheet(Buffer.from(await answer.arrayBuffer()), { trim: false })
  expect(head).toEqual(["No.", "Date", "Amount"])
  expect(rows.slice(0, 4)).toEqual(texts.slice(0, 4).map(text => [text, new Date("2026-03-01T00:00:00Z"), -1234.5]))
  expect(rows.slice(7, 9).map(([text]) => text)).toEqual(texts.slice(7))
  expect(rows.slice(-3)).toEqual([
    ["0100", new Date("2026-12-31T00:00:00Z"), null],
    ["-12.50", new Date("2026-12-31T00:00:00Z"), 0],
    ["big", new Date("2026-12-31T00:00:00Z"), "1234567890123456.78"],
  ])
})

test("XLSX of more rows than one piece has them all, once, and is not written before it is fetched", async () => {
  let made = 0
  const rows = function* () {
    for (; made < 50_000; made++) yield [textCell(`${made} <&> "${made * 7919}"\r`), amountCell(String(made), 2)]
  }
  const columns = Array.from({ length: 30 }, (_, column) => ({ head: `column ${column}`, width: 5 }))
  const answer = answerSheet({ name: "long", columns, rows: rows() }, "xlsx", "en")
  const pieces = answer.body![Symbol.asyncIterator]()
  const first = await pieces.next()
  expect(made).toBeLessThan(10_000)
  const rest = []
  for await (const piece of { [Symbol.asyncIterator]: () => pieces }) rest.push(piece)
  const [head, ...written] = await readSheet(Buffer.concat([first.value!, ...rest]), { trim: false })
  expect(head!.slice(-5)).toEqual(["column 25", "column 26", "column 27", "column 28", "column 29"])
  expect(written.map(([text, amount]) => [text, amount])).toEqual(
    Array.from({ length: 50_000 }, (_, at) => [`${at} <&> "${at * 7919}"\r`, at]),
  )
})

test("a report without rows is its heads alone", async () => {
  const empty = { ...sheet, rows: [] }
  const answer = await answerSheet(empty, "csv", "en")
  expect(parse(await answer.text(), { bom: true })).toEqual([["No.", "Date", "Amount"]])
  const workbook = await answerSheet(empty, "xlsx", "en")
  expect(await readSheet(Buffer.from(await workbook.arrayBuffer()))).toEqual([["No.", "Date", "Amount"]])
})

test("CSV: every cell is quoted, so that another country's separator divides nothing", async () => {
  const rows = [
    [textCell("a;=1+1"), { kind: "date", value: "2026-03-01" } as const, amountCell("1", 0)],
    [textCell("x\ty")],
  ]
  const answer = await answerSheet({ ...sheet, rows }, "csv", "en")
  const [, ...lines] = (await answer.text()).trim().split("\n")
  expect(lines).toEqual(['"a;=1+1","2026-03-01","1"', '"x\ty"'])
})

test("XLSX: what the rows were chosen by stands on a second sheet, and in a CSV file nowhere", async () => {
  const about = { name: "Filter", rows: [["Vendor No.", "=L00001"] as const, ["State", "Open"] as const] }
  const answer = await answerSheet({ ...sheet, about }, "xlsx", "en")
  const sheets = await readXlsxFile(Buffer.from(await answer.arrayBuffer()))
  expect(sheets.map(({ sheet: name }) => name)).toEqual(["Trial balance  2026 11", "Filter"])
  expect(sheets[1]!.data).toEqual([
    ["Vendor No.", "=L00001"],
    ["State", "Open"],
  ])
  expect(await (await answerSheet({ ...sheet, about }, "csv", "en")).text()).not.toContain("L00001")
})
