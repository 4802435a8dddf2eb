import { headerField } from "@/domain/documents/draft"
import type { Issue } from "@/domain/errors"
import { type HeaderField, numberFields } from "./header"

const calculations = ["none", "tiers", "amount", "percent"]

/** What cannot stand in the header's fields that amounts follow from: numbers, and choices of a few words. */
export function checkAmountFields(changed: Partial<Record<HeaderField, string>>): Issue[] {
  const issues: Issue[] = []
  const add = (name: HeaderField, code: string) => issues.push({ field: headerField(name), code })
  for (const [name, value] of Object.entries(changed) as [HeaderField, string][]) {
    if (numberFields.has(name) && value !== "" && !/^-?\d{1,12}(\.\d{1,5})?$/u.test(value)) add(name, "not_a_number")
    if (name === "invoiceDiscountValue" && value.startsWith("-")) add(name, "discount_negative")
    if (name === "invoiceDiscountCalculation" && !calculations.includes(value)) add(name, "invalid")
    if (name === "pricesIncludingVat" && value !== "yes" && value !== "no") add(name, "invalid")
  }
  return issues
}
