/** Up to which amount somebody's approval suffices. Pure; amounts include VAT and are in the company's currency. */
import { Decimal, sum, ZERO } from "@/domain/money/decimal"

export type Limit = {
  /** Null: none, unless `unlimited`. */
  approvalLimit: string | null
  unlimited: boolean
}

/** All limits of a person. */
export type Limits = Limit & {
  /** By vendor, in place of the general one. */
  ofVendors: ReadonlyMap<string, Limit>
  /** By account of the chart, which may be a total: for what goes there, besides the general one or the vendor's. */
  ofAccounts: ReadonlyMap<string, string>
}

/** What is to be approved, beside what the same person asked of the same vendor lately. */
export type Weighed = {
  amount: Decimal
  others: readonly Decimal[]
  /** What is approved has no amount, so that no limit is held against it. */
  isWithoutAmount?: true
}

/** What limits bear on. */
export type Bearing = Weighed & {
  /** Who delivers, and who is paid. */
  vendorNos: readonly string[]
  /** By account that somebody has a limit for, what goes there; one where nothing goes is absent. */
  parts: ReadonlyMap<string, Weighed>
}

/** The limit that does not suffice: the general one, that for a vendor, or that for an account. */
export type TooLow =
  | { why: "limit" }
  | { why: "limit_vendor"; no: string; limit: string }
  | { why: "limit_account"; no: string; limit: string }

/**
 * Whether a limit suffices: the amount is within it, and so is the sum of all that each stay below it, or an order split in two would
 * pass where the whole would not.
 */
export function suffices({ approvalLimit, unlimited }: Limit, weighed: Weighed): boolean {
  if (unlimited || weighed.isWithoutAmount) return true
  if (approvalLimit === null) return false
  const limit = new Decimal(approvalLimit)
  return weighed.amount.lte(limit) && below(limit, weighed).lte(limit)
}

/**
 * The first limit of a person that does not suffice for something; undefined: all do. Who delivers and who is paid are held against the
 * person's limit for each, which is the general one where there is none; what goes to an account with a limit, against that too. So a
 * limit for an account can only forbid.
 */
export function tooLow(person: Limits, bearing: Bearing): TooLow | undefined {
  for (const no of bearing.vendorNos) {
    const own = person.ofVendors.get(no)
    if (suffices(own ?? person, bearing)) continue
    return own ? { why: "limit_vendor", no, limit: own.approvalLimit! } : { why: "limit" }
  }
  for (const [no, limit] of person.ofAccounts) {
    const part = bearing.parts.get(no)
    if (part && !suffices({ approvalLimit: limit, unlimited: false }, part)) return { why: "limit_account", no, limit }
  }
  return undefined
}

/**
 * What limits are held against: the amount, or what it comes to with those that stayed below a limit that together they do not. What goes
 * to accounts is no amount of the whole, and does not count here.
 */
export function routedAmount(people: readonly Limits[], bearing: Omit<Bearing, "parts">): Decimal {
  const failed = people
    .flatMap(person => bearing.vendorNos.map(no => person.ofVendors.get(no) ?? person))
    .flatMap(({ approvalLimit }) => (approvalLimit === null ? [] : [new Decimal(approvalLimit)]))
    .filter(limit => bearing.amount.lte(limit))
    .map(limit => ({ limit, sum: below(limit, bearing) }))
    .filter(each => each.sum.gt(each.limit))
    .map(each => each.sum)
  return Decimal.max(bearing.amount, ...failed)
}

/** The amount with those of the others that a limit would let pass by themselves. */
function below(limit: Decimal, { amount, others }: Weighed): Decimal {
  return sum([amount, ...others.filter(other => other.gt(ZERO) && other.lte(limit))])
}
