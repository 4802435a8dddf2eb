/** The G/L entries of a transaction on vendors: its detailed entries decide what the payables accounts get. Pure. */
import { type Decimal, ZERO } from "@/domain/money/decimal"
import type { ComposedGlEntry } from "@/domain/posting/compose-posting"
import type { DiscountVat } from "./lessened-vat"
import type { Detail } from "./settle"

/** Accounts of the currency that differences go to; null: not set up, and not needed. */
export type ExchangeAccounts = {
  realizedGainsAccountNo: string | null
  realizedLossesAccountNo: string | null
  roundingAccountNo: string | null
}

export type GlLine = Pick<ComposedGlEntry, "glAccountNo" | "amount">

/**
 * One line for each payables account with the sum of its detailed entries, the other sides of realized gains, losses and
 * roundings and reductions, the VAT that a payment discount lessens, and `others`, e.g. the bank.
 *
 * @returns lines that sum to zero when the details and `others` do with what is realized. Never none: where an
 *   application moves nothing between accounts it is written as a debit and a credit of the payables account, because a
 *   ledger transaction has entries.
 */
export function composeGl(
  details: readonly Detail[],
  accounts: ExchangeAccounts,
  others: readonly GlLine[] = [],
  vat: readonly DiscountVat[] = [],
): GlLine[] {
  const payables = new Map<string, Decimal>()
  const realized = new Map<string, Decimal>()
  const add = (to: Map<string, Decimal>, no: string, amount: Decimal) => to.set(no, (to.get(no) ?? ZERO).plus(amount))
  for (const { entryType, payablesAccountNo, accountNo, amountLcy } of details) {
    add(payables, payablesAccountNo, amountLcy)
    const account = accountNo ?? exchangeAccount(entryType, accounts)
    if (account !== null) add(realized, account, amountLcy.neg())
  }
  // A discount or tolerance is booked whole on its account, and what of it is VAT taken off there again.
  for (const { amount, nonDeductibleAmount, reductionAccountNo, ...kind } of vat) {
    const isReverseCharge = kind.vatCalculationType === "reverse_charge"
    const whole = amount.plus(nonDeductibleAmount)
    const sides: [string | null, Decimal][] = [
      [kind.purchaseVatAccountNo, amount],
      [kind.nonDedVatAccountNo ?? reductionAccountNo, nonDeductibleAmount],
      [isReverseCharge ? kind.reverseChargeVatAccountNo : reductionAccountNo, whole.neg()],
    ]
    for (const [no, side] of sides) if (!side.isZero()) add(realized, set(no), side)
  }
  const lines = [...payables, ...realized].map(([glAccountNo, amount]) => ({ glAccountNo, amount }))
  const moved = [...lines, ...others].filter(({ amount }) => !amount.isZero())
  return moved.length > 0 ? moved : bothWays(details)
}

const accountNames = {
  realized_gain: "realizedGainsAccountNo",
  realized_loss: "realizedLossesAccountNo",
  rounding: "roundingAccountNo",
} as const

/** The account that takes the other side of a detailed entry; null: it has none. @throws RangeError: not set up */
function exchangeAccount(entryType: Detail["entryType"], accounts: ExchangeAccounts): string | null {
  if (entryType === "initial_entry" || entryType === "application") return null
  return set(entryType in accountNames ? accounts[accountNames[entryType as keyof typeof accountNames]] : null)
}

/** @throws RangeError for an account that is not set up */
function set(no: string | null): string {
  if (no === null) throw new RangeError("an account that was not checked")
  return no
}

function bothWays(details: readonly Detail[]): GlLine[] {
  const [first] = details
  if (!first) throw new RangeError("a transaction without detailed entries")
  let applied = ZERO
  for (const { amountLcy } of details) if (amountLcy.isPositive()) applied = applied.plus(amountLcy)
  return [
    { glAccountNo: first.payablesAccountNo, amount: applied },
    { glAccountNo: first.payablesAccountNo, amount: applied.neg() },
  ]
}
