import type { vendor } from "@/db/schema"
import type { IsoDate } from "@/domain/dates/date"
import type { Issue } from "@/domain/errors"
import { Decimal, ONE, round, sum, withDecimals } from "@/domain/money/decimal"
import type { ExchangeRate } from "@/domain/money/exchange-rate"
import type { Application, DifferenceType, PaymentType } from "./application"
import { type BankTerms, bankTermsProblems, bookedRate, chargesAccount } from "./bank-amounts"
import { applicationProblems, dateProblems, settlementAccountProblems } from "./check-settlement"
import { differenceReasons, differenceTerms } from "./differences"
import { type PaidTo, paidToProblems } from "./paid-to"
import type { VendorEntry } from "./read-entries"
import type { PaymentSetup } from "./read-payment-setup"
import { differenceAccounts, discountAccounts } from "./reduction-accounts"

/** A payment to a vendor, or a refund from it. Amounts are decimal strings in its currency. */
export type NewPayment = {
  /** Id the page made: sent twice with the same content, it makes one payment. */
  formId?: string
  /** Default payment; a refund pays back what remains of payments and credit memos. */
  type?: PaymentType
  vendorNo: string
  bankAccountNo: string
  postingDate: IsoDate
  currency: string
  amount: string
  description: string
  /** Of the order to the bank, the statement, the remittance …; default none. */
  externalDocumentNo?: string
  /** What it settles; the rest stays open on the payment (on account). */
  applications: readonly Application[]
  /** How what is paid beyond the applications is closed; absent: it stays open. */
  overpaid?: DifferenceType
} & PaidTo &
  BankTerms

/** Characters of a payment's description. */
export const MAX_PAYMENT_DESCRIPTION_LENGTH = 100

/** Every reason why a payment cannot be registered, each beside its field. None: it can. Pure. */
export function checkPayment(
  payment: NewPayment,
  paid: typeof vendor.$inferSelect,
  entries: ReadonlyMap<number, VendorEntry>,
  setup: PaymentSetup,
): Issue[] {
  return [
    ...vendorProblems(payment, paid, setup),
    ...bankProblems(payment, setup),
    ...paidToProblems(payment, paid, setup.paidTo),
    ...dateProblems(payment.postingDate, setup),
    ...currencyProblems(payment, setup),
    ...amountProblems(payment, setup),
    ...(payment.description.length > MAX_PAYMENT_DESCRIPTION_LENGTH
      ? [{ field: "description", code: "too_long", params: { maximum: MAX_PAYMENT_DESCRIPTION_LENGTH } }]
      : []),
    ...applicationProblems(payment.applications, entries, {
      ...payment,
      amountDecimals: setup.currency?.amountDecimals ?? 0,
      isRefund: payment.type === "refund",
      paid: { paidOn: payment.postingDate, graceDays: setup.purchases.paymentDiscountGraceDays },
      rate: rateOf(payment, setup),
      lcyDecimals: setup.currency?.lcyAmountDecimals ?? 0,
      differences: type => differenceTerms(setup.purchases, type),
    }),
    ...overpaidProblems(payment, setup),
    ...settlementAccountProblems(setup.accounts, differenceAccounts(payment, setup.purchases)),
    ...settlementAccountProblems(setup.accounts, discountAccounts(payment.applications, entries, setup.documentVat)),
    ...payablesProblems(paid, entries, setup),
  ]
}

function vendorProblems({ type }: NewPayment, paid: typeof vendor.$inferSelect, setup: PaymentSetup): Issue[] {
  const params = { vendor: paid.name, no: paid.no }
  const field = "vendorNo"
  const problems: Issue[] = []
  // Who may not be paid may pay back.
  const isBlocked = paid.blocked === "all" || (paid.blocked === "payment" && type !== "refund")
  // That is why it is blocked for all.
  if (paid.privacyBlocked) problems.push({ field, code: "vendor_privacy_blocked", params })
  else if (isBlocked) problems.push({ field, code: `payment.vendor_blocked_${paid.blocked}`, params })
  // What came back is safe, whoever it came from.
  const isUnproven = paid.unproven && setup.purchases.unprovenVendors !== "none" && type !== "refund"
  if (isUnproven) problems.push({ field, code: "vendor_unproven", params })
  if (!setup.vendorPostingGroup) problems.push({ field, code: "vendor_posting_group_missing", params })
  return problems
}

function bankProblems(payment: NewPayment, setup: PaymentSetup): Issue[] {
  const { bankAccount: bank } = setup
  const field = "bankAccountNo"
  if (!bank) return [{ field, code: "payment.bank_account_missing" }]
  const params = { no: payment.bankAccountNo, name: bank.name, currency: bank.currencyCode }
  if (bank.blocked) return [{ field, code: "payment.bank_account_blocked", params }]
  const problems = settlementAccountProblems(setup.accounts, [{ no: bank.glAccountNo, field }])
  if (setup.currency && setup.bankCurrency) {
    problems.push(...bankTermsProblems(payment, setup.currency, setup.bankCurrency))
  }
  return [...problems, ...chargesProblems(payment, setup)]
}

