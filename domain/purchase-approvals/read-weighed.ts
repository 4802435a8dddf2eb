import { sql } from "drizzle-orm"
import { company, currencyExchangeRate, postedPurchaseDocument, purchaseInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Weighed } from "@/domain/approvals/limits"
import type { DraftRow } from "@/domain/approvals/signed"
import { readDocumentCurrency, toCompanyCurrency } from "@/domain/documents/document-currency"
import { refuse } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"

/**
 * What a draft comes to including VAT in the company's currency, at the rate of its posting date, and what the same person asked of the
 * same vendor within the company's days for that, drafts and posted, as it may be one order in parts. What it was split into counts
 * whenever that was, and whatever the company's days are.
 *
 * @throws Refusal exchange_rate_missing
 */
export async function readWeighed(tx: Tx, header: DraftRow, splitGuardDays: number): Promise<Weighed> {
  const { companyId, no, documentType, requestedBy, payToVendorNo, currencyCode, postingDate, splitOfNo } = header
  const rate = await readDocumentCurrency(tx, companyId, currencyCode, postingDate)
  if (rate.isRateMissing)
    throw refuse("exchange_rate_missing", { currency: currencyCode, date: postingDate }, "header.postingDate")
  const amount = toCompanyCurrency(new Decimal(header.amountIncludingVat).abs(), rate)
  if (splitGuardDays === 0 && splitOfNo === null) return { amount, others: [] }
  const others = await tx.execute<{ amount: string }>(sql`
    select abs(d.amount_including_vat) * coalesce(rate.worth, case when d.currency_code = c.currency_code then 1 else 0 end) as amount
      from ${purchaseInvoice} d join ${company} c on c.id = d.company_id
      left join lateral (
        select r.relational_exchange_rate_amount / r.exchange_rate_amount as worth from ${currencyExchangeRate} r
        where r.company_id = d.company_id and r.currency_code = d.currency_code and d.currency_code <> c.currency_code
          and r.starting_date <= d.posting_date order by r.starting_date desc limit 1) rate on true
      where d.company_id = ${companyId} and d.no <> ${no} and (d.split_of_no = ${splitOfNo}
        or d.requested_by = ${requestedBy} and d.pay_to_vendor_no = ${payToVendorNo}
          and d.document_type = ${documentType} and d.created_at > now() - make_interval(days => ${splitGuardDays}))
    union all
    select abs(p.amount_including_vat) * p.relational_exchange_rate_amount / p.exchange_rate_amount
      from ${postedPurchaseDocument} p
      where p.company_id = ${companyId} and p.corrects_no is null and (p.split_of_no = ${splitOfNo}
        or p.requested_by = ${requestedBy} and p.pay_to_vendor_no = ${payToVendorNo}
          and p.document_type = ${documentType} and p.posted_at > now() - make_interval(days => ${splitGuardDays}))
        and not exists (select from ${postedPurchaseDocument} k where k.company_id = p.company_id and k.corrects_no = p.no)`)
  return { amount, others: others.map(other => new Decimal(other.amount)) }
}
