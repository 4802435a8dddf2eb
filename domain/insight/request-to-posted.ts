import { type SQL, sql } from "drizzle-orm"
import { postedPurchaseDocument, purchaseRequest, requestDaysMonth } from "@/db/schema"
import type { InsightKind, Measure } from "./figure-kind"
import { countOfDocuments, keptMonths, monthKey } from "./purchases"

/** The shares of the documents that took no longer than the document whose days are shown. */
const shares = { median: 0.5, ninetieth: 0.9 } as const
const names = ["median", "ninetieth"] as const

/** What `percentile_disc` says, of how many took so many hundredths of a day: the first at which that share of them is reached. */
const firstOf = (share: number) => sql`round(min(h.hundredths) filter (
  where h.until >= ceil(${sql.raw(String(share))}::float8 * h.among::float8)) / 100.0, 2)`

/** @param by what is counted apart; absent: all together */
const counted = (rows: SQL, by = sql``) => sql`
  select h.*, sum(h.documents) over (${by} order by h.hundredths) as until, sum(h.documents) over (${by}) as among from (${rows}) h`

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
  kept: asked => {
    const kept = sql`from ${requestDaysMonth} m where ${keptMonths(asked)}`
    const figures = sql`sum(h.documents) as documents, ${firstOf(shares.median)} as median, ${firstOf(shares.ninetieth)} as ninetieth`
    const months = counted(sql`select m.month, m.hundredths, m.documents ${kept}`, sql`partition by h.month`)
    const all = counted(sql`select m.hundredths, sum(m.documents) as documents ${kept} group by m.hundredths`)
    return sql`
      select ${monthKey(sql`h.month`)} as key, 0 as is_total, ${figures} from (${months}) h group by h.month
      union all select null, 1, ${figures} from (${all}) h`
  },
  measures: [
    countOfDocuments,
    ...names.map(
      (name): Measure => ({
        name,
        unit: "days",
        of: sql`percentile_disc(${sql.raw(String(shares[name]))}) within group (order by d.days)`,
        drawn: true,
      }),
    ),
  ],
  columns: [{ name: "days", unit: "days", of: sql`d.days` }],
}
