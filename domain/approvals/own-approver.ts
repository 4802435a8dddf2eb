import { sum } from "@/domain/money/decimal"
import type { ApprovalSetup } from "./in-force"
import type { ApprovalPeople } from "./people"
import type { Subject } from "./subject"

/**
 * Who may approve what they sent themselves (approvals and e-invoices, 27): the one person of the company whose role approves, of what stays
 * below the company's amount, with all that they asked of the same vendor lately. Pure.
 *
 * @returns undefined: nobody may; that is so wherever a second person could
 */
export function ownApproverOf(
  { people }: Pick<ApprovalPeople, "people">,
  { ownApprovalBelow }: Pick<ApprovalSetup, "ownApprovalBelow">,
  { amount, others, senderId }: Pick<Subject, "amount" | "others" | "senderId">,
): number | undefined {
  if (ownApprovalBelow === null || sum([amount, ...others]).gte(ownApprovalBelow)) return undefined
  const reviewers = [...people.values()].filter(({ isReviewer }) => isReviewer)
  return reviewers.length === 1 && reviewers[0]!.userId === senderId ? senderId : undefined
}
