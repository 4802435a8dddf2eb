import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { copiedCells } from "./copied-lines"
import { pastedBlock } from "./pasted-block"
import { numbersOf, pasteBlock, withMeanings } from "./pasted-lines"
import { readTabText, writeTabText } from "./tab-text"
import type { FormLine, LineColumn, ShownLineType } from "./view"

const numbered: ShownLineType[] = ["item", "gl_account"]
const number = { kind: "number" as const, on: numbered, integerDigits: 12 }
const columns: LineColumn[] = [
  { name: "type", kind: "fixed", names: ["Type", "Soort"], on: [] },
  { name: "no", kind: "no", names: ["No.", "Nr."], on: numbered },
  { name: "description", kind: "text", names: ["Description", "Omschrijving"], on: [...numbered, "comment"] },
  { name: "quantity", names: ["Quantity", "Aantal"], decimals: 5, ...number },
  { name: "unitOfMeasureCode", kind: "code", names: ["Unit of Measure Code", "Eenheidscode"], on: ["item"] },
  {
    name: "directUnitCost",
    names: ["Direct Unit Cost Excl. VAT", "Directe kostprijs excl. btw"],
    decimals: 6,
    ...number,
  },
  { name: "lineDiscountPercent", names: ["Line Discount %", "Regelkorting %"], decimals: 5, ...number },
  { name: "lineAmount", kind: "fixed", names: ["Line Amount", "Regelbedrag"], on: [] },
]

function paste(text: string, more: { from?: string; at?: number; lines?: FormLine[]; language?: Language } = {}) {
  const { from, lines = [], at = lines.length, language = "en" } = more
  let made = 0
  const block = pastedBlock(readTabText(text), columns, from)
  const say = { notANumber: (bad: string) => `no number ${bad}`, notOnThisLine: (bad: string) => `not here ${bad}` }
  const pasted = pasteBlock(lines, block, {
    columns,
    language,
    at,
    isKept: () => false,
    newId: () => `new${++made}`,
    say,
  })
  return { ...pasted, block, values: pasted.lines.map(({ values }) => values) }
}

describe("a block of cells", () => {
  it("is read as spreadsheets write it", () => {
    const excel = 'A-1\t"12"" pipe"\t3\r\nA-2\t"two\nlines"\t\r\n'
    expect(readTabText(excel)).toEqual([
      ["A-1", '12" pipe', "3"],
      ["A-2", "two lines", ""],
    ])
    expect(readTabText('5" pipe\t"open\nnext\t1')).toEqual([
      ['5" pipe', '"open'],
      ["next", "1"],
    ])
    expect(readTabText("")).toEqual([[""]])
  })

  it("is read back as it was written, whatever the cells hold", () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab"\t 1,.') }).map(text => text.replace(/\s+/gu, " ").trim())
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(rows, cells => {
        expect(readTabText(writeTabText(cells))).toEqual(cells)
      }),
    )
  })

  it("goes by its heads, in either language and any order; what no field is called is named", () => {
    const dutch = paste("Aantal\tArtikelnr.\tKleur\tDirecte kostprijs excl. btw\n3\tA-1\trood\t12,50", {
      language: "nl",
    })
    expect(dutch.values).toEqual([{ quantity: "3", no: "A-1", directUnitCost: "12,5" }])
    expect(dutch.block.unknown).toEqual(["Kleur"])
    const english = paste("no\tquantity\tLine Amount\nA-1\t3\t99")
    expect(english.values).toEqual([{ quantity: "3", no: "A-1" }])
    expect(english.block.unknown).toEqual([])
  })

  it("without heads holds numbers, numbers and quantities, or what is seen from the focus on", () => {
    expect(paste("A-1\nA-2").values).toEqual([
      { no: "A-1", quantity: "1" },
      { no: "A-2", quantity: "1" },
    ])
    expect(paste("A-1\t5").values).toEqual([{ no: "A-1", quantity: "5" }])
    expect(paste("A-1\tLamp\t5\tDOOS\t2.5").values).toEqual([
      { no: "A-1", description: "Lamp", quantity: "5", unitOfMeasureCode: "DOOS", directUnitCost: "2.5" },
    ])
    const lines: FormLine[] = ["1", "2"].map(id => ({ id, type: "item", values: { no: id, quantity: "1" } }))
    const over = paste("7\t\n8\tBOX\n9\tBOX", { from: "quantity", at: 1, lines })
    expect(over.values).toEqual([
      { no: "1", quantity: "1" },
      { no: "2", quantity: "7", unitOfMeasureCode: "" },
      { quantity: "8", unitOfMeasureCode: "BOX" },
      { quantity: "9", unitOfMeasureCode: "BOX" },
    ])
  })

  it("makes text of rows that only describe, and nothing of blank ones", () => {
    const { lines } = paste("No.\tDescription\tQuantity\n\tDelivered in May\t\n\t\t\nA-1\t\t2")
    expect(lines).toMatchObject([
      { type: "comment", values: { description: "Delivered in May" } },
      { type: "item", values: { no: "A-1", quantity: "2" } },
    ])
  })
})

