/** Which lines of a draft go into a draft of their own, and which stay. Pure. */
import { isServiceCharge, isTextLine } from "@/domain/documents/draft"
import { workOutAmounts } from "@/domain/documents/draft-amounts"
import type { InvoiceDiscount } from "@/domain/documents/invoice-discount"
import { keepVatDifferences, vatGroupKey } from "@/domain/documents/keep-vat-differences"
import type { DraftLine } from "@/domain/documents/line-fields"
import { numberLines } from "@/domain/documents/lines"
import { refuse } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { PurchaseDocumentRow } from "./purchase-header"

/** Where the choice is refused. */
const field = "line"

export type SplitLines = { rest: DraftLine[]; off: DraftLine[] }

type Header = Pick<
  PurchaseDocumentRow,
  "invoiceDiscountCalculation" | "invoiceDiscountValue" | "pricesIncludingVat" | "vatBaseDiscountPercent"
>

/**
 * The lines in two, in their order and without the service charge of the vendor's tiers, which each draft works out for itself.
 *
 * @param chosen line ids; those that are not there are passed over
 * @throws Refusal at `line`: split.nothing_chosen, split.nothing_left where either would buy nothing; split.discount_amount where a typed
 *   amount is taken off all lines together
 */
export function splitLines(header: Header, lines: readonly DraftLine[], chosen: ReadonlySet<number>): SplitLines {
  const own = lines.filter(line => !isServiceCharge(line))
  const [off, rest] = [own.filter(({ lineId }) => chosen.has(lineId)), own.filter(({ lineId }) => !chosen.has(lineId))]
  if (off.every(isTextLine)) throw refuse("split.nothing_chosen", undefined, field)
  if (rest.every(isTextLine)) throw refuse("split.nothing_left", undefined, field)
  if (header.invoiceDiscountCalculation === "amount" && !new Decimal(header.invoiceDiscountValue).isZero())
    throw refuse("split.discount_amount", undefined, field)
  return { rest, off }
}

/**
 * The amounts of both parts. VAT as it stands on the vendor's paper goes with the lines that it is of, where they stay together.
 *
 * @param lines as they were before
 * @param parts with each part's service charge
 * @throws Refusal at `line` split.vat_typed where VAT that was typed is of lines in both, or of what comes to something else
 */
export function splitAmounts(
  header: Header,
  lines: readonly DraftLine[],
  parts: SplitLines,
  { decimals, invoiceDiscount }: { decimals: number; invoiceDiscount: InvoiceDiscount },
) {
  const { pricesIncludingVat, vatBaseDiscountPercent } = header
  const terms = { pricesIncludingVat, vatBaseDiscountPercent, decimals, invoiceDiscount }
  const stated = { header: {}, lines }
  const [rest, off] = [parts.rest, parts.off].map(part =>
    keepVatDifferences(stated, { header: {}, lines: part, ...terms }),
  )
  const kept = new Set([...rest!.lines, ...off!.lines].filter(hasDifference).map(vatGroupKey))
  const lost = lines.filter(hasDifference).find(line => !kept.has(vatGroupKey(line)))
  if (lost) throw refuse("split.vat_typed", { code: lost.vatIdentifier }, field)
  const worked = (part: readonly DraftLine[]) => {
    const amounts = workOutAmounts(part, terms)
    return { ...amounts, lines: numberLines(amounts.lines) }
  }
  return { rest: worked(rest!.lines), off: worked(off!.lines) }
}

const hasDifference = ({ vatDifference }: DraftLine) => !new Decimal(vatDifference).isZero()
