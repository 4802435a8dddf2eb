import { and, eq } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import {
  type ApprovalRow,
  type ApprovalSetup,
  changesSinceSigned,
  readApproval,
  readApprovalSetup,
  readStanding,
} from "@/domain/approvals/in-force"
import type { DraftRow } from "@/domain/approvals/signed"
import { readLines } from "@/domain/documents/store-lines"
import { NotFound, refuse } from "@/domain/errors"
import { lockPurchaseDocument, requireVersion } from "@/domain/purchase-documents/access"
import { type EntryRow, readApprovalEntries, type StepRow } from "./open-entry"
import { type Considered, consider } from "./subject-of"

/** A locked draft whose approval is pending, with all that an answer rests on. */
export type Pending = {
  header: DraftRow
  setup: ApprovalSetup
  approval: ApprovalRow
  steps: readonly StepRow[]
  entries: readonly EntryRow[]
  considered: Considered
  /** Of the draft as it is now. */
  digest: string
  /** Signed fields that are not as they were sent. */
  changed: readonly string[]
}

/**
 * Locks a draft in order to answer its approval: of two who do so at once the second waits here.
 *
 * @throws Refusal approval.settled where none is pending any more; exchange_rate_missing
 * @throws Stale where it was changed since it was looked at; NotFound, Forbidden as for seeing it
 */
export async function lockPending(tx: Tx, actor: Actor, no: string, version: number): Promise<Pending> {
  const header = await lockPurchaseDocument(tx, actor, no)
  requireVersion(header, version)
  return readPending(tx, header)
}

/**
 * Locks a draft for an administrator, who mends its approval without seeing what it buys.
 *
 * @throws NotFound, Forbidden
 */
export async function lockForAdministration(tx: Tx, actor: Actor, no: string): Promise<DraftRow> {
  authorise(actor, "company.administer")
  const [header] = await tx
    .select()
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.no, no)))
    .for("update")
  if (!header) throw new NotFound("purchase invoice")
  return header
}

/** The same of a draft that is locked already. @throws Refusal exchange_rate_missing, approval.settled */
export async function readPending(tx: Tx, header: DraftRow): Promise<Pending> {
  const { lines, ...sent } = await readPendingApproval(tx, header)
  return { ...sent, considered: await consider(tx, header, lines, sent.setup, sent.approval.sentBy) }
}

/**
 * The approval of a draft that is pending, and its lines, without what it is held against: that needs no exchange rate.
 *
 * @throws Refusal approval.settled where none is pending any more
 */
export async function readPendingApproval(
  tx: Tx,
  header: DraftRow,
): Promise<Omit<Pending, "considered"> & { lines: Awaited<ReturnType<typeof readLines>> }> {
  const { companyId, no } = header
  const setup = await readApprovalSetup(tx, companyId)
  const lines = await readLines(tx, "purchase", companyId, no)
  const standing = await readStanding(tx, header, lines)
  if (standing.inForce?.state !== "pending") throw refuse("approval.settled")
  const approval = await readApproval(tx, companyId, standing.inForce.id)
  const { steps, entries } = await readApprovalEntries(tx, companyId, approval.id)
  const changed = (await changesSinceSigned(tx, companyId, standing)).map(({ field }) => field)
  return { header, setup, approval, steps, entries, lines, digest: standing.digest, changed }
}

/** Whether a step is the last: whoever answers it needs limits that suffice. */
export const isLastStep = ({ steps }: Pick<Pending, "steps">, step: number) => step === steps.at(-1)?.step
