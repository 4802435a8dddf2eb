/** What Kolkwijk has sold and not posted yet: some ninety invoices of the last weeks. */
import type { DemoItem, DemoSalesInvoice } from "@/db/demo/company"
import { kolkwijk } from "@/db/demo/landmarks"
import type { DemoSalesLine } from "@/db/demo/sales-line"
import {
  comment,
  freight,
  itemCharge,
  onSiteWork,
  pickItems,
  repriced,
  sell,
  sellSome,
  soldAsset,
} from "@/db/demo/sell"
import { oneOf, spread } from "@/db/demo/spread"
import { kindOf, kolkwijkCustomers, wanted } from "./customers"
import { kolkwijkItems } from "./items"

const first = 1298
const last = 1390
/** Posted or deleted since. */
const gone = new Set([1303, 1317, 1329, 1368])

const byNo = new Map(kolkwijkItems.map(item => [item.no, item]))
const sellable = kolkwijkItems.filter(item => !item.blocked && !item.purchasingBlocked)

function item(no: number): DemoItem {
  const found = byNo.get(String(no))
  if (!found) throw new RangeError(`no item ${no}`)
  return found
}

const ofVendor = (vendorNo: string | null) => sellable.filter(sold => sold.vendorNo === vendorNo)
const someOf = (no: string, pool: readonly DemoItem[], count: number) =>
  pickItems(no, pool, count).map(sold => sellSome(`${no} ${sold.no}`, sold))

const wantedBy = (customerNo: string) => {
  const families = wanted[kindOf.get(customerNo) ?? "winkel"]
  return sellable.filter(sold => families.includes(sold.family))
}

type Special = { customerNo: string; lines: (no: string) => DemoSalesLine[] } & Pick<
  Partial<DemoSalesInvoice>,
  "currencyCode" | "pricesIncludingVat" | "externalDocumentNo"
>

const at = kolkwijk.salesInvoices

const special: Record<string, Special> = {
  "VF26-01298": { customerNo: "D10466", lines: no => someOf(no, wantedBy("D10466"), 31) },
  "VF26-01305": { customerNo: "D10522", lines: no => someOf(no, wantedBy("D10522"), 12) },
  "VF26-01311": { customerNo: "D10549", lines: no => someOf(no, wantedBy("D10549"), 7) },
  [at.example]: {
    customerNo: "D10482",
    externalDocumentNo: "2026-0417/B",
    lines: () => [
      comment("Levering bouwdeel B, tweede verdieping"),
      sell(item(10240), "6", { lineDiscountPercent: "5" }),
      sell(item(10244), "4", { lineDiscountPercent: "5" }),
      sell(item(20115), "60"),
      sell(item(20131), "120"),
      sell(item(30410), "85", { lineDiscountPercent: "10" }),
      sell(item(30422), "40", { lineDiscountPercent: "10" }),
      sell(item(41007), "2"),
      sell(item(41033), "24", { lineDiscountPercent: "7.5" }),
      sell(item(52018), "96", { lineDiscountPercent: "12" }),
      sell(item(60502), "5"),
      freight("65.00"),
    ],
  },
  [at.comments]: {
    customerNo: "D10407",
    lines: no => {
      const sold = someOf(no, ofVendor("L20140"), 8)
      return [
        comment("Fase 1: begane grond"),
        ...sold.slice(0, 4),
        comment("Fase 2: verdieping, pas leveren na telefonisch akkoord"),
        ...sold.slice(4),
        comment("Afleveren tussen 07.00 en 09.00 uur bij de uitvoerder"),
      ]
    },
  },
  [at.glAccountLine]: { customerNo: "D10469", lines: no => [...someOf(no, wantedBy("D10469"), 6), freight("47.50")] },
  [at.withoutLines]: { customerNo: "D10570", lines: () => [] },
  [at.sharedVendor]: { customerNo: "D10576", lines: no => someOf(no, ofVendor("L20019"), 6) },
  [at.mixedVendors]: {
    customerNo: "D10534",
    lines: () => [
      sell(item(10302), "3", { unit: "RING" }),
      sell(item(52110), "16"),
      sell(item(71030), "4"),
      sell(item(80718), "1", { unit: "DOOS" }),
      sell(item(85025), "6"),
    ],
  },
  [at.noDefaultVendor]: {
    customerNo: "D10528",
    lines: () => [sell(item(96010), "3"), sell(item(96011), "24"), sell(item(96012), "8"), sell(item(96013), "8")],
  },
  [at.thousandLines]: {
    customerNo: "D10555",
    externalDocumentNo: "Nieuwbouw Maasoever, raamorder 7",
    lines: no =>
      Array.from({ length: 1000 }, (_, index) => {
        const sold = sellable[index % sellable.length] as DemoItem
        return sellSome(`${no} ${index}`, sold)
      }),
  },
  [at.blockedItem]: {
    customerNo: "D10573",
    lines: () => [
      sell(item(52210), "40"),
      sell(item(52214), "30"),
      sell(item(97010), "20"),
      sell(item(52216), "25"),
      sell(item(60502), "2"),
    ],
  },
  [at.purchasingBlockedItem]: {
    customerNo: "D10585",
    lines: () => [
      sell(item(52014), "24"),
      sell(item(52214), "20"),
      sell(item(97011), "48"),
      sell(item(52022), "12"),
      sell(item(52130), "4"),
    ],
  },
  [at.resourceLine]: { customerNo: "D10552", lines: no => [...someOf(no, wantedBy("D10552"), 5), onSiteWork("6.5")] },
  [at.unsupportedTypes]: {
    customerNo: "D10511",
    lines: () => [
      sell(item(71112), "80"),
      freight("32.00"),
      onSiteWork("2"),
      itemCharge,
      soldAsset,
      sell(item(71122), "80"),
    ],
  },
  [at.lowVatBook]: {
    customerNo: "D10415",
    lines: no => [...someOf(no, ofVendor("L20108"), 5), sell(item(90044), "5")],
  },
  [at.foreignCurrency]: {
    customerNo: "D10611",
    currencyCode: "GBP",
    lines: no => repriced(someOf(no, ofVendor("L20297"), 9), () => "0.864"),
  },
  "VF26-01348": {
    customerNo: "D10614",
    currencyCode: "USD",
    lines: no => repriced(someOf(no, ofVendor("L20278"), 7), () => "1.162"),
  },
  [at.pricesIncludingVat]: {
    customerNo: "D10591",
    pricesIncludingVat: true,
    lines: () =>
      repriced(
        [sell(item(88016), "1"), sell(item(72032), "4"), sell(item(88023), "2"), sell(item(90041), "1")],
        line => (line.vatProdPostingGroup === "LAAG" ? "1.09" : "1.21"),
      ),
  },
  [at.lineDiscounts]: {
    customerNo: "D10486",
    lines: no =>
      someOf(no, ofVendor("L20162"), 10).map((line, index) => ({
        ...line,
        lineDiscountPercent: ["2.5", "5", "7.5", "10", "12.5", "15"][index % 6],
      })),
  },
  [at.typedTexts]: {
    customerNo: "D10457",
    lines: () => [
      sell(item(85120), "2", { description: "Verdeler 6 groepen, linkse aansluiting, kamer 1.12" }),
      sell(item(85121), "3", { description: "Vloerverwarmingsbuis 16 × 2 mm, rol 200 m (partij april)" }),
      { type: "item", no: null, description: "Volgens uw schets van 4 november" },
      sell(item(81132), "1", { unit: "ROL" }),
      sell(item(30610), "6"),
    ],
  },
  [at.blockedDefaultVendor]: { customerNo: "D10478", lines: no => someOf(no, ofVendor("L20087"), 14) },
  [at.usdVendor]: { customerNo: "D10546", lines: no => someOf(no, ofVendor("L20278"), 18) },
  [at.otherUnits]: {
    customerNo: "D10454",
    lines: () => [
      sell(item(82010), "46.08"),
      sell(item(82011), "12", { unit: "DOOS" }),
      sell(item(82012), "28.80"),
      sell(item(82014), "3"),
      sell(item(82030), "1", { unit: "PALLET", lineDiscountPercent: "8" }),
      sell(item(82032), "12"),
      sell(item(82050), "9"),
      sell(item(82052), "2"),
      sell(item(82054), "4"),
    ],
  },
  [at.sharedSanitary]: { customerNo: "D10439", lines: no => someOf(no, ofVendor("L20233"), 22) },
  [at.reverseChargeVendor]: { customerNo: "D10491", lines: no => someOf(no, ofVendor("L20162"), 12) },
}

