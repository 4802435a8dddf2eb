/** What applying one vendor ledger entry to another does to both, in their currency and in the company's. Pure. */

import type { detailedEntryTypes } from "@/db/schema/ledger"
import { Decimal, round, sum, ZERO } from "@/domain/money/decimal"
import type { ExchangeRate } from "@/domain/money/exchange-rate"

/** `rate` null: made before rates were kept. */
export type Booked = { amount: Decimal; amountLcy: Decimal; rate: ExchangeRate | null }

/** What remains of a vendor ledger entry: negative where the vendor is owed it. */
export type Balance = {
  /** The entry as it was made. */
  booked: Booked
  /** Number of the entry; null: the one that the transaction itself makes. */
  entryNo: number | null
  payablesAccountNo: string
  remaining: Decimal
  remainingLcy: Decimal
}

/** A detailed vendor ledger entry to be, on the payables account of its entry. */
export type Detail = {
  entryNo: number | null
  /** The entry on the other side; undefined: an initial entry has none. */
  appliedEntryNo?: number | null
  entryType: (typeof detailedEntryTypes)[number]
  payablesAccountNo: string
  /** Of a reduction: the account that takes its other side; null: not set up. */
  accountNo?: string | null
  /** Of a reduction that is taken back: made before accounts were kept, so that what takes it back keeps none either. */
  isAccountNotKept?: boolean
  /** Why a difference was tolerated or written off. */
  reasonCode?: string | null
  amount: Decimal
  amountLcy: Decimal
}

/** What an entry is lessened by, without being applied, as by a payment discount: > 0, in the entries' currency. */
export type Reduction = {
  entryType: "payment_discount" | "payment_tolerance" | "write_off"
  accountNo: string | null
  reasonCode?: string | null
  amount: Decimal
}

/** What is taken off each side besides, and the entry whose rate it is worth. */
export type Reductions = { applying: readonly Reduction[]; applied: readonly Reduction[]; worth: Booked }

export type Settlement = { details: Detail[]; applying: Balance; applied: Balance }

/**
 * Applies a part of a payment or credit memo to what a vendor is owed. Each side gives up its share of what remains in
 * the company's currency, and all of it when it closes, so that an entry closes in both currencies at once; where the
 * shares differ the applied entry takes the difference: as a realized gain (positive) or loss (negative) where the two
 * were booked at different rates, else as a rounding (docs/decisions/0022-foreign-amounts-are-converted-by-account.md).
 *
 * @param applying remaining > 0
 * @param applied remaining < 0, of the same currency
 * @param amount > 0, at most what remains of either
 * @param lcyDecimals decimals of the company's currency
 * @param reductions lessen either entry besides
 * @returns the detailed entries, and what then remains of both
 */
export function settle(
  applying: Balance,
  applied: Balance,
  amount: Decimal,
  lcyDecimals: number,
  reductions: Reductions = { applying: [], applied: [], worth: applying.booked },
): Settlement {
  const lessen = (side: "applying" | "applied") => {
    const less = reductions[side].map(each => worthOf(each, reductions.worth, lcyDecimals))
    return { less, total: sum(less.map(each => each.amount)), totalLcy: sum(less.map(each => each.amountLcy)) }
  }
  const [over, under] = [lessen("applying"), lessen("applied")]
  const [left, settled] = [amount.plus(over.total), amount.plus(under.total)]
  const given = shareOf(applying, left, lcyDecimals)
  const taken = shareOf(applied, settled, lcyDecimals)
  const moved = given.minus(over.totalLcy)
  const giving = side(applying, applied)
  const taking = side(applied, applying)
  const details: Detail[] = [
    { ...giving, entryType: "application", amount: amount.neg(), amountLcy: moved.neg() },
    { ...taking, entryType: "application", amount, amountLcy: moved },
    ...over.less.map(each => ({ ...giving, ...each, amount: each.amount.neg(), amountLcy: each.amountLcy.neg() })),
    ...under.less.map(each => ({ ...taking, ...each })),
  ]
  // Paid less than was booked is a gain: the payables account is debited for the rest of what was booked.
  const difference = taken.neg().minus(moved).minus(under.totalLcy)
  if (!difference.isZero()) {
    const entryType = differenceType(difference, applying.booked, applied.booked, lcyDecimals)
    details.push({ ...taking, entryType, amount: ZERO, amountLcy: difference })
  }
  return {
    details,
    applying: {
      ...applying,
      remaining: applying.remaining.minus(left),
      remainingLcy: applying.remainingLcy.minus(given),
    },
    applied: {
      ...applied,
      remaining: applied.remaining.plus(settled),
      remainingLcy: applied.remainingLcy.minus(taken),
    },
  }
}

const side = (mine: Balance, other: Balance) => ({
  entryNo: mine.entryNo,
  appliedEntryNo: other.entryNo,
  payablesAccountNo: mine.payablesAccountNo,
})

function differenceType(difference: Decimal, a: Booked, b: Booked, lcyDecimals: number): Detail["entryType"] {
  if (isOneRate(a, b, lcyDecimals)) return "rounding"
  return difference.isPositive() ? "realized_gain" : "realized_loss"
}

/** Whether two entries were booked at one rate; where one does not say its rate, whether one can have given both. */
function isOneRate(a: Booked, b: Booked, lcyDecimals: number): boolean {
  if (a.rate && b.rate) {
    const { exchangeRateAmount: units, relationalExchangeRateAmount: worth } = a.rate
    return units.times(b.rate.relationalExchangeRateAmount).eq(b.rate.exchangeRateAmount.times(worth))
  }
  const halfUnit = new Decimal(10).pow(-lcyDecimals).div(2)
  const reaches = (low: Booked, high: Booked) => {
    const least = low.amountLcy.abs().minus(halfUnit).times(high.amount.abs())
    return least.lt(high.amountLcy.abs().plus(halfUnit).times(low.amount.abs()))
  }
  return reaches(a, b) && reaches(b, a)
}

/** The part of what remains in the company's currency that belongs to a part of what remains; signed as it is. */
function shareOf({ remaining, remainingLcy }: Balance, amount: Decimal, lcyDecimals: number): Decimal {
  if (remaining.abs().eq(amount)) return remainingLcy
  return round(remainingLcy.times(amount).div(remaining.abs()), lcyDecimals)
}

/** What is taken off, in the company's currency too, at the rate at which an entry was booked. */
function worthOf(reduction: Reduction, { amount, amountLcy, rate }: Booked, lcyDecimals: number) {
  const [units, worth] = rate ? [rate.exchangeRateAmount, rate.relationalExchangeRateAmount] : [amount, amountLcy]
  return { ...reduction, amountLcy: round(reduction.amount.times(worth).div(units), lcyDecimals) }
}

/** The detailed entry that a vendor ledger entry begins with. */
export function initialDetail({ payablesAccountNo, remaining, remainingLcy }: Balance): Detail {
  return {
    entryNo: null,
    entryType: "initial_entry",
    payablesAccountNo,
    amount: new Decimal(remaining),
    amountLcy: new Decimal(remainingLcy),
  }
}
