import { describe, expect, it } from "vitest"
import { fileOf, paymentColumns, problemsOf, readFile } from "@/test/file-reading/read-file"
import { type WrittenCell, type WrittenWorkbook, workbookFile } from "@/test/file-reading/workbook-file"
import { zipOf } from "@/test/file-reading/zip-archive"

const header: WrittenCell[] = ["Leveranciersnr.", "Boekingsdatum", "Bedrag", "Omschrijving"]
const day = (number: string): WrittenCell => ({ number, format: "d-m-yyyy;@" })
const row = (...cells: WrittenCell[]) => ["L1", day("46346"), { number: "1.5" }, ...cells]

const read = (book: WrittenWorkbook, choices = {}) => readFile(fileOf(workbookFile(book)), paymentColumns, { choices })
const oneSheet = (...rows: (WrittenCell[] | null)[]): WrittenWorkbook => ({ sheets: [{ name: "Blad1", rows }] })

describe("a workbook", () => {
  it.each([
    ["as Excel writes it", {}],
    ["with texts in their cells", { inline: true }],
    ["without addresses", { addressed: false }],
    ["with a prefix", { prefix: "x:" }],
  ])("is read %s", async (_, how) => {
    const { understanding, rows } = await read({
      ...oneSheet(
        ["Betalingen november"],
        null,
        header,
        ["L20093", day("46346"), { number: "1234.5" }, "**Vet** & <rest>"],
        null,
        ["007", day("46346.75"), { number: "-0.1" }, "twee\nregels"],
      ),
      ...how,
    })
    expect(understanding).toMatchObject({
      format: "xlsx",
      sheets: ["Blad1"],
      sheet: "Blad1",
      headerRow: 3,
      encoding: null,
      decimal: null,
      rowCount: 2,
      asks: [],
    })
    expect(rows).toMatchObject([
      {
        rowNo: 4,
        problems: [],
        values: { vendorNo: "L20093", postingDate: "2026-11-20", amount: "1234.5", description: "Vet & <rest>" },
      },
      {
        rowNo: 6,
        problems: [],
        values: { vendorNo: "007", postingDate: "2026-11-20", amount: "-0.1", description: "twee regels" },
      },
    ])
  })

  it("has numbers that are numbers whatever its texts are, and texts that are read as any file's", async () => {
    const { understanding, rows } = await read(
      oneSheet(
        header,
        ["L1", "20-11-2026", { number: "1.499" }],
        ["L2", "13-11-2026", "1.250,00"],
        ["L3", "20261103", "1.499"],
        ["L4", { number: "20261103" }, { number: "0.30000000000000004" }],
        ["L5", day("46346"), { number: "1.2E-2" }],
      ),
    )
    expect(understanding).toMatchObject({ decimal: ",", dates: "dmy", asks: [] })
    expect(rows.map(({ values }) => `${values.postingDate} ${values.amount}`)).toEqual([
      "2026-11-20 1.499",
      "2026-11-13 1250",
      "2026-11-03 1499",
      "2026-11-03 0.3",
      "2026-11-20 0.012",
    ])
  })

  it("shows what is damaged: errors, codes that became dates, formulas that nothing worked out, days that are numbers", async () => {
    const { rows } = await read(
      oneSheet(
        header,
        [{ error: "#N/A" }, day("46346"), { number: "1" }],
        [day("46357"), day("46346"), { formula: "B2*2" }],
        ["L1", { number: "46346" }, { formula: "B2*2", result: "12.5" }],
        [{ number: "8712345678901" }, day("46346"), { error: "#DIV/0!" }],
      ),
    )
    expect(rows.map(problemsOf)).toEqual([
      ["vendorNo damage_error"],
      ["vendorNo damage_code_as_date", "amount damage_error"],
      ["postingDate date_serial"],
      ["amount damage_error"],
    ])
    expect([rows[2]!.values.amount, rows[3]!.values.vendorNo]).toEqual(["12.5", "8712345678901"])
  })

  it.each([
    ["1", "1900-01-01"],
    ["59", "1900-02-28"],
    ["61", "1900-03-01"],
    ["46346.999", "2026-11-20"],
  ])("counts days from 1900: %s is %s", async (number, expected) => {
    const { rows } = await read(oneSheet(header, ["L1", day(number), { number: "1" }]))
    expect(rows[0]!.values.postingDate).toBe(expected)
  })

  it("counts days from 1904 where it says so", async () => {
    const { rows } = await read({ ...oneSheet(header, ["L1", day("44884"), { number: "1" }]), from1904: true })
    expect(rows[0]!.values.postingDate).toBe("2026-11-20")
  })

  it("reads percentages as they are shown", async () => {
    const columns = [{ name: "discount", kind: "number", percent: true, names: ["Discount %"] }] as const
    const book = oneSheet(["Discount %"], [{ number: "0.125", format: "0.0%" }], [{ number: "7" }], ["5%"])
    const { rows } = await readFile(fileOf(workbookFile(book)), columns)
    expect(rows.map(({ values }) => values.discount)).toEqual(["12.5", "7", "5"])
  })

  it("keeps no more of a row than its header has and some, and says how many cells it has", async () => {
    const far: WrittenCell[] = [...row("ver"), ...Array<null>(3_000).fill(null), "x"]
    const { rows } = await read(oneSheet(header, far, row("goed"), [...Array<null>(3_000).fill(null), "x"]))
    expect(rows.map(({ fields, problems }) => [fields.length, problems[0]?.params])).toEqual([
      [4, { found: 3_005, expected: 4 }],
      [4, undefined],
      [0, { found: 3_001, expected: 4 }],
    ])
  })

  it("is read from the sheet that has the columns, or the one chosen", async () => {
    const sheets = [
      { name: "Uitleg", rows: [["Vul blad 2 in"]] },
      { name: "Verborgen", hidden: true, rows: [header, row("verborgen")] },
      { name: "November", rows: [header, row("november")] },
    ]
    const one = await read({ sheets })
    expect(one.understanding).toMatchObject({ sheets: ["Uitleg", "November"], sheet: "November", asks: [] })
    const more = { sheets: [...sheets, { name: "December", rows: [header, row("december")] }] }
    const { understanding } = await read(more)
    expect(understanding.asks).toMatchObject([
      { about: "sheet", why: "open", options: [{ value: "November" }, { value: "December" }] },
    ])
    const { rows, understanding: chosen } = await read(more, { sheet: "December" })
    expect([chosen.asks, rows.map(({ values }) => values.description)]).toEqual([[], ["december"]])
  })

  it.each([
    ["another archive", zipOf([{ name: "notes.txt", content: "hello" }]), "not_a_table"],
    ["an old workbook", Buffer.from("d0cf11e0a1b11ae1", "hex"), "old_excel"],
    ["half a workbook", workbookFile(oneSheet(header, row())).subarray(0, 900), "damaged"],
    ["an empty workbook", workbookFile(oneSheet()), "empty"],
  ])("is refused in words: %s", async (_, content, reason) => {
    await expect(readFile(fileOf(content), paymentColumns)).rejects.toMatchObject({
      issues: [{ code: `file_reading.${reason}`, field: "file" }],
    })
  })
})
