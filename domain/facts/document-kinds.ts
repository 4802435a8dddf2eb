/** Facts of a document beside other documents: entered twice, part of a split, bought before. */
import { type SQL, sql } from "drizzle-orm"
import {
  approvalUser,
  approvalVendorLimit,
  postedPurchaseDocument,
  purchaseInvoice,
  purchaseRequest,
  purchaseRequestLine,
} from "@/db/schema"
import { type FactKind, factRow, plain } from "./fact-kind"
import { inOneOrder } from "./one-order"

/** Days within which an amount about the same looks like the same invoice, and how far it may differ. */
const [NEAR_DAYS, NEAR] = [14, "0.01"]
/** Of a vendor's documents of those days so many are looked at. */
const LOOKED_AT = 200

/** As vendorInvoiceKey has it (domain/posting): without case, signs and leading zeros. */
const keyOf = (
  number: SQL,
) => sql`regexp_replace(regexp_replace(upper(normalize(${number}, nfkc)), '(?<![0-9])0+(?=[0-9])', '', 'g'),
  '[^[:alnum:]]', '', 'g')`

const notCorrected = sql`p.corrects_no is null and not exists (select from ${postedPurchaseDocument} c
  where c.company_id = p.company_id and c.corrects_no = p.no)`

const placeOf = (posted: boolean, type: SQL) =>
  sql`case ${type} when 'invoice' then ${sql.raw(posted ? "'posted_purchase_invoice'" : "'purchase_invoice'")}
    else ${sql.raw(posted ? "'posted_purchase_credit_memo'" : "'purchase_credit_memo'")} end`

export const duplicateNumber: FactKind = {
  name: "duplicate_number",
  severity: "alarm",
  figures: { number: "text", other: "text" },
  link: ["posted_purchase_invoice", "posted_purchase_credit_memo", "purchase_invoice", "purchase_credit_memo"],
  query: sql`select distinct on (a.no) ${factRow({
    figures: { number: sql`other.vendor_invoice_no`, other: sql`other.no` },
    to: sql`other.place`,
    no: sql`other.no`,
  })}
    from asked a cross join lateral (
      select p.no, p.vendor_invoice_no, ${placeOf(true, sql`p.document_type`)} as place, 1 as rank
      from ${postedPurchaseDocument} p
      where p.company_id = a.company_id and p.pay_to_vendor_no = a.pay_to_vendor_no and p.document_type = a.document_type
        and p.vendor_invoice_key = ${keyOf(sql`a.vendor_invoice_no`)} and ${notCorrected}
      union all
      select d.no, d.vendor_invoice_no, ${placeOf(false, sql`d.document_type`)}, 2
      from ${purchaseInvoice} d
      where d.company_id = a.company_id and d.pay_to_vendor_no = a.pay_to_vendor_no and d.document_type = a.document_type
        and d.vendor_invoice_digits = a.vendor_invoice_digits and d.no <> a.no and d.vendor_invoice_no <> ''
        and ${keyOf(sql`d.vendor_invoice_no`)} = ${keyOf(sql`a.vendor_invoice_no`)}) as other
    where a.vendor_invoice_no <> '' and a.duplicate_reason = ''
    order by a.no, other.rank, other.no`,
}

/** The vendor's other invoices of some days around this one's, drafts and posted ones, in their own currency and that in the company's. */
const around = (days: SQL) => sql`(
  (select p.no, p.amount_including_vat as amount, p.currency_code, p.document_date,
    p.amount_including_vat * p.relational_exchange_rate_amount / p.exchange_rate_amount as amount_lcy, ${placeOf(true, sql`p.document_type`)} as place
  from ${postedPurchaseDocument} p
  where p.company_id = a.company_id and p.buy_from_vendor_no = a.buy_from_vendor_no and p.document_type = 'invoice'
    and p.posting_date between a.posting_date - ${days} and a.posting_date + ${days}
    and ${notCorrected} order by p.posting_date desc limit ${sql.raw(String(LOOKED_AT))})
  union all
  (select d.no, d.amount_including_vat, d.currency_code, d.document_date,
    case when d.currency_code = a.currency_code then d.amount_including_vat * a.factor end, ${placeOf(false, sql`d.document_type`)}
  from ${purchaseInvoice} d
  where d.company_id = a.company_id and d.buy_from_vendor_no = a.buy_from_vendor_no and d.document_type = 'invoice'
    and d.document_date between a.document_date - ${days} and a.document_date + ${days}
    and d.no <> a.no order by d.document_date desc limit ${sql.raw(String(LOOKED_AT))}))`

