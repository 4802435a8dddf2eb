/** What waits now, whatever the period: drafts to review or approve, and approvals that nobody gave in time. */
import { type SQL, sql } from "drizzle-orm"
import {
  approval,
  approvalEntry,
  currencyExchangeRate,
  paymentOrder,
  purchaseInvoice,
  vendor,
  vendorBankAccount,
} from "@/db/schema"
import { shownName } from "@/domain/access/shown-name"
import type { FigureScope, InsightKind } from "./figure-kind"

/** The first day of each age; a key is that day as two digits, so that keys stand in order. */
const ages = [1, 4, 8, 15, 31]

/** When a day begins in a time zone, exactly where clocks are changed at midnight too; worked out once, as a query of its own. */
const beginOf = (day: SQL, timeZone: string): SQL =>
  sql`(select ((${day})::timestamp - interval '1 second') at time zone ${timeZone} + interval '1 second')`

/** Compared as moments: there are many drafts, and a day of each would be worked out for each age. */
const ageKey = ({ today, timeZone }: FigureScope) =>
  sql`case ${sql.join(
    ages.map((from, index) => {
      const key = index === 0 ? "00" : String(ages[index - 1]).padStart(2, "0")
      const begin = beginOf(sql`${today}::date - ${from - 1}::integer`, timeZone)
      return sql`when p.review_state_at >= ${begin} then ${sql.raw(`'${key}'`)}`
    }),
    sql` `,
  )} else '31' end`

const placeOfDraft = (type: ReturnType<typeof sql>) =>
  sql`case ${type} when 'credit_memo' then 'purchase_credit_memo' else 'purchase_invoice' end`

/**
 * Drafts that wait to be reviewed or approved, by how long; at the exchange rate of their posting date, as the review has them. Without
 * one they have no amount.
 */
export const queueAge: InsightKind = {
  name: "queueAge",
  groupedBy: "age",
  day: "since",
  documents: asked => {
    const { companyId, today, timeZone, currencyCode, amountDecimals } = asked
    return sql`
      select ${ageKey(asked)} as key, ${placeOfDraft(sql`p.document_type`)} as place, p.no, p.no as id, p.buy_from_vendor_name as party,
        (p.review_state_at at time zone ${timeZone})::date as day,
        ${today}::date - (p.review_state_at at time zone ${timeZone})::date as days,
        case p.document_type when 'invoice' then 1 else -1 end
          * case when p.currency_code = ${currencyCode} then p.amount_including_vat else round(p.amount_including_vat * (
            select r.relational_exchange_rate_amount / r.exchange_rate_amount from ${currencyExchangeRate} r
            where r.company_id = p.company_id and r.currency_code = p.currency_code and r.starting_date <= p.posting_date
            order by r.starting_date desc limit 1), ${amountDecimals}::integer) end as "amountInclVat"
      from ${purchaseInvoice} p
      where p.company_id = ${companyId} and p.review_state = 'ready_for_review'`
  },
  measures: [
    { name: "documents", unit: "count", of: sql`count(*)`, adds: true, drawn: true },
    { name: "amountInclVat", unit: "money", of: sql`coalesce(sum(d."amountInclVat"), 0)`, adds: true },
  ],
  columns: [
    { name: "daysWaiting", unit: "count", of: sql`d.days` },
    { name: "amountInclVat", unit: "money", of: sql`d."amountInclVat"` },
  ],
}

/** Approvals that somebody is asked for and did not give by the day that they were due; while a question is open the clock stands still. */
export const overdueApprovals: InsightKind = {
  name: "overdueApprovals",
  groupedBy: "approver",
  day: "due",
  documents: ({ companyId, today }) => sql`
    select e.approver_id::text as key,
      case a.subject_type when 'payment_order' then 'payment_order' when 'vendor_bank_account' then 'vendor'
        else ${placeOfDraft(sql`p.document_type`)} end as place,
      coalesce(b.vendor_no, a.subject_no) as no, e.id::text as id,
      coalesce(p.buy_from_vendor_name, v.name, paid.name, '') as party, e.due_date as day, ${today}::date - e.due_date as days
    from ${approvalEntry} e
    join ${approval} a on a.company_id = e.company_id and a.id = e.approval_id and a.state = 'pending'
    left join ${purchaseInvoice} p on p.company_id = a.company_id and p.no = a.subject_no
      and a.subject_type = 'purchase_invoice'
    left join ${vendorBankAccount} b on b.company_id = a.company_id and b.id::text = a.subject_no
      and a.subject_type = 'vendor_bank_account'
    left join ${vendor} v on v.company_id = b.company_id and v.no = b.vendor_no
    left join ${paymentOrder} o on o.company_id = a.company_id and o.no = a.subject_no and a.subject_type = 'payment_order'
    left join ${vendor} paid on paid.company_id = o.company_id and paid.no = o.vendor_no
    where e.company_id = ${companyId} and e.state = 'open' and e.asked_at is null and e.due_date < ${today}::date`,
  label: ({ companyId }) => shownName(companyId, sql`g.key::integer`),
  measures: [
    { name: "documents", unit: "count", of: sql`count(*)`, adds: true, drawn: true },
    { name: "longest", unit: "count", of: sql`max(d.days)` },
  ],
  largestFirst: sql`g.documents desc`,
  columns: [{ name: "daysOverdue", unit: "count", of: sql`d.days` }],
}
