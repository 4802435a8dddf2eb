import { sql } from "drizzle-orm"
import { postedPurchaseDocument, purchaseRequest } from "@/db/schema"
import type { InsightKind } from "./figure-kind"
import { monthKey } from "./purchases"

/**
 * From asking for a purchase invoice to its posting. Median and 90th percentile are each the days of one of the documents, so that it can
 * be looked at.
 */
export const requestToPosted: InsightKind = {
  name: "requestToPosted",
  groupedBy: "month",
  day: "posting",
  documents: ({ companyId, from, to }) => sql`
    select ${monthKey(sql`p.posting_date`)} as key, 'posted_invoice' as place, p.no, p.no as id,
      p.buy_from_vendor_name as party, p.posting_date as day,
      round(extract(epoch from p.posted_at - q.requested_at) / 86400, 2) as days
    from ${postedPurchaseDocument} p join ${purchaseRequest} q
      on q.company_id = p.company_id and q.purchase_invoice_no = p.pre_assigned_no
    where p.company_id = ${companyId} and p.document_type = 'invoice'
      and p.posting_date between ${from}::date and ${to}::date`,
  measures: [
    { name: "documents", unit: "count", of: sql`count(*)`, adds: true },
    { name: "median", unit: "days", of: sql`percentile_disc(0.5) within group (order by d.days)`, drawn: true },
    { name: "ninetieth", unit: "days", of: sql`percentile_disc(0.9) within group (order by d.days)`, drawn: true },
  ],
  columns: [{ name: "days", unit: "days", of: sql`d.days` }],
}
