import { expect, it } from "vitest"
import { fileOf, paymentColumns, problemsOf, readFile } from "@/test/file-reading/read-file"

const header = "Vendor No.;Posting Date;Amount;Description\n"
const row = (description: Buffer) => Buffer.concat([Buffer.from("V1;20-11-2026;1,50;"), description, Buffer.from("\n")])
const utf8 = (text: string) => row(Buffer.from(text))

it.each([
  ["a byte that is none", Buffer.from("caf\xE9", "latin1")],
  ["a character that was cut through", Buffer.from("5 €").subarray(0, 4)],
  ["half an emoji", Buffer.from("a😀").subarray(0, 3)],
])("%s in a file of UTF-8 is its row's problem alone", async (_, broken) => {
  const bytes = Buffer.concat([Buffer.from(header), utf8("België – 5 €"), row(broken), utf8("naïef")])
  const { understanding, rows } = await readFile(fileOf(bytes), paymentColumns)
  expect(understanding).toMatchObject({ encoding: "utf-8", asks: [] })
  expect(rows.map(problemsOf)).toEqual([[], ["broken_character"], []])
  expect([rows[0]!.values.description, rows[2]!.values.description]).toEqual(["België – 5 €", "naïef"])
})

it("asks where a few bytes leave it open, and reads as chosen", async () => {
  const file = fileOf(Buffer.concat([Buffer.from(header), row(Buffer.from("K\x9Aln", "latin1"))]))
  const { understanding } = await readFile(file, paymentColumns)
  expect(understanding.asks).toMatchObject([{ about: "encoding", why: "open" }])
  const { rows } = await readFile(file, paymentColumns, { choices: { encoding: "macintosh" } })
  expect(rows[0]!.values.description).toBe("Köln")
})
