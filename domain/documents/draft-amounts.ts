import {
  distributeInvoiceDiscount,
  type InvoiceDiscount,
  invoiceDiscountAmount,
} from "@/domain/documents/invoice-discount"
import { discountPercent, fullAmount, type LineAmount, lineAmount } from "@/domain/documents/line-amount"
import { Decimal, toPlain, ZERO } from "@/domain/money/decimal"
import { withVatDifferences } from "@/domain/vat/vat-differences"
import { vatTotals } from "@/domain/vat/vat-totals"
import { isTextLine } from "./draft"
import type { DraftLine } from "./line-fields"

/** What the amounts of a draft rest on beside its lines. */
export type DraftTerms = {
  pricesIncludingVat: boolean
  decimals: number
  invoiceDiscount?: InvoiceDiscount
  vatBaseDiscountPercent?: string
}

/** What a line has of amounts that are worked out. */
export const amountFigures = [
  "lineDiscountPercent",
  "lineDiscountAmount",
  "lineAmount",
  "invoiceDiscountAmount",
  "vatDifference",
  "amount",
  "amountIncludingVat",
] as const satisfies readonly (keyof DraftLine)[]

/**
 * What a line of a draft comes to; nothing where it is text alone. A typed line amount or line discount amount stands, and the
 * other and the percent follow from it.
 *
 * @param decimals of the document's currency
 */
export function amountOfLine(line: DraftLine, decimals: number): LineAmount & { lineDiscountPercent: Decimal } {
  const said = {
    quantity: new Decimal(isTextLine(line) ? "0" : line.quantity),
    directUnitCost: new Decimal(line.price),
    pricePer: new Decimal(line.pricePer),
    lineDiscountPercent: new Decimal(line.lineDiscountPercent),
  }
  const { typedAmount } = line
  if (typedAmount === null || isTextLine(line)) return { ...said, ...lineAmount(said, decimals) }
  const full = fullAmount(said, decimals)
  const typed = new Decimal(line[typedAmount])
  const other = full.minus(typed)
  const [lineDiscountAmount, amount] = typedAmount === "lineAmount" ? [other, typed] : [typed, other]
  return { lineDiscountPercent: discountPercent(full, lineDiscountAmount), lineDiscountAmount, lineAmount: amount }
}

/**
 * Works out every amount of a draft anew (docs/semantics.md, "Amounts"): line discounts and line amounts, VAT once per VAT
 * group and its remainder over the group's lines, the invoice discount spread before. What the lines of a VAT group have of a
 * VAT difference is the group's, and is spread anew.
 *
 * @param document.decimals of the document's currency
 * @param document.invoiceDiscount absent: none
 * @param document.vatBaseDiscountPercent by which what VAT is worked out from is less; absent or blank: none
 * @returns the lines with their amounts, and the document's totals; decimal strings
 */
export function workOutAmounts(
  lines: readonly DraftLine[],
  document: DraftTerms,
): { lines: DraftLine[]; amount: string; amountIncludingVat: string; invoiceDiscountAmount: string } {
  const priced = lines.map(line => {
    const text = isTextLine(line)
    return { line, text, ...amountOfLine(line, document.decimals) }
  })
  const counted = priced.filter(({ text }) => !text)
  const discountable = counted.map(({ line, lineAmount }) => ({
    lineAmount,
    allowInvoiceDiscount: line.allowInvoiceDiscount,
  }))
  const discount = invoiceDiscountAmount(discountable, document.invoiceDiscount, document.decimals)
  const shares = distributeInvoiceDiscount(discountable, discount, document.decimals)
  const shareOf = new Map(counted.map(({ line }, index) => [line.lineId, shares[index]!]))
  const worked = vatTotals({
    ...document,
    vatBaseDiscountPercent: new Decimal(document.vatBaseDiscountPercent || 0),
    lines: counted.map(({ line, lineAmount }) => ({
      id: line.lineId,
      lineAmount,
      invoiceDiscountAmount: shareOf.get(line.lineId),
      vatPercent: new Decimal(line.vatPercent),
      vatIdentifier: line.vatIdentifier,
      calculationType: line.vatCalculationType,
    })),
  })
  const vat = withVatDifferences(
    worked,
    counted.map(({ line }) => new Decimal(line.vatDifference)),
    document,
  )
  const ofLine = new Map(vat.lines.map(amounts => [amounts.id, amounts]))
  return {
    lines: priced.map(({ line, text, lineAmount, lineDiscountAmount, lineDiscountPercent }) => {
      const amounts = ofLine.get(line.lineId)
      return {
        ...line,
        lineAmount: toPlain(lineAmount),
        typedAmount: text ? null : line.typedAmount,
        lineDiscountPercent: toPlain(lineDiscountPercent),
        lineDiscountAmount: toPlain(lineDiscountAmount),
        invoiceDiscountAmount: toPlain(shareOf.get(line.lineId) ?? ZERO),
        vatDifference: amounts ? toPlain(amounts.vatDifference) : "0",
        amount: amounts ? toPlain(amounts.amount) : "0",
        amountIncludingVat: amounts ? toPlain(amounts.amountIncludingVat) : "0",
      }
    }),
    amount: toPlain(vat.totals.amount),
    amountIncludingVat: toPlain(vat.totals.amountIncludingVat),
    invoiceDiscountAmount: toPlain(discount),
  }
}