export const duplicateAmount: FactKind = {
  name: "duplicate_amount",
  severity: "warning",
  figures: { amount: "amount", other: "text", date: "date" },
  link: ["posted_purchase_invoice", "purchase_invoice"],
  query: sql`select distinct on (a.no) ${factRow({
    weight: sql`other.amount_lcy`,
    figures: { amount: plain(sql`other.amount_lcy`), other: sql`other.no`, date: sql`other.document_date` },
    to: sql`other.place`,
    no: sql`other.no`,
  })}
    from asked a cross join lateral ${around(sql.raw(String(NEAR_DAYS)))} as other
    where a.document_type = 'invoice' and other.currency_code = a.currency_code and a.amount_including_vat > 0
      and abs(other.amount - a.amount_including_vat) <= a.amount_including_vat * ${sql.raw(NEAR)}
    order by a.no, abs(other.amount - a.amount_including_vat), other.no`,
}

/** What limits see as one with the document. */
const others = sql`(select * from (${inOneOrder(
  {
    companyId: sql`a.company_id`,
    no: sql`a.no`,
    documentType: sql`a.document_type`,
    requestedBy: sql`a.requested_by`,
    payToVendorNo: sql`a.pay_to_vendor_no`,
    splitOfNo: sql`a.split_of_no`,
    days: sql`a.split_guard_days`,
  },
  { most: LOOKED_AT },
)}) as o where o.amount > 0)`

/**
 * With the others it is above a limit that each stays below (`suffices`, domain/approvals): the limit by which most come together. Without
 * limits, as the company does not approve by rules, whatever comes together.
 */
export const partOfSplit: FactKind = {
  name: "split",
  severity: "warning",
  figures: { count: "count", parts: "count", amount: "amount", days: "count", other: "text" },
  link: ["posted_purchase_invoice", "posted_purchase_credit_memo", "purchase_invoice", "purchase_credit_memo"],
  query: sql`select distinct on (a.no) ${factRow({
    weight: sql`split.amount`,
    figures: {
      count: sql`split.count`,
      parts: sql`split.parts`,
      amount: plain(sql`split.amount`),
      days: sql`a.split_guard_days`,
      other: sql`split.no`,
    },
    to: sql`split.place`,
    no: sql`split.no`,
  })}
    from (select a.*, abs(a.amount_including_vat) * a.factor as own_amount from asked a) as a
    cross join lateral (
      select u.approval_limit as up_to from ${approvalUser} u
        where u.company_id = a.company_id and a.approval = 'rules' and u.approval_limit >= a.own_amount
      union select u.approval_limit from ${approvalVendorLimit} u
        where u.company_id = a.company_id and u.vendor_no in (a.buy_from_vendor_no, a.pay_to_vendor_no) and a.approval = 'rules'
          and u.approval_limit >= a.own_amount
      union all select null where a.approval <> 'rules') as held
    cross join lateral (
      select count(*) + 1 as count, count(*) filter (where other.is_part) as parts, sum(other.amount) + a.own_amount as amount,
        (array_agg(other.no order by other.amount desc, other.no))[1] as no,
        (array_agg(other.place order by other.amount desc, other.no))[1] as place
      from (select o.*, case when o.posted then ${placeOf(true, sql`o.document_type`)} else ${placeOf(false, sql`o.document_type`)} end as place
        from ${others} as o) as other
      where held.up_to is null or other.amount <= held.up_to) as split
    where split.count > 1 and (held.up_to is null or split.amount > held.up_to)
    order by a.no, split.amount desc`,
}

const stands = sql`(r.state = 'queued' or (r.state = 'ready' and (
  exists (select from ${purchaseInvoice} d where d.company_id = r.company_id
    and (d.no = r.purchase_invoice_no or d.split_of_no = r.purchase_invoice_no))
  or exists (select from ${postedPurchaseDocument} p where p.company_id = r.company_id
    and (p.pre_assigned_no = r.purchase_invoice_no or p.split_of_no = r.purchase_invoice_no)
    and p.document_type = 'invoice' and ${notCorrected}))))`

/** As Create Purchase Invoice asks of a sale (domain/purchase-requests/bought-before.ts): what came of it still stands. */
export const boughtBefore: FactKind = {
  name: "bought_before",
  severity: "alarm",
  figures: { sale: "text", count: "count", by: "text", date: "date" },
  link: ["purchase_request"],
  query: sql`select distinct on (a.no) ${factRow({
    weight: sql`before.count`,
    figures: {
      sale: sql`a.sales_invoice_no`,
      count: sql`before.count`,
      by: sql`before.requested_by_name`,
      date: sql`(before.requested_at at time zone a.time_zone)::date`,
    },
    to: "purchase_request",
    no: sql`before.no`,
  })}
    from asked a cross join lateral (
      select r.no, r.requested_by_name, r.requested_at, count(*) as count
      from ${purchaseRequest} r
      join ${purchaseRequestLine} l on l.company_id = r.company_id and l.request_no = r.no
      join ${purchaseRequestLine} own on own.company_id = r.company_id and own.request_no = a.request_no
        and own.source_line_id = l.source_line_id and own.no = l.no
      where r.company_id = a.company_id and r.sales_invoice_no = a.sales_invoice_no and r.no <> a.request_no
        and l.type = 'item' and r.requested_at < a.requested_at and ${stands}
      group by r.no, r.requested_by_name, r.requested_at) as before
    order by a.no, before.requested_at desc, before.no`,
}
