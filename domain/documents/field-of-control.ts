import type { DocumentDefinition } from "./document-definition"
import type { HeaderField } from "./header-definition"
import { type LineFieldDefinition, lineField, lineFields } from "./line-fields"

/** What the history tells besides of what nobody types: a percentage or the reason why there is none, and an amount. */
type ToldField = { kind: "vat" } | { kind: "amount" }

const told: Readonly<Record<string, ToldField>> = {
  "lines.vatPercent": { kind: "vat" },
  "header.invoiceDiscountAmount": { kind: "amount" },
  "header.vatDifference": { kind: "amount" },
}

/**
 * What stands in the control of that name, or in a change of the history.
 *
 * @param control "header.dueDate", "lines.12.quantity"
 * @returns undefined for a whole line, and for what is but text
 */
export function fieldOfControl(
  { header, priceField }: Pick<DocumentDefinition, "header" | "priceField">,
  control: string,
): HeaderField | LineFieldDefinition | ToldField | undefined {
  const [scope, first = "", column = ""] = control.split(".")
  if (scope === "header") return header.fields[first] ?? told[control]
  const name = lineFields.find(each => each === (column === priceField ? "price" : column))
  return name ? lineField[name] : told[`lines.${column}`]
}
