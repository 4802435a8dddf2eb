import { sql } from "drizzle-orm"
import {
  customerMarginMonth,
  postedPurchaseDocument,
  postedPurchaseLine,
  purchaseRequest,
  purchaseRequestLine,
} from "@/db/schema"
import type { InsightKind, Measure } from "./figure-kind"
import { countOfDocuments, keptMonths, placeOfPosted, postedSign } from "./purchases"
import { groupedSums } from "./statement"

const measures: readonly Measure[] = [
  countOfDocuments,
  { name: "sales", unit: "money", of: sql`coalesce(sum(d.sales), 0)`, adds: true },
  { name: "cost", unit: "money", of: sql`coalesce(sum(d.cost), 0)`, adds: true },
  { name: "margin", unit: "money", of: sql`coalesce(sum(d.sales - d.cost), 0)`, adds: true, drawn: true },
  { name: "marginPercent", unit: "percent", of: sql`(1 - sum(d.cost) / nullif(sum(d.sales), 0)) * 100` },
]

/**
 * What was bought for a sale against what that was sold for, as `domain/facts/margin.ts` has it for drafts: sales price and cost without
 * discounts of the sale's end and without VAT, of posted invoices that were asked for, and of what was credited of them. A document of which
 * a cost is not known has no margin, and is left out.
 *
 * What is looked up by is worked out before (`offset 0` keeps it so): under row-level security no index finds by an expression of other
 * tables, as it might leak, and each document would be compared with each.
 */
export const marginByCustomer: InsightKind = {
  name: "marginByCustomer",
  groupedBy: "customer",
  ofSales: true,
  day: "posting",
  documents: ({ companyId, from, to, amountDecimals }) => sql`
    select coalesce(nullif(q.customer_name, ''), '–') as key, ${placeOfPosted} as place, p.no, p.no as id,
      p.buy_from_vendor_name as party, p.posting_date as day, s.sales * ${postedSign} as sales, s.cost * ${postedSign} as cost
    from (select p.*, coalesce(p.corrects_no, p.credits_no, p.no) as invoice_no from ${postedPurchaseDocument} p
      where p.company_id = ${companyId} and p.posting_date between ${from}::date and ${to}::date offset 0) p
    join ${postedPurchaseDocument} o on o.company_id = p.company_id and o.no = p.invoice_no
    cross join lateral (select coalesce(o.split_of_no, o.pre_assigned_no) as draft_no offset 0) asked
    join ${purchaseRequest} q on q.company_id = p.company_id and q.purchase_invoice_no = asked.draft_no
    cross join lateral (
      select round(sum(r.sales_unit_price * n.base_quantity), ${amountDecimals}::integer) as sales,
        round(sum(n.amount) * p.relational_exchange_rate_amount / p.exchange_rate_amount, ${amountDecimals}::integer)
          as cost
      from (select m.*, k.line_id * 10000 as asked_line_no
        from (select l.company_id, l.no, l.amount, l.quantity * l.qty_per_unit_of_measure as base_quantity,
            coalesce(l.credits_line_no, l.line_no) as invoice_line_no
          from ${postedPurchaseLine} l
          where l.company_id = p.company_id and l.document_no = p.no and l.type = 'item' offset 0) m
        join ${postedPurchaseLine} k on k.company_id = m.company_id and k.document_no = o.no
          and k.line_no = m.invoice_line_no offset 0) n
      join ${purchaseRequestLine} r on r.company_id = n.company_id and r.request_no = q.no
        and r.line_no = n.asked_line_no and r.no = n.no
      where r.sales_unit_price is not null
      having bool_and(n.amount <> 0)) s`,
  kept: asked =>
    groupedSums(
      measures,
      sql`select m.customer_name as key, m.documents, m.sales, m.cost from ${customerMarginMonth} m where ${keptMonths(asked)}`,
    ),
  measures,
  largestFirst: sql`abs(g.margin) desc`,
  columns: [
    { name: "sales", unit: "money", of: sql`d.sales` },
    { name: "cost", unit: "money", of: sql`d.cost` },
    { name: "margin", unit: "money", of: sql`d.sales - d.cost` },
  ],
}
