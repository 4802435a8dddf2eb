import { type SQL, sql } from "drizzle-orm"
import { company, currencyExchangeRate, postedPurchaseDocument, purchaseInvoice } from "@/db/schema"

/** The document that others are looked for beside, each a part of a statement; `splitOfNo` null where it is no part of another. */
export type OneOrder = Record<
  "companyId" | "no" | "documentType" | "requestedBy" | "payToVendorNo" | "splitOfNo" | "days",
  SQL
>

/**
 * What may be one order in parts with a document, drafts and posted ones, as limits see it (semantics, rule 20): what the same person
 * asked of the same vendor within so many days, and what the document was one draft with, whenever that was.
 *
 * A select of `no`, `posted`, `document_type`, `currency_code`, `posting_date`, `is_part` (of one draft), `amount`: including VAT, without
 * its sign, in the company's currency at the rate of its posting date; of a draft dated before the first rate at that one; null: there is
 * no rate at all; and that rate, `factor`.
 *
 * @param most looks at the latest so many of those days alone
 */
export function inOneOrder(of: OneOrder, { most }: { most?: number } = {}): SQL {
  const latest = (at: SQL) => (most === undefined ? sql`` : sql`order by ${at} desc limit ${sql.raw(String(most))}`)
  const drafts = (
    which: SQL,
    isPart: boolean,
    end = sql``,
  ) => sql`(select d.company_id, d.no, false as posted, d.document_type,
      d.currency_code, d.posting_date, ${sql.raw(String(isPart))} as is_part, abs(d.amount_including_vat) as amount, null::numeric as worth
    from ${purchaseInvoice} d where d.company_id = ${of.companyId} and d.no <> ${of.no} and ${which} ${end})`
  const posted = (
    which: SQL,
    isPart: boolean,
    end = sql``,
  ) => sql`(select p.company_id, p.no, true, p.document_type, p.currency_code,
      p.posting_date, ${sql.raw(String(isPart))}, abs(p.amount_including_vat), p.relational_exchange_rate_amount / p.exchange_rate_amount
    from ${postedPurchaseDocument} p where p.company_id = ${of.companyId} and p.corrects_no is null and ${which}
      and not exists (select from ${postedPurchaseDocument} k where k.company_id = p.company_id and k.corrects_no = p.no) ${end})`
  const lately = (row: string, at: SQL) =>
    sql`${sql.raw(row)}.requested_by = ${of.requestedBy} and ${sql.raw(row)}.pay_to_vendor_no = ${of.payToVendorNo}
      and ${sql.raw(row)}.document_type = ${of.documentType} and ${at} > now() - make_interval(days => ${of.days})
      and (${sql.raw(row)}.split_of_no = ${of.splitOfNo}) is not true`
  return sql`select other.no, other.posted, other.document_type, other.currency_code, other.posting_date, other.is_part,
      other.amount * rate.factor as amount, rate.factor
    from (
      ${drafts(sql`d.split_of_no = ${of.splitOfNo}`, true)}
      union all ${drafts(lately("d", sql`d.created_at`), false, latest(sql`d.created_at`))}
      union all ${posted(sql`p.split_of_no = ${of.splitOfNo}`, true)}
      union all ${posted(lately("p", sql`p.posted_at`), false, latest(sql`p.posted_at`))}) as other
    join ${company} c on c.id = other.company_id
    cross join lateral (select case when other.worth is not null then other.worth when other.currency_code = c.currency_code then 1 else (
      select x.relational_exchange_rate_amount / x.exchange_rate_amount from ${currencyExchangeRate} x
      where x.company_id = other.company_id and x.currency_code = other.currency_code
      order by x.starting_date <= other.posting_date desc, abs(x.starting_date - other.posting_date) limit 1) end as factor) as rate`
}
