import { z } from "zod"
import type { QueueSettings, WorkKind } from "@/domain/background-work/work-kind"
import { workKinds } from "@/domain/job-queue/work-kinds"
import { pushWork } from "@/domain/push/work-kind"

/**
 * The queues, and the ids and payloads of their jobs. Loads neither Redis nor BullMQ, so that any page may import it. A
 * job carries ids alone; what it works on is read from the database when it runs.
 */

/** Whose work it is, and its number there. */
export const payloadSchema = z.object({ companyId: z.int().positive(), no: z.string().min(1) })
export type Payload = z.infer<typeof payloadSchema>

/** What jobs are made of: kinds of work, and what tells somebody outside the portal. */
export type JobKind = Pick<WorkKind, "queue" | "job">

/** One job to add: the id makes it the same job however often it is added under one generation. */
export type NewJob = { queue: QueueSettings; jobId: string; payload: Payload }

/** What a job works on, read from its id. */
export type JobSubject = { companyId: number; type: WorkKind["name"]; no: string }

/** Few at once, so that they leave the building of purchase invoices its time. */
const mailing = { attempts: 7, pause: { milliseconds: 5_000, doubling: true, jitter: 0.5 }, atOnce: 2 }

/** Mails of notifications. */
export const mails: JobKind = { job: "mail", queue: { ...mailing, name: "mails", title: "jobs.name.mails" } }

/** Mails with the link of an invitation or of a new password. */
export const invitations: JobKind = {
  job: "invitation",
  queue: { ...mailing, name: "invitations", title: "jobs.name.invitations" },
}

/** Every queue, once, in the order of the Job Queue page. */
export function allQueues(): QueueSettings[] {
  const kinds: JobKind[] = [...workKinds, mails, pushWork, invitations]
  return [...new Map(kinds.map(({ queue }) => [queue.name, queue])).values()]
}

/** The queue of that name. */
export function queueNamed(name: string): QueueSettings | undefined {
  return allQueues().find(queue => queue.name === name)
}

/**
 * The job that does a work.
 * @param generation of the work: BullMQ silently ignores an id that has failed before, so every new try gets its own
 */
export function jobFor({ job, queue }: JobKind, companyId: number, no: string, generation: number): NewJob {
  const jobId = `${job}-${companyId}-${encodeURIComponent(no)}-${generation}`
  return { queue, jobId, payload: { companyId, no } }
}

/** The job that mails one notification to its user. */
export function mailJob(to: { companyId: number; userId: number; eventId: number }, generation: number): NewJob {
  return jobFor(mails, to.companyId, `${to.userId}-${to.eventId}`, generation)
}

/** The job that mails an invitation's link. */
export function invitationJob(companyId: number, eventId: number, generation: number): NewJob {
  return jobFor(invitations, companyId, String(eventId), generation)
}

/** A job's id without its generation: the same for every try at the same work. */
export function workOf(jobId: string): string {
  return jobId.slice(0, jobId.lastIndexOf("-"))
}

/** The kind of work that a job does; undefined for what tells somebody and for ids that are not ours. */
export function workKindOf(jobId: string): WorkKind | undefined {
  const [job] = jobId.split("-", 1)
  return workKinds.find(kind => kind.job === job)
}

/** What a job works on; undefined for what tells somebody and for ids that are not ours. */
export function subjectOf(jobId: string): JobSubject | undefined {
  const kind = workKindOf(jobId)
  const [, company, no] = /^[a-z]+-(\d+)-(.+)-\d+$/.exec(jobId) ?? []
  if (!kind || !company || !no) return undefined
  return { companyId: Number(company), type: kind.name, no: decodeURIComponent(no) }
}
