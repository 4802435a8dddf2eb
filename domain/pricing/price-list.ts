/** What prices and discounts of a vendor's price list have in common: for whom, from how many, and when they apply. */
import type { IsoDate } from "@/domain/dates/date"
import { type Decimal, ONE } from "@/domain/money/decimal"

/** The keys of a row of `purchase_price` or `purchase_line_discount`, numbers as `Decimal`. One vendor's rows. */
export type PriceListRow = {
  itemNo: string
  /** Blank: the item's base unit. */
  unitOfMeasureCode: string
  /** In the row's own unit. */
  minimumQuantity: Decimal
  /** ISO 4217, the company's own included. */
  currencyCode: string
  /** Null, or long ago: since ever. */
  startingDate: IsoDate | null
  /** The last day it holds; null: still in force. */
  endingDate: IsoDate | null
}

/** An item line that wants a cost or a discount. */
export type PricedLine = {
  itemNo: string
  /** In the line's unit; prices are found for its absolute value. */
  quantity: Decimal
  unitOfMeasureCode: string
  /** Base units in one of the line's unit. */
  qtyPerUnitOfMeasure: Decimal
}

/** Rows by item, made once a document, so that ten thousand lines do not walk the whole list each. */
export type PriceList<Row extends PriceListRow> = ReadonlyMap<string, readonly Row[]>

/**
 * The rows that hold on a date in one of the currencies, by item.
 *
 * @param rows of one vendor
 */
export function priceListOn<Row extends PriceListRow>(
  rows: Iterable<Row>,
  date: IsoDate,
  currencyCodes: readonly string[],
): PriceList<Row> {
  const byItem = new Map<string, Row[]>()
  for (const row of rows) {
    if (row.startingDate !== null && row.startingDate > date) continue
    if (row.endingDate !== null && row.endingDate < date) continue
    if (!currencyCodes.includes(row.currencyCode)) continue
    const ofItem = byItem.get(row.itemNo)
    if (ofItem) ofItem.push(row)
    else byItem.set(row.itemNo, [row])
  }
  return byItem
}

/**
 * How many base units one unit of the row holds for this line: the line's own unit, the base unit (blank), or another
 * unit of the item. Undefined when the item does not have the row's unit (any more).
 */
export function rowQtyPerUnit(
  row: PriceListRow,
  line: PricedLine,
  unitsOfItem?: ReadonlyMap<string, Decimal>,
): Decimal | undefined {
  if (row.unitOfMeasureCode === "") return ONE
  if (row.unitOfMeasureCode === line.unitOfMeasureCode) return line.qtyPerUnitOfMeasure
  return unitsOfItem?.get(row.unitOfMeasureCode)
}

/** Whether the line buys enough for the row, both counted in base units. */
export function reachesMinimum(row: PriceListRow, line: PricedLine, qtyPerUnit: Decimal): boolean {
  return row.minimumQuantity.times(qtyPerUnit).lte(line.quantity.abs().times(line.qtyPerUnitOfMeasure))
}
