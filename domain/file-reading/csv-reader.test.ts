import { expect, it } from "vitest"
import { CsvReader } from "./csv-reader"

/** Rows of lines under a header of so many cells. */
function rowsOf(columns: number, ...lines: string[]): string[][] {
  const reader = new CsvReader(";", columns)
  return [...reader.push(lines), ...reader.end()].map(({ fields }) => fields)
}

it("joins the lines of a cell, where that makes a row as the header has it", () => {
  expect(rowsOf(3, 'a;"b', 'c";d')).toEqual([["a", "b\nc", "d"]])
  expect(rowsOf(4, 'a;"b', 'c";d')).toEqual([["a", "b\nc", "d"]])
  expect(rowsOf(3, 'a;"b', "", 'c";d;;')).toEqual([["a", "b\n\nc", "d", "", ""]])
})

it("takes a mark that nothing closes as it stands, and never a row behind it", () => {
  expect(rowsOf(3, 'a;"b;c', "d;e;f")).toEqual([
    ["a", '"b', "c"],
    ["d", "e", "f"],
  ])
  expect(rowsOf(3, '"a;b;c', '"d;e;f')).toEqual([
    ['"a', "b", "c"],
    ['"d', "e", "f"],
  ])
  // The mark is closed in the next row, and the two might be one; but each is one by itself.
  expect(rowsOf(3, '"a;b;c', 'd";e;f')).toEqual([
    ['"a', "b", "c"],
    ['d"', "e", "f"],
  ])
  expect(rowsOf(2, '"a;b', '"c;d', 'e";f')).toEqual([
    ['"a', "b"],
    ['"c', "d"],
    ['e"', "f"],
  ])
})

it("counts rows as a spreadsheet does: blank ones too, one of several lines once", () => {
  const reader = new CsvReader(";", 2)
  const rows = [...reader.push(["a;b", "", 'c;"d']), ...reader.push(['e"', "f;g"]), ...reader.end()]
  expect(rows.map(({ rowNo, fields }) => [rowNo, fields[0]])).toEqual([
    [1, "a"],
    [3, "c"],
    [4, "f"],
  ])
})
