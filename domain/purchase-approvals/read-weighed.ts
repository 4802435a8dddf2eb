import { sql } from "drizzle-orm"
import type { Tx } from "@/db/tenancy"
import type { Weighed } from "@/domain/approvals/limits"
import type { DraftRow } from "@/domain/approvals/signed"
import { readDocumentCurrency, toCompanyCurrency } from "@/domain/documents/document-currency"
import { refuse } from "@/domain/errors"
import { inOneOrder } from "@/domain/facts/one-order"
import { Decimal } from "@/domain/money/decimal"

/**
 * What a draft comes to including VAT in the company's currency, at the rate of its posting date, and what the same person asked of the
 * same vendor within the company's days for that, drafts and posted, as it may be one order in parts. What it was split into counts
 * whenever that was, and whatever the company's days are.
 *
 * @throws Refusal exchange_rate_missing; of another one's currency where that has no rate at all
 */
export async function readWeighed(tx: Tx, header: DraftRow, splitGuardDays: number): Promise<Weighed> {
  const { companyId, no, documentType, requestedBy, payToVendorNo, currencyCode, postingDate, splitOfNo } = header
  const rate = await readDocumentCurrency(tx, companyId, currencyCode, postingDate)
  if (rate.isRateMissing)
    throw refuse("exchange_rate_missing", { currency: currencyCode, date: postingDate }, "header.postingDate")
  const amount = toCompanyCurrency(new Decimal(header.amountIncludingVat).abs(), rate)
  if (splitGuardDays === 0 && splitOfNo === null) return { amount, others: [] }
  const others = await tx.execute<{ amount: string | null; currency: string; date: string }>(
    sql`select amount, currency_code as currency, posting_date::text as date from (${inOneOrder({
      companyId: sql`${companyId}::integer`,
      no: sql`${no}::text`,
      documentType: sql`${documentType}::text`,
      requestedBy: sql`${requestedBy}::integer`,
      payToVendorNo: sql`${payToVendorNo}::text`,
      splitOfNo: sql`${splitOfNo}::text`,
      days: sql`${splitGuardDays}::integer`,
    })}) as others`,
  )
  return {
    amount,
    others: others.map(({ amount: other, currency, date }) => {
      // What cannot be weighed is not nothing: it would let pass what it makes too much together.
      if (other === null) throw refuse("exchange_rate_missing", { currency, date })
      return new Decimal(other)
    }),
  }
}
