import type { FormLine, LineFacts } from "./view"

/** Name of the control that carries the lines where a script sends them; without one every cell is a control of its own. */
export const sentLinesField = "lines"

/** A line as it is sent: what stands in it only where that differs from what is stored. */
export type SentLine = Pick<FormLine, "id" | "type"> & { values?: FormLine["values"] }

/** All lines in their order, with the texts of those that were changed or are new. */
export function sentLines(lines: readonly FormLine[], facts: Readonly<Record<string, LineFacts>>): SentLine[] {
  return lines.map(({ id, type, values }) => (isAsStored(values, facts[id]) ? { id, type } : { id, type, values }))
}

function isAsStored(values: FormLine["values"], facts: LineFacts | undefined): boolean {
  if (!facts) return false
  return Object.entries(values).every(([field, text]) => text === (facts.stored[field] ?? ""))
}
