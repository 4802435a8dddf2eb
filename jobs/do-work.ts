import type { WorkKind } from "@/domain/background-work/work-kind"
import { isHopeless } from "./classify-error"
import { workerLog } from "./log"
import { sweepMails } from "./mail-sweep"
import { type Payload, workKindOf } from "./queues"

/** Does the work that a job stands for; see workOn. */
export async function doWork(payload: Payload, job: { id: string }): Promise<string> {
  const kind = workKindOf(job.id)
  if (!kind) throw new TypeError(`no kind of work has jobs like ${job.id}`)
  return workOn(kind, payload)
}

/**
 * Does one work, and sends off the mails about it. Work that nothing can help is given up: it would be tried for ever
 * otherwise, as the relay goes by its state.
 *
 * @returns the outcome: "not_queued" when somebody was quicker, or it was cancelled
 */
export async function workOn(kind: WorkKind, { companyId, no }: Payload): Promise<string> {
  try {
    const outcome = await kind.run(companyId, no, isHopelessHere)
    if (outcome !== "not_queued") sweepMails()
    return outcome
  } catch (error) {
    if (isHopeless(error)) {
      await kind.giveUp(companyId, no)
      sweepMails()
    }
    throw error
  }

  /** What nobody foresaw is said in the log; the work goes on with its next piece. */
  function isHopelessHere(error: unknown): boolean {
    const hopeless = isHopeless(error)
    if (hopeless) workerLog().error({ company: companyId, kind: kind.name, no, err: error }, "a piece of work failed")
    return hopeless
  }
}