function chargesProblems(payment: NewPayment, { bankAccount, accounts }: PaymentSetup): Issue[] {
  if (!payment.bankCharges || new Decimal(payment.bankCharges).lte(0)) return []
  const no = chargesAccount(payment, bankAccount?.bankChargesAccountNo ?? null)
  const field = payment.bankChargesAccountNo ? "bankChargesAccountNo" : "bankCharges"
  if (no === null) return [{ field, code: "payment.bank_charges_account_missing" }]
  // Where only a ledger's own entries belong, charges do not.
  if (accounts.get(no)?.directPosting === false)
    return [{ field, code: "payment.bank_charges_account_control", params: { no } }]
  return settlementAccountProblems(accounts, [{ no, field }])
}

function currencyProblems(payment: NewPayment, { currency, accounts }: PaymentSetup): Issue[] {
  const params = { currency: payment.currency, date: payment.postingDate }
  if (!currency) return [{ field: "currency", code: "payment.currency_unknown", params }]
  if (!currency.isForeign) return []
  if (currency.isRateMissing) return [{ field: "postingDate", code: "exchange_rate_missing", params }]
  if (payment.applications.length === 0) return []
  return settlementAccountProblems(
    accounts,
    [currency.realizedGainsAccountNo, currency.realizedLossesAccountNo, currency.roundingAccountNo].map(no => ({
      no,
      currency: payment.currency,
    })),
  )
}

function amountProblems({ amount: typed, applications }: NewPayment, { currency }: PaymentSetup): Issue[] {
  const field = "amount"
  const amount = new Decimal(typed)
  const problems: Issue[] = []
  if (amount.lte(0)) problems.push({ field, code: "payment.amount_not_positive" })
  if (currency && amount.decimalPlaces() > currency.amountDecimals) {
    const params = { currency: currency.code, decimals: currency.amountDecimals }
    problems.push({ field, code: "payment.amount_decimals", params })
  }
  const applied = sum(applications.map(application => new Decimal(application.amount)))
  if (amount.gt(0) && applied.gt(amount)) {
    const decimals = currency?.amountDecimals ?? 0
    const params = { applied: withDecimals(applied, decimals), amount: withDecimals(amount, decimals) }
    problems.push({ field, code: "payment.applied_more_than_amount", params })
  }
  return problems
}

/** Differences are measured at the rate at which they are booked. */
function rateOf(payment: NewPayment, { currency, bankCurrency }: PaymentSetup): ExchangeRate {
  if (!currency) return { exchangeRateAmount: ONE, relationalExchangeRateAmount: ONE }
  return bookedRate(payment, currency, bankCurrency)
}

/** What is paid beyond the applications, where it is not to stay open. */
function overpaidProblems(payment: NewPayment, setup: PaymentSetup): Issue[] {
  const { currency, purchases } = setup
  const { overpaid: type, applications } = payment
  const applied = sum(applications.map(({ amount }) => new Decimal(amount)))
  const rest = new Decimal(payment.amount).minus(applied)
  if (!type || !currency || rest.lte(0)) return []
  const field = "overpaid"
  if (applications.length === 0) return [{ field, code: "payment.overpaid_nothing" }]
  const { amountDecimals: decimals, lcyAmountDecimals: lcyDecimals } = currency
  const rate = rateOf(payment, setup)
  const difference = {
    amount: rest,
    amountLcy: round(rest.times(rate.relationalExchangeRateAmount).div(rate.exchangeRateAmount), lcyDecimals),
    total: new Decimal(payment.amount),
    decimals,
    lcyDecimals,
  }
  return differenceReasons(difference, type, differenceTerms(purchases, type)).map(({ code, more }) => ({
    field,
    code: `payment.overpaid_${code}`,
    params: { ...more },
  }))
}

function payablesProblems(
  paid: typeof vendor.$inferSelect,
  entries: ReadonlyMap<number, VendorEntry>,
  { vendorPostingGroup, accounts }: PaymentSetup,
): Issue[] {
  const used = [...entries.values()].filter(({ vendorNo }) => vendorNo === paid.no)
  const nos = used.map(({ payablesAccountNo }) => payablesAccountNo)
  if (nos.length === 0 && vendorPostingGroup) nos.push(vendorPostingGroup.payablesAccountNo)
  return settlementAccountProblems(
    accounts,
    [...new Set(nos)].map(no => ({ no, field: "vendorNo" })),
  )
}
