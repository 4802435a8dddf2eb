import type { Tx } from "@/db/tenancy"
import type { DraftLine } from "@/domain/documents/line-fields"
import type { Issue } from "@/domain/errors"
import { type ApprovalSetup, changesSinceSigned, readApproval, readStanding } from "./in-force"
import { keepsOnDecrease } from "./kept-decrease"
import { type DraftRow, isWholeLine } from "./signed"

/** Fields that are named at most. */
const SHOWN = 5

/**
 * Why a draft may not be posted for want of an approval, in a company that approves by rules: its digest is worked out anew. One statement;
 * where that is not what was signed, two more.
 *
 * @param header locked, where it is asked in order to post
 * @returns no reason: it is approved just as it is, or may be posted without
 */
export async function approvalIssues(
  tx: Tx,
  setup: Pick<ApprovalSetup, "approval" | "keepOnDecreasePercent" | "keepOnDecreaseAmount">,
  header: DraftRow,
  lines: readonly DraftLine[],
): Promise<Issue[]> {
  if (setup.approval !== "rules") return []
  const standing = await readStanding(tx, header, lines)
  const { inForce, digest, signed } = standing
  if (!inForce) return [{ code: header.reviewState === "sent_back" ? "approval.was_rejected" : "approval.missing" }]
  if (inForce.state === "pending") return [{ code: "approval.pending" }]
  if (inForce.digest !== digest) {
    const changes = await changesSinceSigned(tx, header.companyId, standing)
    const approval = await readApproval(tx, header.companyId, inForce.id)
    if (changes.length === 0 || !keepsOnDecrease(setup, approval, signed, changes))
      return changes.length === 0
        ? [{ code: "approval.missing" }]
        : changes.slice(0, SHOWN).map(change => issueOf(change.field))
  }
  return header.reviewState === "reviewed" ? [] : [{ code: "approval.missing" }]
}

/** Beside the field, which the sentence does not name. */
function issueOf(field: string): Issue {
  if (field === "bankAccount") return { code: "approval.bank_account_changed" }
  return {
    code: "approval.changed",
    field: isWholeLine(field) ? `${field}.no` : field,
  }
}
