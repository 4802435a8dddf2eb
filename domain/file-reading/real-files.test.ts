import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { fileOf, paymentColumns, problemsOf, readFile, salesColumns } from "@/test/file-reading/read-file"

const folder = fileURLToPath(new URL("../../../shared/data/files", import.meta.url))
const real = (name: string) => fileOf(readFileSync(`${folder}/${name}`))

describe.skipIf(!existsSync(folder))("small files as programs write them", () => {
  it("asks what 2.500 alone is, and takes the answer", async () => {
    const file = real("pay-nl-thousands.csv")
    const { understanding, rows } = await readFile(file, paymentColumns)
    expect(understanding.asks).toMatchObject([
      {
        about: "decimal",
        why: "open",
        options: [
          { value: ".", samples: [{ rowNo: 2, text: "2.500", value: "2.5" }] },
          { value: ",", samples: [{ rowNo: 2, text: "2.500", value: "2500" }] },
        ],
      },
    ])
    expect(rows.map(problemsOf)).toEqual([["amount number_open"]])
    for (const [as, amount] of [
      ["nl", "2500"],
      ["en", "2.5"],
    ] as const) {
      const answered = await readFile(file, paymentColumns, { choices: { as } })
      expect(answered).toMatchObject({ understanding: { asks: [] }, rows: [{ values: { amount } }] })
    }
    const [language] = (await readFile(file, paymentColumns, { choices: { decimal: "," } })).rows
    expect(language!.values).toMatchObject({ vendorNo: "L20093", postingDate: "2026-11-20", amount: "2500" })
  })

  it("refuses dates that leave something out", async () => {
    const { understanding, rows } = await readFile(real("pay-short-dates.csv"), paymentColumns)
    expect(understanding.asks).toEqual([])
    expect(rows.map(problemsOf)).toEqual(rows.map(() => ["postingDate date_incomplete"]))
    expect(rows.map(row => row.values.amount)).toEqual(["72.01", "72.02", "73.02", "73.03"])
  })

  it("knows a code from the name beside it", async () => {
    const { understanding, rows } = await readFile(real("pay-both-names.csv"), paymentColumns)
    expect(understanding.asks).toEqual([])
    expect(understanding.mapping).toMatchObject({ vendorNo: 0, postingDate: 2, amount: 3, description: null })
    expect(rows.map(({ values }) => values)).toMatchObject([{ vendorNo: "L20093", amount: "1.27" }])
  })

  it("cuts a text between signs", async () => {
    const { rows } = await readFile(real("pay-emoji-101.csv"), paymentColumns)
    expect(rows).toMatchObject([{ rowNo: 2, problems: [], values: { description: "a".repeat(99), amount: "2.01" } }])
    expect(rows[0]!.remarks).toMatchObject([{ field: "description", code: "file_reading.text_cut" }])
  })

  it("knows blank rows for none", async () => {
    const { understanding, rows } = await readFile(real("pay-blank-rows.csv"), paymentColumns)
    expect(understanding).toMatchObject({ rowCount: 1, separator: ";", decimal: ",", dates: "dmy", asks: [] })
    expect(rows).toMatchObject([{ rowNo: 2, values: { amount: "74.03", postingDate: "2026-11-20" } }])
  })

  it.each([
    ["sales-semicolon-points.csv", ["12 1.499 2026-11-02", "0.5 12.5 2026-11-02"]],
    ["sales-sheets-nl-3dec.csv", ["24 3.75 2026-11-02", "1 1.25 2026-11-02", "12 0.5 2026-11-02"]],
    ["sales-excel-nl-headers.csv", ["24 3.75 2026-11-02", "1 1250 2026-11-02", "1000 0.5 2026-11-02"]],
    ["sales-excel-de.csv", ["24 3.75 2026-11-02", "1 1250 2026-11-02", "1000 0.5 2026-11-02"]],
    ["sales-sap.csv", ["24 3.75 2026-11-02", "1 1250 2026-11-02", "1000 0.5 2026-11-02"]],
    ["sales-cp1252.csv", ["1 1 2026-11-02"]],
  ])("%s: %j", async (name, expected) => {
    const { understanding, rows } = await readFile(real(name), salesColumns)
    expect(understanding.asks).toEqual([])
    expect(rows.flatMap(problemsOf)).toEqual([])
    const said = rows.map(
      ({ values: { quantity, unitPrice, invoiceDate } }) => `${quantity} ${unitPrice} ${invoiceDate}`,
    )
    expect(said).toEqual(expected)
  })

  it("believes the file, and not whose way of writing somebody names, where it proves its own", async () => {
    const { rows } = await readFile(real("sales-semicolon-points.csv"), salesColumns, { choices: { as: "nl" } })
    expect(rows.map(({ values }) => values.unitPrice)).toEqual(["1.499", "12.5"])
  })

  it("keeps the signs of Windows-1252", async () => {
    const { understanding, rows } = await readFile(real("sales-cp1252.csv"), salesColumns)
    expect(understanding.encoding).toBe("windows-1252")
    expect(rows[0]!.values.description).toBe("Monteur’s kabel – 5 € ‘soepel’…")
    expect(understanding.samples.encoding).toEqual(["Monteur’s kabel – 5 € ‘soepel’…"])
  })

  it("refuses by name what a spreadsheet has damaged", async () => {
    const { rows } = await readFile(real("sales-excel-artefacts.csv"), salesColumns)
    expect(rows.map(problemsOf)).toEqual([
      ["stockCode damage_exponent"],
      ["stockCode damage_exponent"],
      ["stockCode damage_error", "customerId damage_error"],
    ])
  })
})
