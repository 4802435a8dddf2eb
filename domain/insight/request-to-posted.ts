import { sql } from "drizzle-orm"
import { postedPurchaseDocument, purchaseRequest, requestDaysMonth } from "@/db/schema"
import type { InsightKind, Measure } from "./figure-kind"
import { countOfDocuments, keptMonths, monthKey } from "./purchases"

/** The days of the document that so great a share of them took no longer than: `percentile_disc`, and the same of what is kept. */
function percentile(name: string, share: number): Measure {
  const part = sql.raw(String(share))
  const first = (until: string, among: string) =>
    sql.raw(`min(d.days) filter (where d."${until}" >= ceil(${share}::float8 * d."${among}"::float8))`)
  return {
    name,
    unit: "days",
    of: sql`percentile_disc(${part}) within group (order by d.days)`,
    ofKept: sql`case grouping(d.key) when 0 then ${first("until", "among")} else ${first("untilOfAll", "amongAll")} end`,
    drawn: true,
  }
}

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
  // Of each number of days: how many documents took at most so many, among those of its month and among all.
  kept: asked => sql`
    select ${monthKey(sql`m.month`)} as key, round(m.hundredths / 100.0, 2) as days, m.documents,
      sum(m.documents) over (partition by m.month order by m.hundredths) as until, sum(m.documents) over (partition by m.month) as among,
      sum(m.documents) over (order by m.hundredths) as "untilOfAll", sum(m.documents) over () as "amongAll"
    from ${requestDaysMonth} m where ${keptMonths(asked)}`,
  measures: [countOfDocuments, percentile("median", 0.5), percentile("ninetieth", 0.9)],
  columns: [{ name: "days", unit: "days", of: sql`d.days` }],
}
