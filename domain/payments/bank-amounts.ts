/** What a payment comes to on the bank account, in the account's currency and in the company's. Pure. */
import { type DocumentCurrency, toCompanyCurrency } from "@/domain/documents/document-currency"
import type { Issue } from "@/domain/errors"
import { Decimal, round, ZERO } from "@/domain/money/decimal"
import type { ExchangeRate } from "@/domain/money/exchange-rate"

/** What the bank said, as decimal strings in the bank account's currency; absent or "": nothing. */
export type BankTerms = {
  /** What it gave or got for the payment's amount, without its charges. */
  bankAmount?: string
  /** So many units of the bank account's currency for one of the payment's: says the same. */
  bankRate?: string
  bankCharges?: string
  /** Account for the charges; absent or "": the bank account's. */
  bankChargesAccountNo?: string
}

type Paid = BankTerms & { amount: string }

export type BankAmounts = {
  /** Of the payment, > 0. */
  amount: Decimal
  amountLcy: Decimal
  /** On the bank account, without charges, > 0. */
  bankAmount: Decimal
  charges: Decimal
  chargesLcy: Decimal
  /** Whether the bank said what the payment came to. */
  isTyped: boolean
  /** At which the payment's entry is booked: the bank's own where it is typed. */
  rate: ExchangeRate
}

/**
 * Works out what a payment comes to. In the bank account's own currency it is the same; else what was typed, else at the
 * rates of the table, over the company's currency. A foreign payment is worth to the company what its bank account gave.
 *
 * @param currency of the payment, `bank` of the bank account, both at the rates of the posting date
 */
export function bankAmounts(payment: Paid, currency: DocumentCurrency, bank: DocumentCurrency): BankAmounts {
  const amount = new Decimal(payment.amount)
  const charges = new Decimal(payment.bankCharges || 0)
  const shared = { amount, charges, chargesLcy: toCompanyCurrency(charges, bank) }
  const typed = typedAmount(payment, bank)
  if (currency.code === bank.code || !typed) {
    const amountLcy = toCompanyCurrency(amount, currency)
    const bankAmount = currency.code === bank.code ? amount : fromCompanyCurrency(amountLcy, bank)
    return { ...shared, amountLcy, bankAmount, isTyped: false, rate: currency }
  }
  if (!currency.isForeign) return { ...shared, amountLcy: amount, bankAmount: typed, isTyped: true, rate: currency }
  const amountLcy = toCompanyCurrency(typed, bank)
  const rate = { exchangeRateAmount: amount, relationalExchangeRateAmount: amountLcy }
  return { ...shared, amountLcy, bankAmount: typed, isTyped: true, rate }
}

/**
 * The rate at which a payment will be booked, to measure by before it is; where what was typed allows none, the table's.
 *
 * @param bank null: there is no such bank account
 */
export function bookedRate(payment: Paid, currency: DocumentCurrency, bank: DocumentCurrency | null): ExchangeRate {
  const isClear = bank && new Decimal(payment.amount).gt(0) && bankTermsProblems(payment, currency, bank).length === 0
  return isClear ? bankAmounts(payment, currency, bank).rate : currency
}

function typedAmount({ amount, bankAmount, bankRate }: Paid, bank: DocumentCurrency): Decimal | null {
  if (bankAmount) return new Decimal(bankAmount)
  return bankRate ? round(new Decimal(amount).times(bankRate), bank.amountDecimals) : null
}

function fromCompanyCurrency(amountLcy: Decimal, bank: DocumentCurrency): Decimal {
  if (!bank.isForeign) return amountLcy
  return round(amountLcy.times(bank.exchangeRateAmount).div(bank.relationalExchangeRateAmount), bank.amountDecimals)
}

/** What is wrong with what the bank said, each reason beside its field. */
export function bankTermsProblems(payment: Paid, currency: DocumentCurrency, bank: DocumentCurrency): Issue[] {
  const { bankAmount, bankRate, bankCharges } = payment
  const problems = [
    ...(bank.isRateMissing
      ? [{ field: "bankAccountNo", code: "payment.bank_rate_missing", params: { currency: bank.code } }]
      : []),
    ...decimalsProblems("bankAmount", bankAmount, bank),
    ...decimalsProblems("bankCharges", bankCharges, bank),
    ...tooSmall("bankAmount", bankAmount, "payment.amount_not_positive"),
    ...tooSmall("bankRate", bankRate, "payment.bank_rate_not_positive"),
    ...(bankCharges && new Decimal(bankCharges).lt(0)
      ? [{ field: "bankCharges", code: "payment.bank_charges_negative" }]
      : []),
  ]
  const typed = typedAmount(payment, bank)
  return problems.length > 0 || !typed ? problems : typedProblems(payment, typed, currency, bank)
}

function tooSmall(field: string, typed: string | undefined, code: string): Issue[] {
  return typed && new Decimal(typed).lte(0) ? [{ field, code }] : []
}

/** Whether what was typed agrees with itself and the payment. */
function typedProblems(
  { amount, bankAmount, bankRate }: Paid,
  typed: Decimal,
  currency: DocumentCurrency,
  bank: DocumentCurrency,
): Issue[] {
  if (currency.code === bank.code && !typed.eq(amount)) {
    const field = bankAmount ? "bankAmount" : "bankRate"
    return [{ field, code: "payment.bank_amount_same_currency", params: { currency: bank.code } }]
  }
  if (bankAmount && bankRate && !round(new Decimal(amount).times(bankRate), bank.amountDecimals).eq(bankAmount)) {
    return [{ field: "bankRate", code: "payment.bank_rate_differs" }]
  }
  // So little that nothing is left of it.
  return typed.lte(ZERO) ? [{ field: "bankRate", code: "payment.bank_rate_not_positive" }] : []
}

function decimalsProblems(
  field: string,
  typed: string | undefined,
  { code: currency, amountDecimals }: DocumentCurrency,
): Issue[] {
  if (!typed || new Decimal(typed).decimalPlaces() <= amountDecimals) return []
  return [{ field, code: "payment.amount_decimals", params: { currency, decimals: amountDecimals } }]
}

/** The account for the bank's charges; null: there are none, or it is not set up. */
export function chargesAccount(
  { bankCharges, bankChargesAccountNo }: BankTerms,
  standard: string | null,
): string | null {
  if (!bankCharges || new Decimal(bankCharges).isZero()) return null
  return bankChargesAccountNo || standard
}
