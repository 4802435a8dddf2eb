/** Price lists for the demo's vendors, worked out from what each item last cost. */
import { Decimal } from "decimal.js"
import type { DemoItem, DemoPeriod, DemoPurchaseLineDiscount, DemoPurchasePrice, DemoVendor } from "./company"
import { spread } from "./spread"

/** What a euro is worth in the vendors' lists, and the decimals their small prices have. */
const lists: Record<string, { perEuro: string; decimals: number }> = {
  EUR: { perEuro: "1", decimals: 3 },
  USD: { perEuro: "1.16", decimals: 3 },
  GBP: { perEuro: "0.86", decimals: 3 },
  JPY: { perEuro: "182", decimals: 0 },
}

const vatFactors: Record<string, string> = { HOOG: "1.21", LAAG: "1.09" }

/** A euro cost as this vendor would print it: in its currency, with VAT where its prices include it. */
function listPrice(vendor: DemoVendor, item: DemoItem, factor: string): string {
  const { perEuro, decimals } = lists[vendor.currencyCode ?? "EUR"] ?? { perEuro: "1", decimals: 3 }
  const vat = vendor.pricesIncludingVat ? (vatFactors[item.vatProdPostingGroup ?? ""] ?? "1") : "1"
  const price = new Decimal(item.lastDirectCost).times(factor).times(perEuro).times(vat)
  return price.toDecimalPlaces(price.lt(10) ? decimals : Math.min(decimals, 2)).toFixed()
}

/** The item's largest unit beside the base unit of at most a hundred pieces; undefined where it has none. */
function packOf(item: DemoItem): [code: string, quantity: string] | undefined {
  return Object.entries(item.units).findLast(
    ([code, quantity]) =>
      code !== item.baseUnitOfMeasure && new Decimal(quantity).gt(1) && new Decimal(quantity).lte(100),
  )
}

/** From how many pieces on an item is cheaper: the dearer it is, the fewer. */
function manyOf(item: DemoItem): string {
  const cost = new Decimal(item.lastDirectCost)
  if (cost.gt(50)) return "5"
  return cost.gt(5) ? "20" : "100"
}

/** Small fixings by the piece are printed by the hundred. */
const pricePerOf = (item: DemoItem) =>
  item.family === "schroeven" && new Decimal(item.lastDirectCost).lt(1) ? "100" : "1"

/** What a vendor's list says of an item, by the base unit. */
function priceOf(
  seller: DemoVendor,
  item: DemoItem,
  factor: string,
  period: DemoPeriod,
  minimumQuantity = "0",
): DemoPurchasePrice {
  const pricePer = pricePerOf(item)
  return {
    vendorNo: seller.no,
    itemNo: item.no,
    unitOfMeasureCode: "",
    minimumQuantity,
    currencyCode: seller.currencyCode ?? "EUR",
    period,
    directUnitCost: listPrice(seller, item, new Decimal(factor).times(pricePer).toFixed()),
    pricePer,
  }
}

/** The price of an item by the pack; none where it comes in no pack. */
function packPrices(vendor: DemoVendor, item: DemoItem): DemoPurchasePrice[] {
  const pack = packOf(item)
  if (!pack) return []
  const [unitOfMeasureCode, quantity] = pack
  const directUnitCost = listPrice(vendor, item, new Decimal("0.95").times(quantity).toFixed())
  return [{ ...priceOf(vendor, item, "1", "this_year"), unitOfMeasureCode, directUnitCost, pricePer: "1" }]
}

/** @param chance below a hundred: which prices beside the first the item has */
function pricesOf(
  vendor: DemoVendor,
  rival: DemoVendor | undefined,
  item: DemoItem,
  chance: number,
): DemoPurchasePrice[] {
  const rows = [priceOf(vendor, item, "1.02", chance % 2 ? "this_year" : "this_quarter")]
  if (chance % 3 === 0) rows.push(priceOf(vendor, item, "0.96", "this_year", manyOf(item)))
  if (chance % 5 === 0) rows.push(priceOf(vendor, item, "0.97", "last_year"))
  if (chance % 7 === 0) rows.push(priceOf(vendor, item, "1.05", "next_quarter"))
  if (chance % 4 === 0) rows.push(...packPrices(vendor, item))
  if (chance % 3 === 1 && rival && rival !== vendor) {
    rows.push(priceOf(rival, item, chance % 2 ? "0.98" : "1.04", "always"))
  }
  return rows
}

/**
 * About a quarter of the items is on no list (their cost is the last direct cost); of the others most have a price
 * from one piece on, many one from a quantity on, some one by the pack, some last year's and next quarter's as well,
 * and some are offered by a second vendor too.
 *
 * @param rivals a second vendor for a family, by family
 * @param except items whose prices are written by hand
 */
export function priceListOf(
  vendors: readonly DemoVendor[],
  items: readonly DemoItem[],
  rivals: Record<string, string>,
  except: ReadonlySet<string>,
): DemoPurchasePrice[] {
  const vendorOf = new Map(vendors.map(vendor => [vendor.no, vendor]))
  return items.flatMap(item => {
    const vendor = vendorOf.get(item.vendorNo ?? "")
    const chance = spread(`price ${item.no}`, 100)
    if (!vendor || except.has(item.no) || chance < 24 || new Decimal(item.lastDirectCost).isZero()) return []
    return pricesOf(vendor, vendorOf.get(rivals[item.family] ?? ""), item, chance)
  })
}

/** A discount for about one listed item in nine. */
export function lineDiscountsOf(prices: readonly DemoPurchasePrice[]): DemoPurchaseLineDiscount[] {
  return prices
    .filter(price => price.period === "this_year" && spread(`discount ${price.vendorNo} ${price.itemNo}`, 9) === 0)
    .map(({ directUnitCost, pricePer, ...key }) => ({
      ...key,
      lineDiscountPercent: ["2.5", "5", "7.5", "10"][spread(`percent ${key.itemNo}`, 4)] as string,
    }))
}
