import { invitationMail, settleInvitationMail } from "@/domain/users/invitation-mail"
import { invitationLetter } from "@/mail/invitation-letter"
import { deliver, isRefusedForGood } from "@/mail/transport"
import type { Payload } from "./queues"

/** Mails the link of an invitation or of a new password: at least once, under one Message-ID. */
export async function sendInvitationJob({ companyId, no }: Payload): Promise<string> {
  const eventId = Number(no)
  const mail = await invitationMail(companyId, eventId)
  if (!mail) return "nothing to send"
  let outcome = "sent"
  try {
    await deliver(invitationLetter(companyId, eventId, mail))
  } catch (error) {
    if (!isRefusedForGood(error)) throw error
    outcome = "undeliverable"
  }
  await settleInvitationMail(companyId, eventId)
  return outcome
}
