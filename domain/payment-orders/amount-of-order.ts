import { and, eq } from "drizzle-orm"
import { bankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { readDocumentCurrency } from "@/domain/documents/document-currency"
import { refuse } from "@/domain/errors"
import type { Decimal } from "@/domain/money/decimal"
import type { NewPayment } from "@/domain/payments/check-payment"
import { leavingAmount } from "@/domain/payments/needs-approval"

/**
 * What leaves the company with a payment, as `leavingAmount`, at the rates of its posting date.
 *
 * @throws Refusal exchange_rate_missing; payment.bank_account_missing where the account that pays is there no more
 */
export async function amountOfOrder(
  tx: Tx,
  companyId: number,
  payment: NewPayment,
): Promise<{ amount: Decimal; timeZone: string }> {
  const { bankAccountNo, postingDate: date } = payment
  const [own] = await tx
    .select({ currencyCode: bankAccount.currencyCode })
    .from(bankAccount)
    .where(and(eq(bankAccount.companyId, companyId), eq(bankAccount.no, bankAccountNo)))
  if (!own) throw refuse("payment.bank_account_missing", undefined, "bankAccountNo")
  const currency = await readDocumentCurrency(tx, companyId, payment.currency, date)
  const bank = await readDocumentCurrency(tx, companyId, own.currencyCode, date)
  const unrated = [currency, bank].find(({ isRateMissing }) => isRateMissing)
  if (unrated) throw refuse("exchange_rate_missing", { currency: unrated.code, date }, "postingDate")
  return { amount: leavingAmount(payment, currency, bank), timeZone: currency.timeZone }
}
