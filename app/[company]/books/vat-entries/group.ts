import { parameter, type Search, word } from "@/app/_lists/list-address"
import type { VatEntryGroup } from "@/domain/books/list-vat-entries"

const types = ["normal", "reverse_charge", "exempt"] as const

/** The VAT group of the address; one that is not whole is as if it were not there. */
export function groupIn(search: Search): VatEntryGroup | undefined {
  const vatBusPostingGroup = parameter(search, "bus")
  const vatProdPostingGroup = parameter(search, "prod")
  const vatCalculationType = word(search, "type", types)
  const vatPercent = parameter(search, "percent")
  if (!vatBusPostingGroup || !vatProdPostingGroup || !vatCalculationType) return undefined
  if (!vatPercent || !/^\d{1,3}(\.\d{1,10})?$/.test(vatPercent)) return undefined
  return { vatBusPostingGroup, vatProdPostingGroup, vatCalculationType, vatPercent }
}

/** A VAT group as it stands in the address. */
export function groupParameters(group: VatEntryGroup): Record<"bus" | "prod" | "type" | "percent", string> {
  return {
    bus: group.vatBusPostingGroup,
    prod: group.vatProdPostingGroup,
    type: group.vatCalculationType,
    percent: group.vatPercent,
  }
}
