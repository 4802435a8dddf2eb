/** The vendor's line discount for an item (docs/semantics.md, "Create Purchase Invoice", 7). */
import type { IsoDate } from "@/domain/dates/date"
import { type Decimal, ZERO } from "@/domain/money/decimal"
import { type PricedLine, type PriceListRow, priceListOn, reachesMinimum, rowQtyPerUnit } from "./price-list"

/** A row of `purchase_line_discount`; the percentage from 0 to 100. */
export type PurchaseLineDiscount = PriceListRow & { lineDiscountPercent: Decimal }

export type DiscountTerms = {
  date: IsoDate
  /** ISO 4217, of the document. */
  currencyCode: string
  companyCurrencyCode: string
  /** The vendor's rows; those of other dates and currencies are passed over. */
  discounts: Iterable<PurchaseLineDiscount>
}

export type FoundLineDiscount = {
  /** 0 when none applies. */
  lineDiscountPercent: Decimal
  /** The row it came from; null when none applies. */
  source: PurchaseLineDiscount | null
}

/**
 * Prepares the terms of one document and answers a function that finds the best discount for a line: the highest among
 * those that hold on the date, in the document's or the company's currency, whose minimum quantity the line reaches
 * (compared in base units), and whose unit is the line's or blank. A discount on boxes is none on pieces: a percentage
 * has nothing to convert.
 */
export function lineDiscountFinder(terms: DiscountTerms): (line: PricedLine) => FoundLineDiscount {
  const discounts = priceListOn(terms.discounts, terms.date, [terms.currencyCode, terms.companyCurrencyCode])
  return line => {
    let best: PurchaseLineDiscount | null = null
    let lineDiscountPercent = ZERO
    for (const row of discounts.get(line.itemNo) ?? []) {
      if (!applies(row, line) || !row.lineDiscountPercent.gt(lineDiscountPercent)) continue
      best = row
      lineDiscountPercent = row.lineDiscountPercent
    }
    return { lineDiscountPercent, source: best }
  }
}

/** Whether the row is of the line's unit, or of the base unit, and the line reaches its minimum. */
function applies(row: PurchaseLineDiscount, line: PricedLine): boolean {
  const qtyPerUnit = rowQtyPerUnit(row, line)
  return qtyPerUnit !== undefined && reachesMinimum(row, line, qtyPerUnit)
}
