import type { Issue } from "@/domain/errors"
import { type DraftNames, lineFieldName } from "./draft"
import type { PlannedLine } from "./planned-line"

/** An item line without an item may stay as text that came with an import, but nobody makes one, or counts it. */
export function missingNumber(names: DraftNames, { line, key, typed, isNew }: PlannedLine): Issue[] {
  if (line.type !== "item" || line.no !== null) return []
  const isMissing = isNew || typed.has("no") || (typed.has("quantity") && line.quantity !== "0")
  return isMissing ? [{ field: lineFieldName(names, key, "no"), code: "item_no_missing" }] : []
}