describe("pasted figures", () => {
  const costs = (cells: string[], language: Language) =>
    paste(`No.\tQuantity\tCost\n${cells.map(cell => `A\t1\t${cell}`).join("\n")}`, { language }).lines.map(
      ({ values, problems }) => problems?.directUnitCost ?? values.directUnitCost,
    )

  it("are read in the way that all of the block fits, and shown in the reader's", () => {
    expect(costs(["1.234", "12,50"], "en")).toEqual(["1,234", "12.5"])
    expect(costs(["1.234", "12.50"], "nl")).toEqual(["1,234", "12,5"])
  })

  it("that could be either are the reader's, grouped so that it is seen", () => {
    expect(costs(["1.234"], "nl")).toEqual(["1.234"])
    expect(costs(["1234"], "nl")).toEqual(["1.234"])
    expect(costs(["1.234"], "en")).toEqual(["1.234"])
    expect(costs(["1,234"], "en")).toEqual(["1,234"])
  })

  it("lose signs around them; what is none keeps its text and says so", () => {
    expect(costs(["€ 1.234,50", "(3,00)", "12,5-"], "nl")).toEqual(["1.234,5", "-3", "-12,5"])
    expect(costs(["12.50", "twelve", "#N/B"], "en")).toEqual(["12.5", "no number twelve", "no number #N/B"])
  })

  it("are never others: what is written in one way is read back by a reader of either", () => {
    const cents = fc.integer({ min: -99_999_999, max: 99_999_999 })
    const language = fc.constantFrom("en" as const, "nl" as const)
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 6 }), language, language, (figures, writer, reader) => {
        const write = (by: Language) => (value: number) =>
          new Intl.NumberFormat(by === "nl" ? "nl-NL" : "en-GB", { minimumFractionDigits: 2 }).format(value / 100)
        const shown = costs(figures.map(write(writer)), reader)
        const plain = (text: string | undefined) =>
          Number(reader === "nl" ? text?.replaceAll(".", "").replace(",", ".") : text?.replaceAll(",", ""))
        expect(shown.map(plain)).toEqual(figures.map(figure => figure / 100 || 0))
      }),
    )
  })
})

describe("pasted numbers", () => {
  it("become the items that they mean; what means none stays, marked", () => {
    const before: FormLine[] = [{ id: "1", type: "item", values: { no: "X", description: "Old", quantity: "1" } }]
    const pasted = paste("A-1\nAB-12\nA-3", { lines: before, at: 0, from: "no" })
    expect(numbersOf(pasted.lines, pasted.covered).map(({ text }) => text)).toEqual(["A-1", "AB-12", "A-3"])
    const lines = withMeanings(pasted, before, ({ text }) =>
      text === "AB-12" ? { problem: "no item AB-12" } : { no: text, description: `item ${text}` },
    )
    expect(lines[0]?.values).toMatchObject({ no: "A-1", description: "item A-1" })
    expect(lines[1]).toMatchObject({ values: { no: "AB-12" }, problems: { no: "no item AB-12" } })
    expect(lines[2]?.problems).toBeUndefined()
  })
})

it("a copied document is pasted as it was: numbers in the reader's way, and no text that a spreadsheet works out", () => {
  const text = fc.stringMatching(/^[=+@'-]?[A-Za-z0-9 ."]{0,12}$/u).map(each => each.replace(/\s+/gu, " ").trim())
  const figure = fc.integer({ min: -99_999_999, max: 99_999_999 }).map(value => String(value / 1000))
  const item = fc.record({
    no: fc.stringMatching(/^[A-Z]{2}-[0-9]{2}$/u),
    description: text,
    quantity: figure,
    directUnitCost: figure,
  })
  fc.assert(
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 8 }),
      fc.constantFrom<Language>("en", "nl"),
      (items, language) => {
        const typed = columns.filter(({ kind }) => kind !== "fixed")
        const written = (value: string) => formatNumber(value, language)
        const lines = items.map((values, at): FormLine => {
          const { quantity, directUnitCost } = values
          return {
            id: String(at),
            type: "item",
            values: { ...values, quantity: written(quantity), directUnitCost: written(directUnitCost) },
          }
        })
        const cells = copiedCells(lines, typed, language)
        for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+@]|^-(?![\d.,]+$)/u)
        const pasted = paste(writeTabText([typed.map(({ names }) => names[0]!), ...cells]), { language })
        expect(pasted.lines.map(({ problems }) => problems)).toEqual(lines.map(() => undefined))
        expect(
          pasted.values.map(({ no, description, quantity, directUnitCost }) => ({
            no,
            description,
            quantity,
            directUnitCost,
          })),
        ).toEqual(lines.map(({ values }) => values))
      },
    ),
  )
})
