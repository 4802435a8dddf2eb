import { nextGenerations, readGenerations } from "@/domain/background-work/generations"
import type { RelayedKind } from "@/domain/background-work/work-kind"
import { listUnfinished } from "@/domain/job-queue/unfinished-work"
import { workKinds } from "@/domain/job-queue/work-kinds"
import { listPendingMail, nextMailGenerations } from "@/domain/notifications/pending-mail"
import type { ToldKey } from "@/domain/notifications/read-told"
import { pushWork } from "@/domain/push/work-kind"
import { env } from "@/env"
import { workerLog } from "./log"
import { sweepMails } from "./mail-sweep"
import { addJobs, readyQueue } from "./producers"
import { jobFor, mailJob, mails, type NewJob, workOf } from "./queues"
import { relayInvitations } from "./relay-invitations"
import { within } from "./time-limit"

/** Ids looked at in one round, of each kind. */
const readAtOnce = 10_000

/** Jobs added in one step: a transaction raises their generations, and one question to the queue takes them. */
const addedAtOnce = 1_000

/** Milliseconds a round waits for the queue before it leaves things to the next. */
const timeout = 10_000

/**
 * Starts to enqueue, every half of RELAY_AFTER_SECONDS, what is unfinished and has no live job.
 * @returns `stop` waits for a round that runs
 */
export function startRelay(): { stop(): Promise<void> } {
  const after = env().RELAY_AFTER_SECONDS
  let round: Promise<unknown> | undefined
  const timer = setInterval(() => {
    round ??= relayOnce(after)
      .catch(error => workerLog().warn({ err: error }, "relay: put off"))
      .finally(() => {
        round = undefined
      })
  }, after * 500)
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}

/**
 * One round: whatever has been unfinished for that long and has no live job is enqueued again, under its next generation
 * (an id that failed is ignored by BullMQ when it is added again). Goes by the state alone, so that it does not matter
 * how a job was lost; several relays at once do no harm.
 *
 * @returns how many jobs it added
 * @throws when database or queue are away; the next round does it
 */
export async function relayOnce(afterSeconds: number): Promise<number> {
  const work = await listUnfinished(afterSeconds, readAtOnce)
  let added = 0
  for (const kind of [...workKinds, pushWork]) {
    const ofKind = work.filter(one => one.kind === kind.name)
    added += await relayWork(kind, ofKind)
  }
  return added + (await relayMails(afterSeconds)) + (await relayInvitations())
}

type Named = { companyId: number; no: string }

async function relayWork(kind: RelayedKind, unfinished: readonly Named[]): Promise<number> {
  const queue = kind.queue.name
  if (unfinished.length === 0) return 0
  const lost = await withoutLiveJob(queue, unfinished, one => jobFor(kind, one.companyId, one.no, 0))
  let added = 0
  for (const [companyId, named] of byCompany(lost)) {
    const nos = named.map(one => one.no)
    // The generations are read before the second look at the queue: what another relay enqueues in between is either
    // seen there, or has a generation that no longer matches.
    const seen = await readGenerations(companyId, kind.kept, nos)
    const stillLost = await withoutLiveJob(queue, seen, one => jobFor(kind, companyId, one.no, 0))
    for (const { no } of stillLost.filter(one => one.hopeless)) {
      await kind.giveUp(companyId, no)
      sweepMails()
      workerLog().error({ company: companyId, kind: kind.name, no }, "relay: given up")
    }
    const hopeful = stillLost.filter(one => !one.hopeless)
    if (hopeful.length === 0) continue
    const raised = await nextGenerations(companyId, kind.kept, hopeful)
    const jobs = raised.map(one => jobFor(kind, companyId, one.no, one.generation))
    await within(timeout, addJobs(jobs))
    added += jobs.length
    workerLog().info({ queue, company: companyId, jobs: jobs.length }, "relay: enqueued again")
  }
  return added
}

async function relayMails(afterSeconds: number): Promise<number> {
  const pending = await listPendingMail(afterSeconds, readAtOnce)
  if (pending.length === 0) return 0
  const lost = await withoutLiveJob(mails.queue.name, pending, key => mailJob(key, 0))
  let added = 0
  for (const [companyId, keys] of byCompany<ToldKey>(lost)) {
    const jobs = (await nextMailGenerations(companyId, keys)).map(mail => mailJob(mail, mail.generation))
    await within(timeout, addJobs(jobs))
    added += jobs.length
  }
  return added
}

/** Those for which no job of any generation waits, runs, or waits for its next attempt. */
async function withoutLiveJob<T>(name: string, all: readonly T[], jobOf: (one: T) => NewJob): Promise<T[]> {
  const queue = await within(timeout, readyQueue(name))
  // In the order a job goes through them: on PostgreSQL these are read one after the other.
  const ids = await within(timeout, queue.getRanges(["delayed", "waiting", "prioritized", "active"], 0, -1))
  const live = new Set(ids.map(workOf))
  return all.filter(one => !live.has(workOf(jobOf(one).jobId)))
}

/** Each company's in turn, so many at once. */
function byCompany<T extends { companyId: number }>(all: readonly T[]): [companyId: number, T[]][] {
  const companies = new Map<number, T[]>()
  for (const one of all) {
    const own = companies.get(one.companyId)
    if (own) own.push(one)
    else companies.set(one.companyId, [one])
  }
  return [...companies].flatMap(([companyId, own]) => {
    const steps = Array.from({ length: Math.ceil(own.length / addedAtOnce) }, (_, n) => n * addedAtOnce)
    return steps.map((from): [number, T[]] => [companyId, own.slice(from, from + addedAtOnce)])
  })
}
