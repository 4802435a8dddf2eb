/** The VAT groups of a draft, as worked out and as they stand on the vendor's paper. Pure. */

import { isTextLine } from "@/domain/documents/draft"
import { workOutAmounts } from "@/domain/documents/draft-amounts"
import { vatGroupKey, withoutDifference } from "@/domain/documents/keep-vat-differences"
import type { DraftLine } from "@/domain/documents/line-fields"
import { Decimal, ZERO } from "@/domain/money/decimal"
import { vatBase } from "@/domain/vat/vat-base"
import type { PurchaseDocumentRow } from "./purchase-header"

export type VatAmount = {
  /** Names the group among those of the document. */
  key: string
  vatIdentifier: string
  vatPercent: string
  /** As the lines give it. */
  calculated: Decimal
  /** As it is on the document. */
  vat: Decimal
  difference: Decimal
  /** What VAT is worked out from. */
  base: Decimal
  mayBeTyped: boolean
}

type Terms = {
  header: Pick<PurchaseDocumentRow, "pricesIncludingVat" | "invoiceDiscountAmount" | "vatBaseDiscountPercent">
  decimals: number
}

/** How a draft's amounts come about while its lines stay as they are: the invoice discount is what it is. */
export const statedAs = ({ header, decimals }: Terms) => ({
  pricesIncludingVat: header.pricesIncludingVat,
  vatBaseDiscountPercent: header.vatBaseDiscountPercent,
  decimals,
  invoiceDiscount: { calculation: "amount", value: header.invoiceDiscountAmount } as const,
})

/** In the order of their first line. @param lines with their amounts as stored */
export function vatAmountsOf(lines: readonly DraftLine[], terms: Terms): VatAmount[] {
  const groups = new Map<string, VatAmount>()
  const worked = workOutAmounts(lines.map(withoutDifference), statedAs(terms)).lines
  for (const [index, line] of lines.entries()) {
    if (isTextLine(line)) continue
    const key = vatGroupKey(line)
    const { vatIdentifier, vatPercent, vatCalculationType } = line
    const isTaxed = vatCalculationType === "normal" && !new Decimal(vatPercent).isZero()
    const none = { calculated: ZERO, vat: ZERO, difference: ZERO, base: ZERO }
    const group = groups.get(key) ?? { key, vatIdentifier, vatPercent, ...none, mayBeTyped: isTaxed }
    const { amount, amountIncludingVat } = worked[index]!
    group.calculated = group.calculated.plus(amountIncludingVat).minus(amount)
    group.base = group.base.plus(amount)
    group.vat = group.vat.plus(line.amountIncludingVat).minus(line.amount)
    group.difference = group.vat.minus(group.calculated)
    groups.set(key, group)
  }
  const discountPercent = new Decimal(terms.header.vatBaseDiscountPercent)
  return [...groups.values()].map(group => {
    const base = vatBase(group.base, discountPercent, terms.decimals)
    return { ...group, base, mayBeTyped: group.mayBeTyped && !base.isZero() }
  })
}
