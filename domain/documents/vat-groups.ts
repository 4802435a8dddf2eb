import { Decimal, toPlain } from "@/domain/money/decimal"
import { vatBase } from "@/domain/vat/vat-base"
import { isTextLine } from "./draft"
import type { DraftTerms } from "./draft-amounts"
import type { DraftLine } from "./line-fields"

/** A VAT group as lines add up to it; decimal strings. */
export type VatGroupSum = Pick<DraftLine, "vatIdentifier" | "vatCalculationType" | "vatPercent"> & {
  base: string
  vat: string
  /** Part of the VAT: what was typed beyond what is worked out. */
  vatDifference: string
}

/** The VAT groups of lines whose amounts are worked out, in the order of their first line, with what their VAT is worked out from. Pure. */
export function vatGroupsOf(
  lines: readonly DraftLine[],
  { vatBaseDiscountPercent, decimals }: Pick<DraftTerms, "vatBaseDiscountPercent" | "decimals">,
): VatGroupSum[] {
  const groups = new Map<string, VatGroupSum>()
  for (const line of lines) {
    if (isTextLine(line)) continue
    const { vatIdentifier, vatCalculationType, vatPercent, amount, amountIncludingVat } = line
    const key = [vatIdentifier, vatCalculationType, vatPercent].join("|")
    const { base, vat, vatDifference } = groups.get(key) ?? { base: "0", vat: "0", vatDifference: "0" }
    groups.set(key, {
      vatIdentifier,
      vatCalculationType,
      vatPercent,
      base: toPlain(new Decimal(base).plus(amount)),
      vat: toPlain(new Decimal(vat).plus(amountIncludingVat).minus(amount)),
      vatDifference: toPlain(new Decimal(vatDifference).plus(line.vatDifference)),
    })
  }
  const discountPercent = new Decimal(vatBaseDiscountPercent || 0)
  return [...groups.values()].map(group => ({
    ...group,
    base: toPlain(vatBase(new Decimal(group.base), discountPercent, decimals)),
  }))
}
