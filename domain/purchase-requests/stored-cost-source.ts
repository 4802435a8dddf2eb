/** Where a line's cost came from, as it is stored with the line. */
import type { StoredCostSource } from "@/db/schema"
import { toPlain } from "@/domain/money/decimal"
import type { CostSource, FoundCost } from "@/domain/pricing/purchase-cost"
import type { FoundPrice } from "@/domain/pricing/sales-price"

/**
 * Where a typed cost came from: somebody's hand.
 * @param found what the vendor's terms give instead
 */
export function typedSource(found: FoundCost): StoredCostSource {
  if (found.source.kind === "none") return { kind: "typed" }
  return { kind: "typed", insteadOf: toPlain(found.directUnitCost) }
}

/** Where a cost of the vendor's terms came from: decimals as strings. */
export function storedSource(source: CostSource | FoundPrice["source"]): StoredCostSource {
  if (source.kind === "none") return source
  const conversion = {
    ...(source.convertedFrom && {
      convertedFrom: {
        unitOfMeasureCode: source.convertedFrom.unitOfMeasureCode,
        quantityPer: toPlain(source.convertedFrom.qtyPerUnitOfMeasure),
      },
    }),
    ...(source.currencyConvertedFrom && { currencyConvertedFrom: source.currencyConvertedFrom }),
  }
  if (source.kind === "item_price") return { kind: source.kind, ...conversion }
  if (source.kind === "last_direct_cost") {
    return { kind: source.kind, ...conversion, ...(source.vatAdded && { vatAdded: toPlain(source.vatAdded) }) }
  }
  const { unitOfMeasureCode, startingDate, endingDate } = source
  const minimumQuantity = toPlain(source.minimumQuantity)
  return { kind: source.kind, unitOfMeasureCode, minimumQuantity, startingDate, endingDate, ...conversion }
}
