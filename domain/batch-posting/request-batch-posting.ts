import { and, eq, sql } from "drizzle-orm"
import { batchPosting, batchPostingDocument, purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { sendingOf } from "@/domain/documents/form-once"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { type Choice, chosen } from "./choose-drafts"

export type BatchPostingInput = {
  /** The id the page made; used up by a committed batch. */
  formId: string
  choice: Choice
  /** Post also what nobody has reviewed, where the company leaves that to who posts. */
  unreviewed: boolean
}

export type RequestedBatch = {
  id: number
  /** Of its job. */
  generation: number
}

/**
 * Asks for drafts to be posted one after the other: notes which, as they are now, in one transaction. The caller enqueues
 * the job after that. Sent twice as it was, a form makes one batch.
 *
 * @throws Forbidden
 * @throws Refusal "batch_nothing_chosen" when none of the drafts is there (any more)
 */
export async function requestBatchPosting(actor: Actor, input: BatchPostingInput): Promise<RequestedBatch> {
  authorise(actor, "purchase_invoice.post")
  const formId = sendingOf(input)
  return inCompany(
    actor.companyId,
    async tx => (await make(tx, actor, { ...input, formId })) ?? madeBefore(tx, actor, formId),
  )
}

async function madeBefore(tx: Tx, actor: Actor, formId: string): Promise<RequestedBatch> {
  const [made] = await tx
    .select({ id: batchPosting.id, generation: batchPosting.generation })
    .from(batchPosting)
    .where(
      and(
        eq(batchPosting.companyId, actor.companyId),
        eq(batchPosting.requestedBy, actor.userId),
        eq(batchPosting.formId, formId),
      ),
    )
  return made!
}

/** @returns undefined where the same sending has made one: the key of its form decides, and waits for who is making it */
async function make(
  tx: Tx,
  actor: Actor,
  { formId, choice, unreviewed }: BatchPostingInput,
): Promise<RequestedBatch | undefined> {
  const { companyId } = actor
  const [batch] = await tx
    .insert(batchPosting)
    .values({ companyId, formId, requestedBy: actor.userId, requestedByName: actor.name, unreviewed, documentCount: 0 })
    .onConflictDoNothing({ target: [batchPosting.companyId, batchPosting.requestedBy, batchPosting.formId] })
    .returning({ id: batchPosting.id, generation: batchPosting.generation })
  if (!batch) return undefined
  const { id, generation } = batch
  const inserted = await tx.execute(sql`
    insert into ${batchPostingDocument}
      (company_id, batch_id, line_no, document_no, vendor_name, currency_code, amount_including_vat)
    select company_id, ${id}, row_number() over (order by no), no, buy_from_vendor_name, currency_code,
      amount_including_vat
    from ${purchaseInvoice} where ${chosen(companyId, choice)}`)
  if (inserted.count === 0) throw refuse("batch_nothing_chosen")
  await tx
    .update(batchPosting)
    .set({ documentCount: inserted.count })
    .where(and(eq(batchPosting.companyId, companyId), eq(batchPosting.id, id)))
  await recordEvent(tx, {
    companyId,
    actor,
    kind: "batch_posting.requested",
    subjectType: "batch_posting",
    subjectNo: String(id),
    data: { documentCount: inserted.count },
  })
  return { id, generation }
}
