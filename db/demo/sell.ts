/** Lines of sales invoices, as a seller at the counter would enter them. */
import { Decimal } from "decimal.js"
import type { DemoItem } from "./company"
import type { DemoSalesLine } from "./sales-line"
import { oneOf, spread } from "./spread"

/** What differs from selling the item in its base unit, at its price, by its own description. */
export type Sale = Partial<Pick<DemoSalesLine, "description" | "lineDiscountPercent" | "unitPrice">> & { unit?: string }

/** @throws RangeError for a unit the item does not have */
export function sell(
  item: DemoItem,
  quantity: string,
  { unit = item.baseUnitOfMeasure, ...sale }: Sale = {},
): DemoSalesLine {
  const perUnit = item.units[unit]
  if (!perUnit) throw new RangeError(`item ${item.no} has no unit ${unit}`)
  return {
    type: "item",
    no: item.no,
    description: item.description,
    quantity,
    unitOfMeasureCode: unit,
    qtyPerUnitOfMeasure: perUnit,
    unitPrice: new Decimal(item.unitPrice).times(perUnit).toDecimalPlaces(3).toFixed(),
    vatProdPostingGroup: item.vatProdPostingGroup,
    genProdPostingGroup: item.genProdPostingGroup,
    ...sale,
  }
}

/** A likely quantity: many of what is cheap, few of what is dear, a pack where there is one. */
export function sellSome(key: string, item: DemoItem): DemoSalesLine {
  const packs = Object.keys(item.units).filter(unit => unit !== item.baseUnitOfMeasure && unit !== "PALLET")
  const unit = packs.length > 0 && spread(`unit ${key}`, 5) === 0 ? oneOf(`pack ${key}`, packs) : undefined
  const price = new Decimal(item.unitPrice).times(item.units[unit ?? item.baseUnitOfMeasure] ?? "1")
  const chance = spread(`quantity ${key}`, 24)
  const quantity = price.gt(150)
    ? 1 + (chance % 3)
    : price.gt(25)
      ? 1 + (chance % 8)
      : price.gt(4)
        ? 2 + chance
        : 10 + chance * 5
  const lineDiscountPercent = oneOf(`discount ${key}`, ["0", "0", "0", "0", "5", "7.5", "10", "12"])
  return sell(item, String(quantity), { unit, lineDiscountPercent })
}

/**
 * So many different items of a pool, in the order of their numbers. The same key picks the same.
 * @returns all of the pool where it has no more
 */
export function pickItems(key: string, pool: readonly DemoItem[], count: number): DemoItem[] {
  return pool
    .map(item => ({ item, order: spread(`${key} ${item.no}`, 0x7fffffff) }))
    .sort((a, b) => a.order - b.order)
    .slice(0, count)
    .map(({ item }) => item)
    .sort((a, b) => Number(a.no) - Number(b.no))
}

export const comment = (description: string): DemoSalesLine => ({ type: "comment", description })

const charged = { vatProdPostingGroup: "HOOG", genProdPostingGroup: "DIENSTEN", quantity: "1" } as const

export const freight = (unitPrice: string): DemoSalesLine => ({
  ...charged,
  type: "gl_account",
  no: "8450",
  description: "Vrachtkosten binnenland",
  unitPrice,
})

export const onSiteWork = (hours: string): DemoSalesLine => ({
  ...charged,
  type: "resource",
  no: "R100",
  description: "Montage op locatie",
  quantity: hours,
  unitOfMeasureCode: "UUR",
  unitPrice: "68.50",
})

export const itemCharge: DemoSalesLine = {
  ...charged,
  type: "charge_item",
  no: "VERPAKKING",
  description: "Verpakking en verzekering",
  unitPrice: "18.75",
}

export const soldAsset: DemoSalesLine = {
  ...charged,
  type: "fixed_asset",
  no: "VA0021",
  description: "Palletstelling, gebruikt",
  unitPrice: "340",
}

/** Prices in another currency or including VAT: so many times the price, to two decimals. */
export function repriced(lines: readonly DemoSalesLine[], factorOf: (line: DemoSalesLine) => string): DemoSalesLine[] {
  return lines.map(line =>
    line.unitPrice
      ? { ...line, unitPrice: new Decimal(line.unitPrice).times(factorOf(line)).toDecimalPlaces(2).toFixed() }
      : line,
  )
}
