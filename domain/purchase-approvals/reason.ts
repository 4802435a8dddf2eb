import { refuse } from "@/domain/errors"

/** Most characters of a reason. */
const MAX_REASON = 500

/** @throws Refusal at `reason` without one, or above 500 characters */
export function readReason(reason: string): string {
  const text = reason.trim()
  if (text === "") throw refuse("approval.reason_missing", undefined, "reason")
  if (text.length > MAX_REASON) throw refuse("too_long", { maximum: MAX_REASON }, "reason")
  return text
}
