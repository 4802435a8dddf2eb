import { sql } from "drizzle-orm"
import { postedPurchaseDocument, postedPurchaseLine, purchaseRequest, purchaseRequestLine } from "@/db/schema"
import type { InsightKind } from "./figure-kind"
import { placeOfPosted, postedSign } from "./purchases"

/**
 * What was bought for a sale against what that was sold for, as `domain/facts/margin.ts` has it for drafts: sales price and cost without
 * discounts of the sale's end and without VAT, of posted invoices that were asked for, and of what was credited of them. A document of which
 * a cost is not known has no margin, and is left out.
 */
export const marginByCustomer: InsightKind = {
  name: "marginByCustomer",
  groupedBy: "customer",
  ofSales: true,
  day: "posting",
  documents: ({ companyId, from, to, amountDecimals }) => sql`
    select coalesce(nullif(q.customer_name, ''), '–') as key, ${placeOfPosted} as place, p.no, p.no as id,
      p.buy_from_vendor_name as party, p.posting_date as day, s.sales * ${postedSign} as sales, s.cost * ${postedSign} as cost
    from ${postedPurchaseDocument} p
    join ${postedPurchaseDocument} o on o.company_id = p.company_id
      and o.no = coalesce(p.corrects_no, p.credits_no, p.no)
    join ${purchaseRequest} q on q.company_id = p.company_id and q.purchase_invoice_no = o.pre_assigned_no
    cross join lateral (
      select round(sum(r.sales_unit_price * l.quantity * l.qty_per_unit_of_measure), ${amountDecimals}::integer) as sales,
        round(sum(l.amount) * p.relational_exchange_rate_amount / p.exchange_rate_amount, ${amountDecimals}::integer)
          as cost
      from ${postedPurchaseLine} l
      join ${postedPurchaseLine} k on k.company_id = l.company_id and k.document_no = o.no
        and k.line_no = coalesce(l.credits_line_no, l.line_no)
      join ${purchaseRequestLine} r on r.company_id = l.company_id and r.request_no = q.no
        and r.line_no = k.line_id * 10000 and r.no = l.no
      where l.company_id = p.company_id and l.document_no = p.no and l.type = 'item' and r.sales_unit_price is not null
      having bool_and(l.amount <> 0)) s
    where p.company_id = ${companyId} and p.posting_date between ${from}::date and ${to}::date`,
  measures: [
    { name: "documents", unit: "count", of: sql`count(*)`, adds: true },
    { name: "sales", unit: "money", of: sql`coalesce(sum(d.sales), 0)`, adds: true },
    { name: "cost", unit: "money", of: sql`coalesce(sum(d.cost), 0)`, adds: true },
    { name: "margin", unit: "money", of: sql`coalesce(sum(d.sales - d.cost), 0)`, adds: true, drawn: true },
    { name: "marginPercent", unit: "percent", of: sql`(1 - sum(d.cost) / nullif(sum(d.sales), 0)) * 100` },
  ],
  largestFirst: sql`abs(g.margin) desc`,
  columns: [
    { name: "sales", unit: "money", of: sql`d.sales` },
    { name: "cost", unit: "money", of: sql`d.cost` },
    { name: "margin", unit: "money", of: sql`d.sales - d.cost` },
  ],
}
