/** What was bought, without VAT: posted invoices less credit memos, each at its own rate. */
import { type SQL, sql } from "drizzle-orm"
import { postedPurchaseDocument, purchaseVendorMonth, vendor } from "@/db/schema"
import type { FigureScope, InsightKind, Measure } from "./figure-kind"
import { groupedSums } from "./statement"

/** A posted document's sign: a credit memo takes off. */
export const postedSign = sql`case p.document_type when 'invoice' then 1 else -1 end`

/** Where a posted document is opened. */
export const placeOfPosted = sql`case p.document_type when 'invoice' then 'posted_invoice' else 'posted_credit_memo' end`

/** The month of a date as it stands in addresses. */
export const monthKey = (day: SQL) => sql`to_char(${day}, 'YYYY-MM')`

const documents =
  (key: SQL) =>
  ({ companyId, from, to, currencyCode, amountDecimals }: FigureScope) =>
    sql`
  select ${key} as key, ${placeOfPosted} as place, p.no, p.no as id, p.buy_from_vendor_name as party, p.posting_date as day,
    case when p.currency_code = ${currencyCode} then p.amount
      else round(p.amount * p.relational_exchange_rate_amount / p.exchange_rate_amount, ${amountDecimals}::integer) end
      * ${postedSign} as amount
  from ${postedPurchaseDocument} p
  where p.company_id = ${companyId} and p.posting_date between ${from}::date and ${to}::date`

/** The months of a period, of what is kept by month. */
export const keptMonths = ({ companyId, from, to }: FigureScope) =>
  sql`m.company_id = ${companyId} and m.month between ${from}::date and ${to}::date`

/** How many documents there are. */
export const countOfDocuments = {
  name: "documents",
  unit: "count",
  of: sql`count(*)`,
  ofKept: sql`coalesce(sum(d.documents), 0)`,
  adds: true,
} as const

const measures: Measure[] = [
  countOfDocuments,
  { name: "amount", unit: "money", of: sql`coalesce(sum(d.amount), 0)`, adds: true, drawn: true },
]

const columns = [{ name: "amount", unit: "money", of: sql`d.amount` }] as const

export const purchasesByMonth: InsightKind = {
  name: "purchasesByMonth",
  groupedBy: "month",
  day: "posting",
  documents: documents(monthKey(sql`p.posting_date`)),
  kept: asked =>
    groupedSums(
      measures,
      sql`select ${monthKey(sql`m.month`)} as key, sum(m.documents) as documents, sum(m.amount) as amount
        from ${purchaseVendorMonth} m where ${keptMonths(asked)} group by m.month`,
    ),
  measures,
  columns,
}

export const purchasesByVendor: InsightKind = {
  name: "purchasesByVendor",
  groupedBy: "vendor",
  day: "posting",
  documents: documents(sql`p.buy_from_vendor_no`),
  kept: asked =>
    groupedSums(
      measures,
      sql`select m.vendor_no as key, m.documents, m.amount from ${purchaseVendorMonth} m where ${keptMonths(asked)}`,
    ),
  label: ({ companyId }) => sql`(select v.name from ${vendor} v where v.company_id = ${companyId} and v.no = g.key)`,
  measures,
  largestFirst: sql`abs(g.amount) desc`,
  columns,
}
