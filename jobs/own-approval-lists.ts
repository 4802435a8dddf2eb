import { dueOwnLists, settleOwnList } from "@/domain/approval-clock/own-approvals"
import { ownApprovalsLetter } from "@/mail/own-approvals-letter"
import { deliver, isRefusedForGood } from "@/mail/transport"
import { inRounds } from "./in-rounds"
import { workerLog } from "./log"

/** Milliseconds between two looks: a list is due once a month. */
const interval = 600_000

/**
 * Mails each month's own approvals to the outsider whom a company names, without a queue. Several workers at once may send one twice, as
 * the same mail.
 * @returns `stop` waits for a round that runs
 */
export function startOwnApprovalLists(): { stop(): Promise<void> } {
  return inRounds(interval, () => sendOwnLists(), "lists of own approvals: put off")
}

/** One round. @returns how many were sent */
export async function sendOwnLists(now = new Date()): Promise<number> {
  let sent = 0
  for (const letter of await dueOwnLists(now)) {
    try {
      await deliver(ownApprovalsLetter(letter))
      sent++
    } catch (error) {
      workerLog().warn({ company: letter.companyId, err: error }, "list of own approvals: put off")
      if (!isRefusedForGood(error)) continue
    }
    await settleOwnList(letter)
  }
  return sent
}
