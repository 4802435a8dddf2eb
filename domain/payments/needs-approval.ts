/** Which payments are approved before they are registered: those from the company's amount on, however they are split. */
import { sql } from "drizzle-orm"
import { ledgerTransaction, paymentOrder, vendorLedgerEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { Weighed } from "@/domain/approvals/limits"
import { type DocumentCurrency, toCompanyCurrency } from "@/domain/documents/document-currency"
import { Decimal, sum, ZERO } from "@/domain/money/decimal"
import type { PaymentType } from "./application"
import { type BankTerms, bankAmounts } from "./bank-amounts"

/** Code of the issue of a payment that is to be approved first. */
export const NEEDS_APPROVAL = "payment.needs_approval"

type Paid = BankTerms & { amount: string; type?: PaymentType; vendorNo: string }

/**
 * What leaves the company with a payment at most, in its own currency, with the bank's charges: by the table of rates, by what the bank is
 * said to have given, whichever is more, or a rate that was typed would make it small. With a refund, what its charges take beyond it.
 */
export function leavingAmount(payment: Paid, currency: DocumentCurrency, bank: DocumentCurrency): Decimal {
  const { amountLcy, bankAmount, chargesLcy } = bankAmounts(payment, currency, bank)
  if (payment.type === "refund") return Decimal.max(chargesLcy.minus(amountLcy), ZERO)
  const byTable = toCompanyCurrency(new Decimal(payment.amount), currency)
  return Decimal.max(byTable, amountLcy, toCompanyCurrency(bankAmount, bank)).plus(chargesLcy)
}

/**
 * What a payment comes to, and what the same person paid the same vendor lately, or ordered to be paid, as it may be one payment in parts.
 *
 * @param who who pays
 * @param orderId of the order that it is, which is no other; null: it is none
 */
export async function weighPayment(
  tx: Tx,
  { companyId, userId }: Pick<Actor, "companyId" | "userId">,
  { vendorNo }: Pick<Paid, "vendorNo">,
  amount: Decimal,
  days: number,
  orderId: number | null = null,
): Promise<Weighed> {
  if (days === 0) return { amount, others: [] }
  const since = sql`now() - make_interval(days => ${days})`
  const others = await tx.execute<{ amount: string }>(sql`
    select abs(e.amount_lcy) as amount from ${ledgerTransaction} t
      join ${vendorLedgerEntry} e on e.company_id = t.company_id and e.transaction_no = t.no
      where t.company_id = ${companyId} and e.vendor_no = ${vendorNo} and e.document_type = 'payment'
        and t.posted_by = ${userId} and t.posted_at > ${since} and t.reverses_no is null
        and not exists (select from ${ledgerTransaction} r where r.company_id = t.company_id and r.reverses_no = t.no)
    union all
    select o.amount_lcy from ${paymentOrder} o
      where o.company_id = ${companyId} and o.vendor_no = ${vendorNo} and o.requested_by = ${userId}
        and o.ended_at is null and o.created_at > ${since} and o.id is distinct from ${orderId}::bigint`)
  return { amount, others: others.map(other => new Decimal(other.amount)) }
}

/**
 * Whether a payment is to be approved first: it comes to the company's amount, alone or with all that each stay below it. Pure.
 *
 * @param from the company's amount; null: none ever is
 */
export function needsApproval(from: string | null, { amount, others }: Weighed): boolean {
  if (from === null || amount.lte(ZERO)) return false
  const split = others.filter(other => other.gt(ZERO) && other.lt(from))
  return sum([amount, ...split]).gte(from)
}
