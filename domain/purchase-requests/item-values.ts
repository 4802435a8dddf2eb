/** What an item line comes to on the document: unit, cost, discount, posting groups, VAT rate. */
import { lineAmount as lineAmountOf } from "@/domain/documents/line-amount"
import { Decimal, ONE, ZERO } from "@/domain/money/decimal"
import type { ItemRow, ItemTerms, VatSetup } from "@/domain/pricing/item-terms"
import { lineDiscountFinder } from "@/domain/pricing/line-discount"
import { directUnitCostFinder } from "@/domain/pricing/purchase-cost"
import type { VendorTerms } from "@/domain/pricing/vendor-terms"
import { storedSource, typedSource } from "./stored-cost-source"

type ItemLine = {
  no: string
  quantity: Decimal
  /** Blank: the base unit. */
  unitOfMeasureCode: string
  /** Null: take the default. */
  typedUnitCost: Decimal | null
  /** What either is the cost of, in units; absent: of a typed cost one, of a default as many as the price list has it for. */
  pricePer?: Decimal
}

/** The line's item, its VAT posting setup with the vendor, and the base units in the line's unit. */
type Item = { bought: ItemRow; vat: VatSetup; qtyPerUnitOfMeasure: Decimal }

/**
 * Prepares the terms of one document and answers a function that works out its item lines.
 * @param terms a foreign currency needs its rate
 */
export function itemValuesFinder(terms: VendorTerms, itemTerms: ItemTerms) {
  const { date, currencyCode, companyCurrencyCode, exchangeRate, unitAmountDecimals } = terms
  const { prices, discounts, unitsOfMeasure } = itemTerms
  const { pricesIncludingVat } = terms.payTo
  const common = { date, currencyCode, companyCurrencyCode }
  const costTerms = { exchangeRate, unitAmountDecimals, pricesIncludingVat, prices, unitsOfMeasure }
  const findCost = directUnitCostFinder({ ...common, ...costTerms })
  const findDiscount = lineDiscountFinder({ ...common, discounts })

  // No spread: the lines of a long document would take most of their time in copying.
  return (line: ItemLine, { bought, vat, qtyPerUnitOfMeasure }: Item) => {
    const { no, quantity, typedUnitCost } = line
    const { vatIdentifier, vatCalculationType } = vat
    const vatPercent = new Decimal(vat.vatPercent)
    const unitOfMeasureCode = line.unitOfMeasureCode || bought.baseUnitOfMeasure
    const priced = { itemNo: no, quantity, unitOfMeasureCode, qtyPerUnitOfMeasure }
    const lastDirectCost = new Decimal(bought.lastDirectCost)
    const wantedPer = line.pricePer ?? (typedUnitCost ? ONE : null)
    const cost = findCost({ ...priced, pricePer: wantedPer, lastDirectCost, vatPercent, vatCalculationType })
    const directUnitCost = typedUnitCost ?? cost.directUnitCost
    const { pricePer } = cost
    const { lineDiscountPercent } = findDiscount(priced)
    const { lineDiscountAmount, lineAmount } = lineAmountOf(
      { quantity, directUnitCost, pricePer, lineDiscountPercent },
      terms.amountDecimals,
    )
    return {
      no,
      quantity,
      unitOfMeasureCode,
      qtyPerUnitOfMeasure,
      defaultUnitCost: cost.source.kind === "none" ? null : cost.directUnitCost,
      directUnitCost,
      pricePer,
      costSource: typedUnitCost ? typedSource(cost) : storedSource(cost.source),
      lineDiscountPercent,
      lineDiscountAmount,
      lineAmount,
      vendorItemNo: bought.vendorItemNo,
      vatProdPostingGroup: bought.vatProdPostingGroup,
      genProdPostingGroup: bought.genProdPostingGroup,
      vatIdentifier,
      vatPercent: vatCalculationType === "normal" ? vatPercent : ZERO,
      vatCalculationType,
    }
  }
}
