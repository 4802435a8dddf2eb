import { dueHeads, settleHead } from "@/domain/chain/mail-heads"
import { chainLetter } from "@/mail/chain-letter"
import { deliver, isRefusedForGood } from "@/mail/transport"
import { inRounds } from "./in-rounds"
import { workerLog } from "./log"

/** Milliseconds between two looks: a head is due once a day. */
const interval = 60_000

/**
 * Mails each day's head to whom a company wants to have it, without a queue. Several workers at once may send one twice, as the same mail.
 * @returns `stop` waits for a round that runs
 */
export function startChainHeads(): { stop(): Promise<void> } {
  return inRounds(interval, sendDueHeads, "heads of chains: put off")
}

/** One round. @returns how many were sent */
export async function sendDueHeads(): Promise<number> {
  let sent = 0
  for (const letter of await dueHeads()) {
    const { companyId, day } = letter
    try {
      await deliver(chainLetter(letter))
      sent++
    } catch (error) {
      workerLog().warn({ company: companyId, err: error }, "head of a chain: put off")
      if (!isRefusedForGood(error)) continue
    }
    await settleHead(companyId, day)
  }
  return sent
}
