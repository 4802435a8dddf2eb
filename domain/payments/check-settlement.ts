/** Every reason why entries of a vendor cannot be settled, all at once. Pure. */
import type { Issue } from "@/domain/errors"
import { Decimal, round, withDecimals } from "@/domain/money/decimal"
import type { ExchangeRate } from "@/domain/money/exchange-rate"
import type { Accounts } from "@/domain/posting/accounts"
import { mayPostOn } from "@/domain/posting/posting-dates"
import { type Application, applicationField, type DifferenceType, type Reason } from "./application"
import { type DifferenceTerms, differenceReasons } from "./differences"
import { discountReasons, ownDiscountReasons, type Paid } from "./payment-discount"
import type { VendorEntry } from "./read-entries"
import type { VendorSetup } from "./read-payment-setup"
import { restOf } from "./settle-applications"

/** What is applied: who it belongs to, its currency, the day of the application, and when it was paid (a credit memo is not). */
type Applying = {
  vendorNo: string
  currency: string
  postingDate: string
  amountDecimals: number
  paid: Paid | null
  /** The credit memo that is applied, whose own payment discount a refund may take. */
  memo?: { entry: VendorEntry; graceDays: number; total: Decimal; isRefundAlone: boolean }
  /** Whether it is paid back: then what was paid or credited is settled. */
  isRefund?: boolean
  rate: ExchangeRate
  lcyDecimals: number
  differences: (type: DifferenceType) => DifferenceTerms
}

/** The posting date, by the rule that posting a document follows. */
export function dateProblems(date: string, setup: VendorSetup): Issue[] {
  if (mayPostOn(date, setup)) return []
  const { allowPostingFrom: from, allowPostingTo: to } = setup.userRange ?? setup.purchases
  const range = from === null ? "to" : to === null ? "from" : "both"
  const params = { date, from: from ?? "", to: to ?? "", range }
  return [{ field: "postingDate", code: "posting_date_not_allowed", params }]
}

/**
 * What is wrong with applying a payment or credit memo to these entries, each reason beside its entry.
 *
 * @param entries as they are now, by number
 */
export function applicationProblems(
  applications: readonly Application[],
  entries: ReadonlyMap<number, VendorEntry>,
  applying: Applying,
): Issue[] {
  const seen = new Set<number>()
  return applications.flatMap((application): Issue[] => {
    const { vendorLedgerEntryNo: no } = application
    const field = applicationField(no)
    const entry = entries.get(no)
    // A number of nobody's and one of another vendor's are answered alike.
    if (!entry || entry.vendorNo !== applying.vendorNo)
      return [{ field, code: "payment.entry_not_found", params: { no } }]
    const reasons: Reason[] = seen.has(no) ? [{ code: "entry_twice" }] : entryReasons(entry, application, applying)
    seen.add(no)
    const params = {
      document: entry.documentNo,
      remaining: withDecimals(new Decimal(entry.remaining).abs(), applying.amountDecimals),
    }
    return reasons.map(({ code, more }) => ({ field, code: `payment.${code}`, params: { ...params, ...more } }))
  })
}

/** What is wrong with the entry itself; where nothing is, with the amount and the day. */
function entryReasons(entry: VendorEntry, application: Application, applying: Applying): Reason[] {
  const [remaining, amount] = [new Decimal(entry.remaining), new Decimal(application.amount)]
  if (entry.currencyCode !== applying.currency) {
    return [{ code: "entry_currency", more: { currency: entry.currencyCode } }]
  }
  if (remaining.isZero()) return [{ code: "entry_closed" }]
  if (remaining.isPositive() !== Boolean(applying.isRefund)) {
    return [{ code: applying.isRefund ? "entry_not_paid" : "entry_not_owed" }]
  }
  const reasons: Reason[] = []
  if (amount.lte(0)) reasons.push({ code: "application_not_positive" })
  else if (amount.gt(remaining.abs())) reasons.push({ code: "more_than_remaining" })
  else {
    if (application.takesDiscount) reasons.push(...takenReasons(entry, amount, applying))
    if (application.difference) reasons.push(...restReasons(entry, application, application.difference, applying))
  }
  if (amount.decimalPlaces() > applying.amountDecimals) {
    reasons.push({ code: "application_decimals", more: { decimals: applying.amountDecimals } })
  }
  if (applying.postingDate < entry.postingDate) reasons.push({ code: "entry_later", more: { date: entry.postingDate } })
  return reasons
}

function takenReasons(entry: VendorEntry, amount: Decimal, { paid, memo, amountDecimals }: Applying): Reason[] {
  if (memo && entry.documentType === "refund")
    return ownDiscountReasons(memo.entry, entry, memo, memo.graceDays, amountDecimals)
  return paid ? discountReasons(entry, amount, paid, amountDecimals) : [{ code: "discount_unpaid" }]
}

function restReasons(entry: VendorEntry, application: Application, type: DifferenceType, applying: Applying): Reason[] {
  const [rest, { rate, lcyDecimals }] = [restOf(entry, application), applying]
  if (rest.lte(0)) return []
  const difference = {
    amount: rest,
    amountLcy: round(rest.times(rate.relationalExchangeRateAmount).div(rate.exchangeRateAmount), lcyDecimals),
    total: new Decimal(entry.amount),
    decimals: applying.amountDecimals,
    lcyDecimals,
  }
  return differenceReasons(difference, type, applying.differences(type))
}

/** G/L accounts that cannot be posted to, or are not set up where they are needed. */
export function settlementAccountProblems(
  accounts: Accounts,
  needed: readonly { no: string | null; field?: string; currency?: string }[],
): Issue[] {
  const problems = needed.flatMap(({ no, field, currency = "" }): Issue[] => {
    if (no === null) return [{ field, code: "payment.exchange_accounts_missing", params: { currency } }]
    const account = accounts.get(no)
    if (account && account.accountType === "posting" && !account.blocked) return []
    return [{ field, code: "payment.account_unusable", params: { no, name: account?.name ?? "" } }]
  })
  return [...new Map(problems.map(problem => [JSON.stringify(problem), problem])).values()]
}
