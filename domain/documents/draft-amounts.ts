import { lineAmount } from "@/domain/documents/line-amount"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { vatTotals } from "@/domain/vat/vat-totals"
import { type DraftLine, isTextLine } from "./draft"

/**
 * Works out every amount of a draft anew (SEMANTICS.md, "Amounts"): line discounts and line amounts, VAT once per VAT
 * group and its remainder over the group's lines.
 *
 * @param decimals of the document's currency
 * @returns the lines with their amounts, and the document's totals; decimal strings
 */
export function workOutAmounts(
  lines: readonly DraftLine[],
  document: { pricesIncludingVat: boolean; decimals: number },
): { lines: DraftLine[]; amount: string; amountIncludingVat: string } {
  const priced = lines.map(line => {
    const text = isTextLine(line)
    const amounts = lineAmount(
      {
        quantity: new Decimal(text ? "0" : line.quantity),
        directUnitCost: new Decimal(line.price),
        lineDiscountPercent: new Decimal(line.lineDiscountPercent),
      },
      document.decimals,
    )
    return { line, text, ...amounts }
  })
  const vat = vatTotals({
    ...document,
    lines: priced
      .filter(({ text }) => !text)
      .map(({ line, lineAmount }) => ({
        id: line.lineId,
        lineAmount,
        vatPercent: new Decimal(line.vatPercent),
        vatIdentifier: line.vatIdentifier,
        calculationType: line.vatCalculationType,
      })),
  })
  const ofLine = new Map(vat.lines.map(amounts => [amounts.id, amounts]))
  return {
    lines: priced.map(({ line, lineAmount, lineDiscountAmount }) => {
      const amounts = ofLine.get(line.lineId)
      return {
        ...line,
        lineAmount: toPlain(lineAmount),
        lineDiscountAmount: toPlain(lineDiscountAmount),
        amount: amounts ? toPlain(amounts.amount) : "0",
        amountIncludingVat: amounts ? toPlain(amounts.amountIncludingVat) : "0",
      }
    }),
    amount: toPlain(vat.totals.amount),
    amountIncludingVat: toPlain(vat.totals.amountIncludingVat),
  }
}
