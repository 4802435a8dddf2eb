import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { Decimal, withDecimals } from "@/domain/money/decimal"
import { bankTermsProblems } from "./bank-amounts"
import { checkPayment, type NewPayment } from "./check-payment"
import { leavingAmount, NEEDS_APPROVAL, needsApproval, weighPayment } from "./needs-approval"
import { readEntries } from "./read-entries"
import { lockVendor, type PaymentSetup, readPaymentSetup } from "./read-payment-setup"

/**
 * All that registering a payment rests on, and every reason why it cannot be registered now. Holds the vendor until the transaction ends.
 *
 * @param isApproved whether it was approved already, where it has to be
 * @throws Refusal vendor_not_found
 */
export async function judgePayment(tx: Tx, actor: Actor, payment: NewPayment, isApproved: boolean) {
  const { companyId } = actor
  const paid = await lockVendor(tx, companyId, payment.vendorNo)
  if (!paid) throw refuse("vendor_not_found", { no: payment.vendorNo }, "vendorNo")
  const entries = await readEntries(
    tx,
    companyId,
    payment.applications.map(({ vendorLedgerEntryNo }) => vendorLedgerEntryNo),
  )
  const setup = await readPaymentSetup(tx, actor, payment, paid, entries)
  const problems = checkPayment(payment, paid, entries, setup)
  if (!isApproved && (await isToBeApproved(tx, actor, payment, setup))) {
    const { companyCurrencyCode: currency, lcyAmountDecimals } = setup.currency!
    const from = withDecimals(new Decimal(setup.purchases.paymentApprovalFrom!), lcyAmountDecimals)
    problems.push({ field: "amount", code: NEEDS_APPROVAL, params: { from, currency } })
  }
  return { paid, entries, setup, problems }
}

/** What cannot be reckoned for want of a currency or a rate is not: the other problems stop that. */
async function isToBeApproved(tx: Tx, actor: Actor, payment: NewPayment, setup: PaymentSetup): Promise<boolean> {
  const { currency, bankCurrency, purchases } = setup
  const { paymentApprovalFrom: from, splitGuardDays } = purchases
  if (from === null || !currency || !bankCurrency) return false
  if (currency.isRateMissing || bankTermsProblems(payment, currency, bankCurrency).length > 0) return false
  const amount = leavingAmount(payment, currency, bankCurrency)
  return needsApproval(from, await weighPayment(tx, actor, payment, amount, splitGuardDays))
}
