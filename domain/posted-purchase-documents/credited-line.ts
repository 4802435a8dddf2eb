/** The line of a credit memo that credits a part of a posted line (docs/semantics.md, "Crediting a part"). Pure. */
import { amountOfLine } from "@/domain/documents/draft-amounts"
import { COST_DECIMALS, type DraftLine } from "@/domain/documents/line-fields"
import { Decimal, round, toPlain, ZERO } from "@/domain/money/decimal"
import type { LeftOfLine } from "@/domain/posting/left-to-credit"

/**
 * What a quantity of an item's line comes to: its share of the line amount, the remainder carried from credit memo to credit
 * memo, so that together they come to the line amount, to the cent; never more than is left.
 */
export function amountOfQuantity(line: DraftLine, left: LeftOfLine, quantity: Decimal, decimals: number): Decimal {
  const upTo = (taken: Decimal) => round(taken.times(line.lineAmount).div(line.quantity), decimals)
  const share = upTo(left.takenQuantity.plus(quantity)).minus(upTo(left.takenQuantity))
  return share.abs().gt(left.amount.abs()) ? left.amount : share
}

/**
 * The line with the part that is credited. Unit cost, price per and discount stay as they are wherever they lead to the amount;
 * where a cent is left over, the amount stands as typed, or the cost gives way. Of an account or charge the quantity is that
 * share of its own which the amount is, where that has no more decimals; else it is one, for the amount.
 *
 * @param line as posted
 * @param quantity of an item's line; null: by the amount alone
 * @param amount in the form of the line amount
 * @param decimals of the document's currency
 */
export function creditedLine<Line extends DraftLine>(
  line: Line,
  left: LeftOfLine,
  { quantity, amount }: { quantity: Decimal | null; amount: Decimal },
  decimals: number,
): Line {
  const vatDifference = toPlain(shareOfDifference(line, left, amount, decimals))
  const part = { ...line, vatDifference, typedAmount: null }
  if (quantity !== null) return withAmount({ ...part, quantity: toPlain(quantity) }, amount, decimals)
  const share = new Decimal(line.quantity).times(amount).div(line.lineAmount)
  const even = { ...part, quantity: toPlain(share) }
  const isEven = share.decimalPlaces() <= new Decimal(line.quantity).decimalPlaces()
  if (isEven && amountOfLine(even, decimals).lineAmount.eq(amount)) return even
  const one = amount.isNegative() ? "-1" : "1"
  const whole = { quantity: one, price: toPlain(amount.abs()), pricePer: "1", lineDiscountPercent: "0" }
  return { ...part, ...whole, unitOfMeasureCode: "", qtyPerUnitOfMeasure: "1" }
}

function withAmount<Line extends DraftLine>(line: Line, amount: Decimal, decimals: number): Line {
  const worked = amountOfLine(line, decimals)
  if (worked.lineAmount.eq(amount)) return line
  const full = worked.lineAmount.plus(worked.lineDiscountAmount)
  if (amount.abs().lte(full.abs())) return { ...line, typedAmount: "lineAmount", lineAmount: toPlain(amount) }
  const price = round(amount.times(line.pricePer).div(line.quantity), COST_DECIMALS)
  return { ...line, price: toPlain(price), lineDiscountPercent: "0", costSource: { kind: "typed" } }
}

/** Of VAT that was typed as printed, by the line amounts that are credited, the remainder carried too. */
function shareOfDifference(line: DraftLine, left: LeftOfLine, amount: Decimal, decimals: number): Decimal {
  const whole = new Decimal(line.lineAmount)
  if (whole.isZero()) return ZERO
  const upTo = (taken: Decimal) => round(taken.times(line.vatDifference).div(whole), decimals)
  return upTo(left.takenAmount.plus(amount)).minus(upTo(left.takenAmount))
}
