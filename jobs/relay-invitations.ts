import { takeDueInvitationMails } from "@/domain/users/invitation-mail"
import { addJobs } from "./producers"
import { invitationJob } from "./queues"
import { within } from "./time-limit"

const atMost = 1_000
const timeout = 10_000

/**
 * Enqueues the mails of invitations that nobody has sent by the time that they are due, however their jobs got lost: the
 * mail is the only place where their links are.
 * @returns how many
 * @throws when database or queue are away; they are due again in their turn
 */
export async function relayInvitations(): Promise<number> {
  const due = await takeDueInvitationMails(atMost)
  const jobs = due.map(({ companyId, eventId, generation }) => invitationJob(companyId, eventId, generation))
  await within(timeout, addJobs(jobs))
  return jobs.length
}
