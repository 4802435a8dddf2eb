/** What of a posted invoice's lines can still be credited (docs/semantics.md, "Crediting a part"). Pure. */
import { Decimal, round, sum, ZERO } from "@/domain/money/decimal"
import { isInvoiceRounding } from "./invoice-rounding"
import type { CreditedInvoice, TakenOfLine } from "./read-credited-invoice"

type CreditableLine = CreditedInvoice["lines"][number]

/** What posted credit memos have taken of a line, and what they left; in the unit of the line and the form of its line amount. */
export type LeftOfLine = {
  takenQuantity: Decimal
  takenAmount: Decimal
  quantity: Decimal
  amount: Decimal
  /** Numbers of the credit memos, the earliest first. */
  takenBy: string[]
}

/** By Line No. Of accounts and charges the amount alone is counted: theirs are credited without a quantity. */
export function leftToCredit({ lines, taken }: Pick<CreditedInvoice, "lines" | "taken">): Map<number, LeftOfLine> {
  const byLine = new Map<number, TakenOfLine[]>()
  for (const each of taken) byLine.set(each.lineNo, [...(byLine.get(each.lineNo) ?? []), each])
  return new Map(
    lines.map(line => {
      const those = byLine.get(line.lineNo) ?? []
      const takenQuantity = total(those, "quantity")
      const takenAmount = total(those, "lineAmount")
      return [
        line.lineNo,
        {
          takenQuantity,
          takenAmount,
          quantity: new Decimal(line.quantity).minus(takenQuantity),
          amount: new Decimal(line.lineAmount).minus(takenAmount),
          takenBy: [...new Set(those.map(({ creditMemoNo }) => creditMemoNo))],
        },
      ]
    }),
  )
}

function total(taken: readonly TakenOfLine[], figure: "quantity" | "lineAmount" | "invoiceDiscountAmount"): Decimal {
  return sum(taken.map(each => new Decimal(each[figure])))
}

/** Whether so much is no more than is left, and of its sign. */
export function isWithin(figure: Decimal, left: Decimal): boolean {
  return figure.isZero() || (figure.s === left.s && figure.abs().lte(left.abs()))
}

/** Whether anything of a line is there to credit: of an item a quantity, of an account or a charge an amount. */
export function isCreditable(
  line: Pick<CreditableLine, "type" | "no" | "vatProdPostingGroup">,
  left: LeftOfLine,
): boolean {
  if (line.type === "comment" || line.no === null || isInvoiceRounding(line)) return false
  return !(line.type === "item" ? left.quantity : left.amount).isZero()
}

/**
 * What the invoice gave as invoice discount on what credit memos take of its lines, less what they have taken of it before: a
 * credit memo with less would give back more than was paid.
 *
 * @param now line amounts that are taken besides, by Line No.
 * @param decimals of the document's currency
 * @returns not below zero, in the form of the line amounts
 */
export function invoiceDiscountDue(
  invoice: Pick<CreditedInvoice, "lines" | "taken">,
  now: ReadonlyMap<number, Decimal>,
  decimals: number,
): Decimal {
  const left = leftToCredit(invoice)
  const shares = invoice.lines.map(line => {
    const amount = new Decimal(line.lineAmount)
    const credited = left.get(line.lineNo)!.takenAmount.plus(now.get(line.lineNo) ?? ZERO)
    return amount.isZero() ? ZERO : round(credited.times(line.invoiceDiscountAmount).div(amount), decimals)
  })
  return Decimal.max(sum(shares).minus(total(invoice.taken, "invoiceDiscountAmount")), ZERO)
}
