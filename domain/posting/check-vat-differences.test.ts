import { expect, test } from "vitest"
import { Decimal } from "@/domain/money/decimal"
import { vatDifferenceProblems } from "./check-vat-differences"
import type { PostingDocument } from "./posting-document"
import type { PostingSetup } from "./read-posting-setup"

/** A document with VAT that was typed, of two groups, that much beside what it is worked out to be. */
function typed(...differences: [string, string]): PostingDocument {
  const line = { type: "item", no: "1", vatCalculationType: "normal", lineAmount: "100", amount: "100" }
  const lines = differences.map((vatDifference, index) => ({
    ...line,
    lineId: index + 1,
    vatIdentifier: `VAT${index}`,
    vatPercent: String(index),
    invoiceDiscountAmount: "0",
    vatDifference,
  }))
  const header = { no: "IF26-00001", currencyCode: "EUR" }
  return { documentType: "credit_memo", header, lines, correctsNo: null } as unknown as PostingDocument
}
const allowing = (maximum: string) =>
  ({ currency: { maxVatDifferenceAllowed: new Decimal(maximum), amountDecimals: 2 } }) as unknown as PostingSetup

test("VAT that was typed may differ by as much as the currency allows, both ways together, and no more", () => {
  expect(vatDifferenceProblems(typed("0", "0"), allowing("0"))).toEqual([])
  expect(vatDifferenceProblems(typed("0.03", "-0.02"), allowing("0.05"))).toEqual([])
  expect(vatDifferenceProblems(typed("0.03", "-0.02"), allowing("0.04"))).toEqual([
    {
      code: "vat_differences_too_large",
      params: { maximum: "0.04", total: "0.05", currency: "EUR" },
      correction: { page: "vat_amounts", documentType: "credit_memo", no: "IF26-00001" },
    },
  ])
})
