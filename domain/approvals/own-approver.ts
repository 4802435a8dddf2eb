import { sum } from "@/domain/money/decimal"
import type { ApprovalSetup } from "./in-force"
import { type Bearing, tooLow } from "./limits"
import type { ApprovalPeople } from "./people"
import type { Subject } from "./subject"

/**
 * Who may approve what they sent themselves (approvals and e-invoices, 27): the one person of the company whose role approves, of what stays
 * below the company's amount, with all that they asked of the same vendor lately. The company's amount stands in for the person's general
 * limit; one for a vendor or an account counts as everywhere. Pure.
 *
 * @returns undefined: nobody may; that is so wherever a second person could
 */
export function ownApproverOf(
  { people }: Pick<ApprovalPeople, "people">,
  { ownApprovalBelow }: Pick<ApprovalSetup, "ownApprovalBelow">,
  subject: Bearing & Pick<Subject, "senderId">,
): number | undefined {
  if (ownApprovalBelow === null || sum([subject.amount, ...subject.others]).gte(ownApprovalBelow)) return undefined
  const reviewers = [...people.values()].filter(({ isReviewer }) => isReviewer)
  const [only] = reviewers
  if (reviewers.length !== 1 || only!.userId !== subject.senderId) return undefined
  return tooLow({ ...only!, approvalLimit: null, unlimited: true }, subject) ? undefined : only!.userId
}
