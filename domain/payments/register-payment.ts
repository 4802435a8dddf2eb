import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { onceByForm, sendingOf } from "@/domain/documents/form-once"
import { type Issue, Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { takeNumber } from "@/domain/numbering/take-number"
import type { DifferenceType } from "./application"
import { bankAmounts, chargesAccount } from "./bank-amounts"
import type { NewPayment } from "./check-payment"
import { composeGl } from "./compose-gl"
import { differenceTerms } from "./differences"
import { judgePayment } from "./judge-payment"
import { accountOf } from "./paid-to"
import type { VendorEntry } from "./read-entries"
import type { PaymentSetup } from "./read-payment-setup"
import { type Balance, initialDetail } from "./settle"
import { settleApplications } from "./settle-applications"
import { writeVendorTransaction } from "./write-vendor-transaction"

/**
 * Registers a payment to a vendor in one transaction, applied to entries of the vendor in part or whole: G/L, vendor
 * ledger entry, detailed entries of both sides, bank account ledger entry. What is not applied stays open on the payment.
 * Payment discount is taken where an application says so. Of two who pay one entry at once the second waits for the vendor's row and is
 * told that it is closed. From the company's amount on it is refused here: it is ordered, approved, and registered then.
 *
 * @returns its number, the same one for a form sent twice as it was
 * @throws Refusal with every reason beside its field; Forbidden
 */
export async function registerPayment(actor: Actor, payment: NewPayment): Promise<string> {
  authorise(actor, "purchase_invoice.post")
  return inCompany(actor.companyId, async tx => {
    const { formId } = payment
    if (!formId) return registerIn(tx, actor, payment)
    return onceByForm(tx, actor, sendingOf({ ...payment, formId }), () => registerIn(tx, actor, payment))
  })
}

/**
 * As registerPayment, in the caller's transaction, without its question for the right and as often as it is called.
 *
 * @param isApproved whether it was approved just as it is, which the caller has made sure of under its lock
 */
export async function registerIn(tx: Tx, actor: Actor, payment: NewPayment, isApproved = false): Promise<string> {
  const { companyId } = actor
  const { paid, entries, setup, problems } = await judgePayment(tx, actor, payment, isApproved)
  if (problems.length > 0) throw new Refusal(problems)
  const no = await write(tx, actor, payment, entries, setup)
  await recordEvent(tx, {
    companyId,
    actor,
    kind: payment.type === "refund" ? "payment.refunded" : "payment.registered",
    subjectType: "payment",
    subjectNo: no,
    data: {
      vendorName: paid.name,
      amount: toPlain(new Decimal(payment.amount)),
      currencyCode: payment.currency,
    },
  })
  return no
}

/**
 * Every reason why a payment cannot be registered now, each beside its field; none: it can. Writes nothing, and holds the
 * vendor until the transaction ends.
 *
 * @throws Refusal vendor_not_found
 */
export async function paymentProblems(tx: Tx, actor: Actor, payment: NewPayment): Promise<Issue[]> {
  return (await judgePayment(tx, actor, payment, false)).problems
}

async function write(
  tx: Tx,
  actor: Actor,
  payment: NewPayment,
  entries: ReadonlyMap<number, VendorEntry>,
  setup: PaymentSetup,
): Promise<string> {
  const { currency, bankAccount, bankCurrency, vendorPostingGroup } = setup
  if (!currency || !bankAccount || !bankCurrency || !vendorPostingGroup)
    throw new RangeError("a payment that was not checked")
  const type = payment.type ?? "payment"
  // A refund is a payment turned round: the vendor's entry is negative, and the bank account gets it.
  const sign = type === "refund" ? -1 : 1
  const bank = bankAmounts(payment, currency, bankCurrency)
  const [amount, amountLcy] = [bank.amount.times(sign), bank.amountLcy.times(sign)]
  // The payment belongs to the posting group that it settles; to the vendor's own when it settles nothing.
  const [first] = payment.applications
  const group = (first && groupOf(entries.get(first.vendorLedgerEntryNo))) ?? vendorPostingGroup
  const own: Balance = {
    entryNo: null,
    payablesAccountNo: group.payablesAccountNo,
    booked: { amount, amountLcy, rate: bank.rate },
    remaining: amount,
    remainingLcy: amountLcy,
  }
  const { lcyAmountDecimals } = currency
  const terms = {
    lcyDecimals: lcyAmountDecimals,
    documentVat: setup.documentVat,
    differences: (type: DifferenceType) => differenceTerms(setup.purchases, type),
  }
  const settled = settleApplications(own, payment.applications, entries, terms, { overpaid: payment.overpaid })
  const details = [initialDetail(own), ...settled.details]
  const chargesAccountNo = chargesAccount(payment, bankAccount.bankChargesAccountNo)
  const onBank = amountLcy.plus(bank.chargesLcy).neg()
  const others = [
    ...(chargesAccountNo === null ? [] : [{ glAccountNo: chargesAccountNo, amount: bank.chargesLcy }]),
    { glAccountNo: bankAccount.glAccountNo, amount: onBank },
  ]
  const no = await takeNumber(tx, actor.companyId, setup.purchases.paymentNos, payment.postingDate)
  await writeVendorTransaction(tx, actor, {
    header: {
      postingDate: payment.postingDate,
      documentType: type,
      documentNo: no,
      description: payment.description.trim(),
      externalDocumentNo: payment.externalDocumentNo ?? "",
      vendorNo: payment.vendorNo,
      currencyCode: payment.currency,
      setupVersion: setup.purchases.setupVersion,
    },
    entry: {
      documentType: type,
      vendorPostingGroup: group.code,
      amount,
      amountLcy,
      exchangeRateAmount: bank.rate.exchangeRateAmount,
      relationalExchangeRateAmount: bank.rate.relationalExchangeRateAmount,
    },
    details,
    vat: settled.vat,
    gl: composeGl(details, currency, others, settled.vat),
    bank: {
      bankAccountNo: bankAccount.no,
      currencyCode: bankAccount.currencyCode,
      amount: bank.bankAmount.times(sign).plus(bank.charges).neg(),
      amountLcy: onBank,
      amountTyped: bank.isTyped,
      charges: bank.charges,
      chargesLcy: bank.chargesLcy,
      chargesAccountNo,
      paymentMethodCode: setup.paidTo.method?.code ?? null,
      vendorBankAccountId: accountOf(payment, setup.paidTo)?.id ?? null,
    },
  })
  return no
}

function groupOf(entry: VendorEntry | undefined) {
  return entry && { code: entry.vendorPostingGroup, payablesAccountNo: entry.payablesAccountNo }
}
