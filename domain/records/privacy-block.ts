import type { Issue } from "@/domain/errors"
import type { RecordValues } from "./definition"

type Change = { before: RecordValues | null; after: RecordValues }

const isPrivate = (values: RecordValues | null) => values?.privacyBlocked === "true"

/**
 * Of a vendor or a customer: who becomes blocked for privacy is blocked for all by that, as the reference has it (its Vendor and
 * Customer tables, Privacy Blocked).
 */
export function withPrivacyBlock({ before, after }: Change): RecordValues {
  return isPrivate(after) && !isPrivate(before) ? { ...after, blocked: "all" } : after
}

/** Changing Blocked does not lift it: who means that unticks Privacy Blocked. */
export function privacyBlockIssues({ after }: Pick<Change, "after">): Issue[] {
  return isPrivate(after) && after.blocked !== "all" ? [{ field: "blocked", code: "privacy_block_stays" }] : []
}
