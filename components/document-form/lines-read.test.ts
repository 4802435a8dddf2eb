import fc from "fast-check"
import { expect, it } from "vitest"
import { emptyLine } from "@/domain/documents/empty-line"
import type { DraftLine } from "@/domain/documents/line-fields"
import { purchaseHeader } from "@/domain/purchase-documents/purchase-header"
import { FormLines } from "./form-lines"
import { LinesRead } from "./lines-read"
import { addUpDraft, type LiveBasis } from "./live-amounts"
import { type Reader, shownLine } from "./reader"

const reader: Reader = {
  language: "en",
  today: "2026-11-29",
  priceField: "directUnitCost",
  amountDecimals: 2,
  currencyCode: "EUR",
  currencies: [
    { code: "EUR", amountDecimals: 2 },
    { code: "JPY", amountDecimals: 0 },
  ],
}

const stored = (lineId: number): DraftLine => ({
  ...emptyLine(lineId, "item"),
  lineNo: lineId * 10_000,
  no: `I-${lineId}`,
  quantity: String(lineId),
  price: `${lineId}.25`,
  vatIdentifier: lineId % 2 ? "HIGH" : "LOW",
  vatPercent: lineId % 2 ? "21" : "9",
})

const lines = [1, 2, 3, 4].map(stored)
const basis: LiveBasis = {
  before: [],
  after: [],
  tiers: [],
  serviceCharge: null,
  vatDescriptions: {},
  units: {},
  lines: Object.fromEntries(lines.map(line => [String(line.lineId), line])),
  pricesIncludingVat: false,
  reader,
  fields: purchaseHeader.fields,
}

const step = fc.record({
  line: fc.constantFrom("1", "2", "3", "4", "new1"),
  field: fc.constantFrom("quantity", "directUnitCost", "lineDiscountPercent"),
  text: fc.constantFrom("", "3", "12.5", "1,234.5", "many", "-2"),
  currencyCode: fc.constantFrom("EUR", "JPY"),
  isGiven: fc.boolean(),
})

it("what is remembered of lines never changes what a draft comes to, whatever was typed, chosen and given in between", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), steps => {
      const form = new FormLines([
        ...lines.map(line => shownLine(line, reader)),
        { id: "new1", type: "item", values: { no: "I-9", quantity: "1" } },
      ])
      const memory = new LinesRead()
      for (const { currencyCode, isGiven, ...text } of steps) {
        form.write([text])
        const known = isGiven ? { ...basis, given: { new1: { ...stored(9), price: "7" } } } : basis
        const texts = { lines: form.lines(), header: { currencyCode } }
        expect(addUpDraft(texts, known, memory)).toEqual(addUpDraft(texts, known))
      }
    }),
  )
})
