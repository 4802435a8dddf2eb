/**
 * Small differences that are not paid: tolerated, or written off, up to what is set up, each on its account and for its
 * reason. Business Central's payment tolerance; a write-off has limit, account and reason of its own. As there, a tolerance lessens VAT
 * where the setup has a payment discount do so; what is written off is given up, and no lower price. Pure.
 */
import type { purchasesSetup } from "@/db/schema"
import { Decimal, HUNDRED, round, withDecimals } from "@/domain/money/decimal"
import { type DifferenceType, differenceTypes, type Reason } from "./application"
import type { Reduction } from "./settle"

export type DifferenceTerms = {
  /** Of the entry's amount; zero: no limit of this kind. */
  percent: Decimal
  /** In the company's currency; zero: none of this kind, with a percent of zero no difference at all. */
  maximum: Decimal
  accountNo: string | null
  reasonCode: string | null
}

type Purchases = Pick<
  typeof purchasesSetup.$inferSelect,
  | "paymentTolerancePercent"
  | "maxPaymentToleranceAmount"
  | "paymentToleranceAccountNo"
  | "paymentToleranceReasonCode"
  | "maxWriteOffAmount"
  | "writeOffAccountNo"
  | "writeOffReasonCode"
>

export function differenceTerms(purchases: Purchases, type: DifferenceType): DifferenceTerms {
  if (type === "payment_tolerance") {
    return {
      percent: new Decimal(purchases.paymentTolerancePercent),
      maximum: new Decimal(purchases.maxPaymentToleranceAmount),
      accountNo: purchases.paymentToleranceAccountNo,
      reasonCode: purchases.paymentToleranceReasonCode,
    }
  }
  return {
    percent: new Decimal(0),
    maximum: new Decimal(purchases.maxWriteOffAmount),
    accountNo: purchases.writeOffAccountNo,
    reasonCode: purchases.writeOffReasonCode,
  }
}

/** The kinds of difference that the company has set up. */
export function allowedDifferences(purchases: Purchases): DifferenceType[] {
  return differenceTypes.filter(type => isSetUp(differenceTerms(purchases, type)))
}

function isSetUp({ percent, maximum, accountNo, reasonCode }: DifferenceTerms): boolean {
  return !(percent.isZero() && maximum.isZero()) && accountNo !== null && reasonCode !== null
}

/** A difference, and what it is measured by. */
export type Difference = {
  /** > 0, in its currency and in the company's. */
  amount: Decimal
  amountLcy: Decimal
  /** What the entry that it closes was for. */
  total: Decimal
  decimals: number
  lcyDecimals: number
}

/** Why a difference may not be tolerated or written off. */
export function differenceReasons(difference: Difference, type: DifferenceType, terms: DifferenceTerms): Reason[] {
  if (!isSetUp(terms)) return [{ code: `${type}_not_set_up` }]
  const { amount, amountLcy, total, decimals, lcyDecimals } = difference
  const part = round(total.abs().times(terms.percent).div(HUNDRED), decimals)
  const rest = withDecimals(amount, decimals)
  if (!terms.percent.isZero() && amount.gt(part)) {
    return [{ code: "difference_above_percent", more: { rest, limit: withDecimals(part, decimals) } }]
  }
  if (!terms.maximum.isZero() && amountLcy.gt(terms.maximum)) {
    return [{ code: "difference_above_maximum", more: { rest, limit: withDecimals(terms.maximum, lcyDecimals) } }]
  }
  return []
}

/** A difference as what it takes off an entry. */
export function differenceReduction(amount: Decimal, type: DifferenceType, terms: DifferenceTerms): Reduction {
  return { entryType: type, accountNo: terms.accountNo, reasonCode: terms.reasonCode, amount }
}
