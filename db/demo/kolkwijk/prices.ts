import type { DemoPurchaseLineDiscount, DemoPurchasePrice } from "@/db/demo/company"
import { lineDiscountsOf, priceListOf } from "@/db/demo/price-list"
import { kolkwijkItems } from "./items"
import { kolkwijkVendors } from "./vendors"

const noordkade = { vendorNo: "L20140", unitOfMeasureCode: "", currencyCode: "EUR" } as const

/** Of the invoice that the walk-through shows (landmarks.ts, `example`). */
const byHand: DemoPurchasePrice[] = [
  { ...noordkade, itemNo: "10240", minimumQuantity: "0", period: "this_year", directUnitCost: "64.10" },
  { ...noordkade, itemNo: "10240", minimumQuantity: "5", period: "this_quarter", directUnitCost: "61.20" },
  { ...noordkade, itemNo: "20115", minimumQuantity: "0", period: "this_year", directUnitCost: "1.36" },
  { ...noordkade, itemNo: "20115", minimumQuantity: "50", period: "this_year", directUnitCost: "1.28" },
  { ...noordkade, itemNo: "20131", minimumQuantity: "100", period: "this_year", directUnitCost: "0.51" },
  { ...noordkade, itemNo: "30410", minimumQuantity: "0", period: "this_year", directUnitCost: "2.74" },
  { ...noordkade, itemNo: "30422", minimumQuantity: "0", period: "this_year", directUnitCost: "3.02" },
  { ...noordkade, itemNo: "41033", minimumQuantity: "0", period: "until_year_end", directUnitCost: "25.40" },
  { ...noordkade, itemNo: "41033", minimumQuantity: "20", period: "until_year_end", directUnitCost: "24.115" },
  { ...noordkade, itemNo: "60502", minimumQuantity: "0", period: "this_year", directUnitCost: "9.15" },
  {
    ...noordkade,
    vendorNo: "L20310",
    itemNo: "10240",
    minimumQuantity: "0",
    period: "this_year",
    directUnitCost: "62.75",
  },
  {
    ...noordkade,
    vendorNo: "L20310",
    itemNo: "10244",
    minimumQuantity: "0",
    period: "this_year",
    directUnitCost: "101.90",
  },
]

/** Last bought, and on no list of their default vendor. */
const unlisted = ["10244", "41007", "52018"]

/** Where one could buy as well. */
const rivals = {
  kabel: "L20140",
  data: "L20140",
  dozen: "L20023",
  goot: "L20140",
  schakelmateriaal: "L20023",
  verdelers: "L20162",
  verlichting: "L20140",
  veiligheid: "L20019",
  klein: "L20044",
  bouten: "L20044",
  schroeven: "L20199",
  kit: "L20199",
  sanitair: "L20224",
  kranen: "L20233",
  afvoer: "L20155",
  leiding: "L20322",
  klimaat: "L20322",
  verwarming: "L20093",
  isolatie: "L20155",
  gereedschap: "L20199",
  meten: "L20052",
  werkkleding: "L20052",
}

const handled = new Set([...byHand.map(price => price.itemNo), ...unlisted])

export const purchasePrices: DemoPurchasePrice[] = [
  ...byHand,
  ...priceListOf(kolkwijkVendors, kolkwijkItems, rivals, handled),
]

export const purchaseLineDiscounts: DemoPurchaseLineDiscount[] = lineDiscountsOf(purchasePrices)
