import { sql } from "drizzle-orm"
import type { Tx } from "@/db/tenancy"
import type { Bearing } from "@/domain/approvals/limits"
import type { DraftRow } from "@/domain/approvals/signed"
import type { AccountFilter } from "@/domain/books/totaling"
import { readDocumentCurrency, toCompanyCurrency } from "@/domain/documents/document-currency"
import { refuse } from "@/domain/errors"
import { inOneOrder } from "@/domain/facts/one-order"
import { Decimal } from "@/domain/money/decimal"
import { readParts, type WeighedDocument } from "./read-parts"

/**
 * What a draft comes to including VAT in the company's currency, at the rate of its posting date, and what the same person asked of the
 * same vendor within the company's days for that, drafts and posted, as it may be one order in parts. What it was split into counts
 * whenever that was, and whatever the company's days are.
 *
 * @param limited accounts that somebody has a limit for
 * @throws Refusal exchange_rate_missing; of another one's currency where that has no rate at all
 */
export async function readWeighed(
  tx: Tx,
  header: DraftRow,
  splitGuardDays: number,
  limited: ReadonlyMap<string, AccountFilter>,
): Promise<Omit<Bearing, "vendorNos">> {
  const { companyId, no, documentType, requestedBy, payToVendorNo, currencyCode, postingDate, splitOfNo } = header
  const rate = await readDocumentCurrency(tx, companyId, currencyCode, postingDate)
  if (rate.isRateMissing)
    throw refuse("exchange_rate_missing", { currency: currencyCode, date: postingDate }, "header.postingDate")
  const amount = toCompanyCurrency(new Decimal(header.amountIncludingVat).abs(), rate)
  const factor = rate.isForeign ? rate.relationalExchangeRateAmount.div(rate.exchangeRateAmount) : new Decimal(1)
  const draft: WeighedDocument = { no, posted: false, factor }
  if (splitGuardDays === 0 && splitOfNo === null)
    return { amount, others: [], parts: await readParts(tx, companyId, draft, [], limited) }
  const rows = await tx.execute<{
    no: string
    posted: boolean
    amount: string | null
    factor: string
    currency: string
    date: string
  }>(
    sql`select no, posted, amount, factor, currency_code as currency, posting_date::text as date from (${inOneOrder({
      companyId: sql`${companyId}::integer`,
      no: sql`${no}::text`,
      documentType: sql`${documentType}::text`,
      requestedBy: sql`${requestedBy}::integer`,
      payToVendorNo: sql`${payToVendorNo}::text`,
      splitOfNo: sql`${splitOfNo}::text`,
      days: sql`${splitGuardDays}::integer`,
    })}) as others`,
  )
  const others = rows.map(({ amount: other, currency, date }) => {
    // What cannot be weighed is not nothing: it would let pass what it makes too much together.
    if (other === null) throw refuse("exchange_rate_missing", { currency, date })
    return new Decimal(other)
  })
  const weighable = rows.map(({ factor, ...row }): WeighedDocument => ({ ...row, factor: new Decimal(factor) }))
  return { amount, others, parts: await readParts(tx, companyId, draft, weighable, limited) }
}
