import { markMailed, markNotMailed, markUndeliverable, pendingMail } from "@/domain/notifications/pending-mail"
import { letterAbout } from "@/mail/letter"
import { deliver, isRefusedForGood } from "@/mail/transport"
import type { Payload } from "./queues"

/**
 * Mails one notification to its user: at least once, as the mark follows the sending. The Message-ID is the event's, so a
 * mail program shows a second copy as the same message.
 */
export async function sendMailJob({ companyId, no }: Payload): Promise<string> {
  const [userId = 0, eventId = 0] = no.split("-").map(Number)
  const mail = await pendingMail(companyId, userId, eventId)
  if (!mail) return "nothing to send"
  const letter = letterAbout(mail)
  if (!letter) {
    await markNotMailed(companyId, userId, eventId)
    return "not mailed"
  }
  try {
    await deliver(letter)
  } catch (error) {
    if (!isRefusedForGood(error)) throw error
    await markUndeliverable(companyId, userId, eventId)
    return "undeliverable"
  }
  await markMailed(companyId, userId, eventId)
  return "sent"
}
