import { gzipSync } from "node:zlib"
import { expect, it } from "vitest"
import { fileOf } from "@/test/file-reading/read-file"
import { workbookFile } from "@/test/file-reading/workbook-file"
import { isSmallFile } from "./is-small-file"

const row = "V1;20-11-2026;1,50\n"
const [few, many] = [Buffer.from(row.repeat(100)), Buffer.from(row.repeat(10_000))]
const workbook = (rows: number) =>
  workbookFile({
    sheets: [{ name: "S", rows: Array.from({ length: rows }, () => ["V1", "20-11-2026", "1,50"]) }],
    addressed: false,
  })

it.each([
  ["a text of few rows", few, true],
  ["one of many", many, false],
  ["few rows, packed", gzipSync(few), true],
  ["many rows that are packed into little", gzipSync(many), false],
  ["a workbook of few rows", workbook(100), true],
  ["one of many", workbook(10_000), false],
  ["what does not unpack", gzipSync(few).subarray(0, 30), true],
])("says of %s whether it is read in a moment", async (_, bytes, expected) => {
  expect(bytes === many || bytes.length < 64 * 1024).toBe(true)
  expect(await isSmallFile(fileOf(bytes), bytes.length)).toBe(expected)
})
