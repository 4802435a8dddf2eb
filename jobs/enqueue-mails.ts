import type { SubjectType } from "@/domain/history/record-event"
import { pendingMailsAbout } from "@/domain/notifications/pending-mail"
import { enqueueAll } from "./enqueue"
import { mailJob } from "./queues"

/**
 * Sends off the mails that wait about one document, after the transaction that wrote them has committed. Best effort, as
 * `enqueue`: the relay sends what is left. Never throws.
 */
export async function enqueueMailsAbout(companyId: number, type: SubjectType, no: string): Promise<void> {
  try {
    const mails = await pendingMailsAbout(companyId, type, no)
    await enqueueAll(mails.map(mail => mailJob(mail, mail.generation)))
  } catch {
    // The work itself is done; a mail that waits must not make it fail.
  }
}
