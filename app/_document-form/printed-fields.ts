import type { HeaderDefinition } from "@/domain/documents/header-definition"
import { headerText } from "@/domain/documents/header-values"

export type PrintedField = { name: string; kind: "date" | "text"; value: string }

/**
 * What of a header stands on a document's page to read and on paper: the fields that the definition calls printed and that
 * hold something.
 *
 * @param first those that come first, in that order; the others follow in the order of the form
 */
export function printedFields<Typed extends string>(
  { fields, typed }: HeaderDefinition<Typed>,
  header: Readonly<Record<string, unknown>>,
  first: readonly Typed[] = [],
): PrintedField[] {
  const others = typed.filter(name => fields[name]?.printed && !first.includes(name))
  return [...first, ...others].flatMap(name => {
    const field = fields[name]!
    const value = headerText(field, header[name], header)
    return value === "" ? [] : { name, kind: field.kind === "date" ? "date" : "text", value }
  })
}
