/** What a demo company is made of, before today's date is known. */
import type { CompanyRow } from "@/db/company-rows"
import type {
  company,
  customer,
  item,
  orderAddress,
  purchaseLineDiscount,
  purchasePrice,
  purchaser,
  vendor,
} from "@/db/schema"
import type { DemoSalesLine } from "./sales-line"

export type DemoVendor = CompanyRow<typeof vendor>
export type DemoCustomer = CompanyRow<typeof customer>

export type DemoItem = CompanyRow<typeof item> & {
  lastDirectCost: string
  unitPrice: string
  /** Base units in each of its units, the base unit included. */
  units: Record<string, string>
  /** What it is sold with, to put together invoices that make sense. */
  family: string
}

/** When a price holds, told relative to the day of seeding so that the demo never looks stale. */
export type DemoPeriod =
  | "always"
  /** The calendar year before this one: over. */
  | "last_year"
  /** From 1 January, open. */
  | "this_year"
  /** From the start of the quarter, open. */
  | "this_quarter"
  /** From 1 January to 31 December. */
  | "until_year_end"
  /** From the start of the next quarter, open: announced. */
  | "next_quarter"

type Dated<Row> = Omit<Row, "startingDate" | "endingDate"> & { period: DemoPeriod }
export type DemoPurchasePrice = Dated<CompanyRow<typeof purchasePrice>>
export type DemoPurchaseLineDiscount = Dated<CompanyRow<typeof purchaseLineDiscount>>

export type DemoSalesInvoice = {
  no: string
  customerNo: string
  /** Document date: so many days before the day of seeding. */
  daysAgo: number
  salespersonCode: string
  externalDocumentNo: string
  /** ISO 4217; absent: the customer's. */
  currencyCode?: string
  pricesIncludingVat?: boolean
  lines: DemoSalesLine[]
}

export type DemoCompany = {
  company: typeof company.$inferInsert
  purchasers: CompanyRow<typeof purchaser>[]
  vendors: DemoVendor[]
  orderAddresses: CompanyRow<typeof orderAddress>[]
  items: DemoItem[]
  purchasePrices: DemoPurchasePrice[]
  purchaseLineDiscounts: DemoPurchaseLineDiscount[]
  customers: DemoCustomer[]
  salesInvoices: DemoSalesInvoice[]
  /** Given out already, by code of the series. */
  lastNumbers: Readonly<Record<string, number>>
}
