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
  amount: Decimal
  amountLcy: Decimal
}

/** What is owed less, without being paid, as by a payment discount: > 0, in the entries' currency. */
export type Reduction = { entryType: "payment_discount"; accountNo: string | null; amount: Decimal }

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
 * @param reductions lessen the applied entry besides; they are worth what the applying one is
 * @returns the detailed entries, and what then remains of both
 */
export function settle(
  applying: Balance,
  applied: Balance,
  amount: Decimal,
  lcyDecimals: number,
  reductions: readonly Reduction[] = [],
): Settlement {
  const settled = amount.plus(sum(reductions.map(reduction => reduction.amount)))
  const given = shareOf(applying, amount, lcyDecimals)
  const taken = shareOf(applied, settled, lcyDecimals)
  const [applyingNo, appliedNo] = [applying.entryNo, applied.entryNo]
  const details: Detail[] = [
    {
      entryNo: applyingNo,
      appliedEntryNo: appliedNo,
      entryType: "application",
      payablesAccountNo: applying.payablesAccountNo,
      amount: amount.neg(),
      amountLcy: given.neg(),
    },
    {
      entryNo: appliedNo,
      appliedEntryNo: applyingNo,
      entryType: "application",
      payablesAccountNo: applied.payablesAccountNo,
      amount,
      amountLcy: given,
    },
  ]
  const reduced = reductions.map(
    (reduction): Detail => ({
      ...reduction,
      entryNo: appliedNo,
      appliedEntryNo: applyingNo,
      payablesAccountNo: applied.payablesAccountNo,
      amountLcy: worthOf(applying.booked, reduction.amount, lcyDecimals),
    }),
  )
  details.push(...reduced)
  // Paid less than was booked is a gain: the payables account is debited for the rest of what was booked.
  const difference = taken
    .neg()
    .minus(given)
    .minus(sum(reduced.map(({ amountLcy }) => amountLcy)))
  if (!difference.isZero()) {
    details.push({
      entryNo: appliedNo,
      appliedEntryNo: applyingNo,
      entryType: differenceType(difference, applying.booked, applied.booked, lcyDecimals),
      payablesAccountNo: applied.payablesAccountNo,
      amount: ZERO,
      amountLcy: difference,
    })
  }
  return {
    details,
    applying: {
      ...applying,
      remaining: applying.remaining.minus(amount),
      remainingLcy: applying.remainingLcy.minus(given),
    },
    applied: {
      ...applied,
      remaining: applied.remaining.plus(settled),
      remainingLcy: applied.remainingLcy.minus(taken),
    },
  }
}

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

/** An amount in the company's currency, at the rate at which an entry was booked. */
function worthOf({ amount: booked, amountLcy, rate }: Booked, amount: Decimal, lcyDecimals: number): Decimal {
  const [units, worth] = rate ? [rate.exchangeRateAmount, rate.relationalExchangeRateAmount] : [booked, amountLcy]
  return round(amount.times(worth).div(units), lcyDecimals)
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
