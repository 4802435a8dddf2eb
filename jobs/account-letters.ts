import { settleLetter, takeDueLetters } from "@/domain/users/account-letters"
import { letterOfAccount } from "@/mail/account-letter"
import { deliver, isRefusedForGood } from "@/mail/transport"
import { inRounds } from "./in-rounds"
import { workerLog } from "./log"

/** Milliseconds between two looks. Whoever has forgotten a password waits for it. */
const interval = 1_500
const atOnce = 20

/**
 * Sends letters about accounts as they become due, without a queue: they are few, of no company, and go out also while the
 * queue is away. Several workers at once send each once.
 * @returns `stop` waits for a round that runs
 */
export function startAccountLetters(): { stop(): Promise<void> } {
  return inRounds(interval, sendDueLetters, "letters about accounts: put off")
}

/** One round. @returns how many were sent */
export async function sendDueLetters(): Promise<number> {
  let sent = 0
  for (const letter of await takeDueLetters(atOnce)) {
    try {
      await deliver(letterOfAccount(letter))
      sent++
    } catch (error) {
      if (!isRefusedForGood(error)) {
        workerLog().warn({ letter: letter.id, err: error }, "letter about an account: put off")
        continue
      }
    }
    await settleLetter(letter.id)
  }
  return sent
}
