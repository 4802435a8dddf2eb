import { sql } from "drizzle-orm"
import { backgroundWorkPiece, purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type QueuedWork, queueWork } from "@/domain/background-work/queue-work"
import { sendingOf } from "@/domain/documents/form-once"
import { refuse } from "@/domain/errors"
import { type Choice, chosen } from "./choose-drafts"
import type { BatchOptions } from "./post-document"
import { batchPostingWork } from "./work-kind"

export type BatchPostingInput = BatchOptions & {
  /** The id the page made; used up by a committed batch. */
  formId: string
  choice: Choice
}

/**
 * Asks for drafts to be posted one after the other: notes which, as they are now, in one transaction. The caller enqueues
 * the job after that. Sent twice as it was, a form makes one batch.
 *
 * @throws Forbidden
 * @throws Refusal "batch_nothing_chosen" when none of the drafts is there (any more)
 */
export async function requestBatchPosting(actor: Actor, input: BatchPostingInput): Promise<QueuedWork> {
  authorise(actor, batchPostingWork.right)
  const { choice, unreviewed } = input
  const options: BatchOptions = { unreviewed }
  const { companyId } = actor
  return inCompany(companyId, tx =>
    queueWork(tx, batchPostingWork, actor, { askedAs: sendingOf(input), options }, async no => {
      const put = await tx.execute(sql`
        insert into ${backgroundWorkPiece} (company_id, kind, work_no, piece_no, content)
        select company_id, ${batchPostingWork.name}, ${no}, row_number() over (order by no), jsonb_build_object(
          'documentNo', no, 'vendorName', buy_from_vendor_name, 'currencyCode', currency_code,
          'amountIncludingVat', amount_including_vat::text)
        from ${purchaseInvoice} where ${chosen(companyId, choice)}`)
      if (put.count === 0) throw refuse("batch_nothing_chosen")
    }),
  )
}
