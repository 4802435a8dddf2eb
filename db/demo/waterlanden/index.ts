import type { DemoCompany, DemoItem, DemoSalesInvoice } from "@/db/demo/company"
import { waterlanden as landmarks } from "@/db/demo/landmarks"
import { priceListOf } from "@/db/demo/price-list"
import { comment, pickItems, sellSome } from "@/db/demo/sell"
import { oneOf, spread } from "@/db/demo/spread"
import { dutchVatNo } from "@/db/demo/vat-number"
import { waterlandenCustomers, waterlandenItems, waterlandenVendors } from "./master-data"

const last = 1390

/** All but the first have a number that Kolkwijk has as well. */
const numbers = [1303, ...Array.from({ length: 12 }, (_, index) => last - 11 + index)]

const salesInvoices: DemoSalesInvoice[] = numbers.map((number, index) => {
  const no = `VF26-${String(number).padStart(5, "0")}`
  const key = `waterlanden ${no}`
  const sold: DemoItem[] = pickItems(key, waterlandenItems, 3 + spread(key, 9))
  return {
    no,
    customerNo: no === landmarks.salesInvoiceInBoth ? "D10482" : oneOf(key, waterlandenCustomers).no,
    daysAgo: (numbers.length - 1 - index) * 2,
    salespersonCode: "BS",
    externalDocumentNo: "",
    lines: [
      ...(index % 5 === 0 ? [comment("Leveren op de werf")] : []),
      ...sold.map(some => sellSome(`${key} ${some.no}`, some)),
    ],
  }
})

/** Supplies pumps, pipework and control to water boards, growers and harbours. */
export const waterlandenCompany: DemoCompany = {
  company: {
    slug: landmarks.slug,
    name: landmarks.name,
    address: "Waterlandlaan 80",
    postCode: "1441 RX",
    city: "Purmerend",
    countryRegionCode: "NL",
    vatRegistrationNo: dutchVatNo(2),
    currencyCode: "EUR",
    timeZone: "Europe/Amsterdam",
  },
  purchasers: [
    { code: "BS", name: "Bram Stolwijk", email: "processor@waterlanden.example" },
    { code: "IK", name: "Ilse Koningsveld", email: "manager@waterlanden.example" },
  ],
  vendors: waterlandenVendors,
  orderAddresses: [],
  items: waterlandenItems,
  purchasePrices: priceListOf(waterlandenVendors, waterlandenItems, { leidingen: "L20155" }, new Set()),
  purchaseLineDiscounts: [],
  customers: waterlandenCustomers,
  salesInvoices,
  lastNumbers: { VF: last, IF: 912, IA: 4127, GIF: 655, L: 20_341, D: 10_617 },
}