const ordinaryCustomers = kolkwijkCustomers.filter(customer => !customer.blocked && !customer.currencyCode)

/** What nobody thought about: three to thirty lines of what such a customer buys, now and then of one vendor alone. */
function ordinary(no: string): Special {
  const customer = oneOf(`customer ${no}`, ordinaryCustomers)
  const pool = wantedBy(customer.no)
  const vendorNo = spread(`one vendor ${no}`, 7) === 0 ? oneOf(`vendor ${no}`, pool).vendorNo : undefined
  const count = 3 + spread(`lines ${no}`, 28)
  return {
    customerNo: customer.no,
    lines: () => {
      const sold = someOf(no, vendorNo ? pool.filter(some => some.vendorNo === vendorNo) : pool, count)
      if (spread(`comment ${no}`, 9) === 0) sold.unshift(comment(`Project ${customer.city}, opdracht ${no.slice(-4)}`))
      if (spread(`freight ${no}`, 8) === 0) sold.push(freight("65.00"))
      return sold
    },
  }
}

/** The newest is of today, the oldest four weeks back: few are overdue. */
const daysAgo = (number: number) => Math.floor(((last - number) * 28) / (last - first))

function reference(no: string): string {
  const digits = 1000 + spread(`reference ${no}`, 9000)
  return oneOf(`style ${no}`, ["", `PO ${digits}`, `INK-26-${digits}`, `W${digits}`, `${digits}/26`])
}

export const salesInvoices: DemoSalesInvoice[] = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  .filter(number => !gone.has(number))
  .map(number => {
    const no = `VF26-${String(number).padStart(5, "0")}`
    const { lines, ...header } = special[no] ?? ordinary(no)
    const customer = kolkwijkCustomers.find(some => some.no === header.customerNo)
    return {
      no,
      daysAgo: daysAgo(number),
      salespersonCode: customer?.salespersonCode ?? "JB",
      externalDocumentNo: reference(no),
      ...header,
      lines: lines(no),
    }
  })

export const lastSalesInvoiceNumber = last
