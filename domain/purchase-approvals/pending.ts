import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { Considered } from "@/domain/approvals/considered"
import { type ApprovalRow, type ApprovalSetup, readApproval } from "@/domain/approvals/in-force"
import type { Approvable, Matter, MatterRef } from "@/domain/approvals/matter"
import { refuse } from "@/domain/errors"
import { requireVersion } from "@/domain/purchase-documents/access"
import { lockMatter } from "./matter-of"
import { type EntryRow, readApprovalEntries, type StepRow } from "./open-entry"

/** Something locked whose approval is pending, with all that an answer rests on. */
export type Pending = {
  matter: Matter
  setup: ApprovalSetup
  approval: ApprovalRow
  steps: readonly StepRow[]
  entries: readonly EntryRow[]
  considered: Considered
  /** Of it as it is now. */
  digest: string
  /** Signed fields that are not as they were sent. */
  changed: readonly string[]
  settled: Approvable["settled"]
}

/**
 * Locks something in order to answer its approval: of two who do so at once the second waits here.
 *
 * @throws Refusal approval.settled where none is pending any more; exchange_rate_missing
 * @throws Stale where it was changed since it was looked at; NotFound, Forbidden as for seeing it
 */
export async function lockPending(tx: Tx, actor: Actor, of: MatterRef, version: number): Promise<Pending> {
  const found = await lockMatter(tx, actor, of)
  requireVersion(found.matter, version)
  return readPending(tx, found)
}

/** The same of something that is locked already. @throws Refusal exchange_rate_missing, approval.settled */
export async function readPending(tx: Tx, of: Approvable): Promise<Pending> {
  const sent = await readPendingApproval(tx, of)
  return { ...sent, considered: await of.consider(sent.approval.sentBy) }
}

/**
 * The approval of something that is pending, without what it is held against: that needs no exchange rate.
 *
 * @throws Refusal approval.settled where none is pending any more
 */
export async function readPendingApproval(tx: Tx, of: Approvable): Promise<Omit<Pending, "considered">> {
  const { matter, setup, inForce, digest, settled } = of
  if (inForce?.state !== "pending") throw refuse("approval.settled")
  const approval = await readApproval(tx, matter.companyId, inForce.id)
  const { steps, entries } = await readApprovalEntries(tx, matter.companyId, approval.id)
  const changed = (await of.changes()).map(({ field }) => field)
  return { matter, setup, approval, steps, entries, digest, changed, settled }
}

/** Whether a step is the last: whoever answers it needs limits that suffice. */
export const isLastStep = ({ steps }: Pick<Pending, "steps">, step: number) => step === steps.at(-1)?.step
