import { refuse } from "@/domain/errors"

/** Most characters of a reason. */
const MAX_REASON = 500

/** @throws Refusal at `reason` without one, or above 500 characters */
export function readReason(reason: string): string {
  return readWords(reason, "reason", "approval.reason_missing")
}

/** What somebody has to say in a field. @throws Refusal at the field, `missing` without anything, or above 500 characters */
export function readWords(typed: string, field: string, missing: string): string {
  const text = typed.trim()
  if (text === "") throw refuse(missing, undefined, field)
  if (text.length > MAX_REASON) throw refuse("too_long", { maximum: MAX_REASON }, field)
  return text
}
