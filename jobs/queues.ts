import { z } from "zod"

/**
 * The queues: names, payloads and job ids. Loads neither Redis nor BullMQ, so that any page may import it. A job carries
 * ids alone; what it works on is read from the database when it runs.
 */
export const queueNames = [
  "purchase-requests",
  "sales-imports",
  "batch-postings",
  "payment-imports",
  "mails",
  "invitations",
] as const
export type QueueName = (typeof queueNames)[number]

const companyId = z.int().positive()
const no = z.string().min(1)

export const payloads = {
  "purchase-requests": z.object({ companyId, requestNo: no }),
  "sales-imports": z.object({ companyId, importNo: no }),
  "batch-postings": z.object({ companyId, batchId: z.int().positive() }),
  "payment-imports": z.object({ companyId, importId: z.int().positive() }),
  mails: z.object({ companyId, userId: z.int().positive(), eventId: z.int().positive() }),
  invitations: z.object({ companyId, eventId: z.int().positive() }),
} satisfies Record<QueueName, z.ZodType>

export type Payload<Q extends QueueName> = z.infer<(typeof payloads)[Q]>

/** One job to add: the id makes it the same job however often it is added under one generation. */
export type NewJob<Q extends QueueName = QueueName> = { queue: Q; jobId: string; payload: Payload<Q> }

/** What a job works on, by what its id begins with. */
const subjectTypes = {
  build: "purchase_request",
  import: "sales_import",
  batch: "batch_posting",
  pay: "payment_import",
} as const
type JobKind = keyof typeof subjectTypes

/** Company and document a job works on, read from its id. */
export type JobSubject = { companyId: number; type: (typeof subjectTypes)[JobKind]; no: string }

/**
 * The job that builds what a purchase request asks for.
 * @param generation of the request: BullMQ silently ignores an id that has failed before, so every new try gets its own
 */
export function buildJob(companyId: number, requestNo: string, generation: number): NewJob<"purchase-requests"> {
  const jobId = `build-${companyId}-${encodeURIComponent(requestNo)}-${generation}`
  return { queue: "purchase-requests", jobId, payload: { companyId, requestNo } }
}

/** The job that reads an uploaded file of sales invoices. */
export function importJob(companyId: number, importNo: string, generation: number): NewJob<"sales-imports"> {
  const jobId = `import-${companyId}-${encodeURIComponent(importNo)}-${generation}`
  return { queue: "sales-imports", jobId, payload: { companyId, importNo } }
}

/** The job that posts the documents of a batch. @param batchNo the batch's id, as text where it stands for a number */
export function batchJob(companyId: number, batchNo: string, generation: number): NewJob<"batch-postings"> {
  const jobId = `batch-${companyId}-${batchNo}-${generation}`
  return { queue: "batch-postings", jobId, payload: { companyId, batchId: Number(batchNo) } }
}

/** The job that registers the payments of a file. @param importNo the import's id, as text where it stands for a number */
export function paymentImportJob(companyId: number, importNo: string, generation: number): NewJob<"payment-imports"> {
  const jobId = `pay-${companyId}-${importNo}-${generation}`
  return { queue: "payment-imports", jobId, payload: { companyId, importId: Number(importNo) } }
}

/** The job that mails one notification to its user. */
export function mailJob(to: Payload<"mails">, generation: number): NewJob<"mails"> {
  const jobId = `mail-${to.companyId}-${to.userId}-${to.eventId}-${generation}`
  return { queue: "mails", jobId, payload: { companyId: to.companyId, userId: to.userId, eventId: to.eventId } }
}

/** The job that mails an invitation's link. */
export function invitationJob(companyId: number, eventId: number, generation: number): NewJob<"invitations"> {
  const jobId = `invitation-${companyId}-${eventId}-${generation}`
  return { queue: "invitations", jobId, payload: { companyId, eventId } }
}

/** A job's id without its generation: the same for every try at the same work. */
export function workOf(jobId: string): string {
  return jobId.slice(0, jobId.lastIndexOf("-"))
}

/** What a job works on; undefined for a mail and for ids that are not ours. */
export function subjectOf(jobId: string): JobSubject | undefined {
  const [, kind, company, subjectNo] = /^(build|import|batch|pay)-(\d+)-(.+)-\d+$/.exec(jobId) ?? []
  if (!kind || !company || !subjectNo) return undefined
  return { companyId: Number(company), type: subjectTypes[kind as JobKind], no: decodeURIComponent(subjectNo) }
}
