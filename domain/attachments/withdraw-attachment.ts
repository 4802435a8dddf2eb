import { and, eq, sql } from "drizzle-orm"
import { attachment } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { readTrail } from "@/domain/papers/paper-trail"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { attachedTo } from "./attached"

const LONGEST_REASON = 250

/**
 * Withdraws a file from a posted document: it stays, and says by whom and why it does not count. Once withdrawn is withdrawn.
 *
 * @throws Refusal "attachment.reason" on the field "reason" where none is given, "attachment.withdrawn" where it was before
 * @throws NotFound for a file of another document; NotFound, Forbidden
 */
export async function withdrawAttachment(actor: Actor, no: string, id: number, typed: string): Promise<void> {
  authorise(actor, "posted_purchase_invoice.correct")
  const { companyId } = actor
  const reason = cutText(receivedLine(typed).trim(), LONGEST_REASON)
  await inCompany(companyId, async tx => {
    const { at, subjects } = await readTrail(tx, actor, { type: "posted_purchase_document", no })
    const file = await attachedTo(tx, companyId, subjects, id)
    if (reason === "") throw refuse("attachment.reason", undefined, "reason")
    const [withdrawn] = await tx
      .update(attachment)
      .set({
        withdrawnBy: actor.userId,
        withdrawnByName: actor.name,
        withdrawnAt: sql`now()`,
        withdrawnReason: reason,
      })
      .where(and(eq(attachment.companyId, companyId), eq(attachment.id, id), sql`${attachment.withdrawnAt} is null`))
      .returning({ id: attachment.id })
    if (!withdrawn) throw refuse("attachment.withdrawn")
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "posted_purchase_document.attachment_withdrawn",
      subjectType: at.type,
      subjectNo: at.no,
      data: { attachmentId: id, fileName: file.fileName, reason },
    })
  })
}
