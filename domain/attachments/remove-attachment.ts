import { and, eq } from "drizzle-orm"
import { attachment } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { authorisePapers, type PaperSubject, readTrail, staysForever } from "@/domain/papers/paper-trail"
import { attachedTo } from "./attached"
import { mayRemove } from "./read-attachments"

/**
 * Removes a file from a request or a draft for good; the history keeps its name and its hash. Of who posts the draft at the same time
 * one waits for the other.
 *
 * @throws Refusal "attachment.posted" where what it hangs on was posted, be it in part: there it is withdrawn
 * @throws Forbidden for who neither attached it nor edits all drafts; NotFound, Forbidden as for seeing the document
 */
export async function removeAttachment(actor: Actor, of: PaperSubject, id: number): Promise<void> {
  authorisePapers(actor, of, { change: true })
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const trail = await readTrail(tx, actor, of, { lock: true })
    const file = await attachedTo(tx, companyId, trail.subjects, id)
    if (!mayRemove(actor, file)) throw new Forbidden("purchase_invoice.edit_all")
    if (staysForever(trail, { type: file.subjectType, no: file.subjectNo })) throw refuse("attachment.posted")
    await tx.delete(attachment).where(and(eq(attachment.companyId, companyId), eq(attachment.id, id)))
    await recordEvent(tx, {
      companyId,
      actor,
      kind: `${of.type}.attachment_removed`,
      subjectType: of.type,
      subjectNo: of.no,
      data: { attachmentId: id, fileName: file.fileName, hash: file.hash },
    })
  })
}
