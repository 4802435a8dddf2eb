/**
 * VAT that was typed as it stands on the vendor's paper, when a draft is saved: the difference is that of a base, a rate and a
 * way of stating prices, and goes with any of them (docs/decisions/0047-vat-as-printed-goes-with-its-base.md). Pure.
 */
import { Decimal, sum, toPlain, ZERO } from "@/domain/money/decimal"
import type { FieldChange } from "./change-record"
import { headerField, isTextLine } from "./draft"
import { type DraftTerms, workOutAmounts } from "./draft-amounts"
import type { DraftLine } from "./line-fields"

/** How the history calls a change of a VAT group's difference. */
export const vatDifferenceField = headerField("vatDifference")

/** What a draft's amounts are in. */
type Statement = Readonly<Record<string, string>>

type Next = DraftTerms & { header: Statement; lines: readonly DraftLine[] }

/**
 * @param stored the draft before, its amounts as stored
 * @returns the lines to come, each VAT group's difference on one of them, and the differences that went
 */
export function keepVatDifferences(
  stored: { header: Statement; lines: readonly DraftLine[] },
  next: Next,
): { lines: readonly DraftLine[]; dropped: FieldChange[] } {
  const before = [...vatGroupsOf(stored.lines).values()].filter(({ difference }) => !difference.isZero())
  if (before.length === 0) return { lines: next.lines, dropped: [] }
  const lines = next.lines.map(withoutDifference)
  const after = vatGroupsOf(workOutAmounts(lines, next).lines)
  const isOtherwise = ["pricesIncludingVat", "currencyCode", "vatBaseDiscountPercent"].some(
    name => stored.header[name] !== next.header[name],
  )
  const dropped: FieldChange[] = []
  for (const { key, typed, difference, vatIdentifier } of before) {
    const now = after.get(key)
    if (!isOtherwise && now?.typed.eq(typed)) {
      const at = lines.findIndex(({ lineId }) => lineId === now.lineId)
      lines[at] = { ...lines[at]!, vatDifference: toPlain(difference) }
    } else dropped.push({ field: vatDifferenceField, vatIdentifier, before: toPlain(difference), after: "0" })
  }
  return { lines, dropped }
}

export const withoutDifference = (line: DraftLine): DraftLine => ({ ...line, vatDifference: "0" })

/** A VAT group of a draft as `vatTotals` makes it: its first line, and what its lines come to after discounts, as typed. */
type DraftVatGroup = { key: string; vatIdentifier: string; lineId: number; typed: Decimal; difference: Decimal }

function vatGroupsOf(lines: readonly DraftLine[]): Map<string, DraftVatGroup> {
  const groups = new Map<string, DraftVatGroup>()
  for (const line of lines) {
    if (isTextLine(line)) continue
    const { vatIdentifier, lineId } = line
    const key = vatGroupKey(line)
    const group = groups.get(key) ?? { key, vatIdentifier, lineId, typed: ZERO, difference: ZERO }
    group.typed = group.typed.plus(line.lineAmount).minus(line.invoiceDiscountAmount)
    group.difference = group.difference.plus(line.vatDifference)
    groups.set(key, group)
  }
  return groups
}

/** As `vatTotals` names its groups. */
export function vatGroupKey({
  vatIdentifier,
  vatCalculationType,
  vatPercent,
}: Pick<DraftLine, "vatIdentifier" | "vatCalculationType" | "vatPercent">): string {
  const percent = vatCalculationType === "normal" ? new Decimal(vatPercent).toString() : "0"
  return `${vatIdentifier}|${vatCalculationType}|${percent}`
}

/** All differences of a document, whatever their signs: what the currency's maximum is compared with. */
export function sizeOfVatDifferences(lines: readonly DraftLine[]): Decimal {
  return sum([...vatGroupsOf(lines).values()].map(({ difference }) => difference.abs()))
}
