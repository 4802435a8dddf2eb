import { eq } from "drizzle-orm"
import { documentComment, postedPurchaseDocument, purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { authorisePapers, type PaperSubject, readTrail } from "@/domain/papers/paper-trail"
import { receivedText } from "@/domain/text/received-text"
import { readMentions } from "./mentions"
import { peopleWhoSee } from "./people-who-see"

/** Characters of a comment. */
export const LONGEST_COMMENT = 4_000

/**
 * Writes a comment on a document. Whom it mentions, and whose task it becomes, is told by bell and mail.
 *
 * @param assignedTo a user's id, "" for nobody
 * @throws Refusal comment.blank, .too_long {most}, .nobody {name}, .several {name} on "body"; .not_theirs on "assignedTo"
 * @throws NotFound, Forbidden as for seeing the document
 */
export async function writeComment(
  actor: Actor,
  on: PaperSubject,
  typed: { body: string; assignedTo: string },
): Promise<void> {
  authorisePapers(actor, on)
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const { at } = await readTrail(tx, actor, on)
    const people = await peopleWhoSee(tx, companyId, at)
    const { body, mentioned } = readMentions(checkedBody(typed.body), people)
    const assigned = typed.assignedTo === "" ? null : people.find(({ id }) => String(id) === typed.assignedTo)
    // Whoever is not among them is refused alike, there or not.
    if (assigned === undefined) throw refuse("comment.not_theirs", undefined, "assignedTo")
    const [written] = await tx
      .insert(documentComment)
      .values({
        companyId,
        subjectType: at.type,
        subjectNo: at.no,
        body,
        writtenBy: actor.userId,
        writtenByName: actor.name,
        assignedTo: assigned?.id ?? null,
      })
      .returning({ id: documentComment.id })
    const told = [...mentioned, ...(assigned ? [assigned.id] : [])].filter(id => id !== actor.userId)
    await recordEvent(tx, {
      companyId,
      actor,
      kind: assigned ? "comment.assigned" : "comment.written",
      subjectType: at.type,
      subjectNo: at.no,
      data: { commentId: written!.id, document: await documentOf(tx, at), mentioned, assignedTo: assigned?.id },
      tell: { userIds: told },
    })
  })
}

/** A text as it may be kept. @throws Refusal comment.blank, .too_long {most} on "body" */
export function checkedBody(typed: string): string {
  const body = receivedText(typed).trim()
  if (body === "") throw refuse("comment.blank", undefined, "body")
  if (body.length > LONGEST_COMMENT) throw refuse("comment.too_long", { most: LONGEST_COMMENT }, "body")
  return body
}

/** What the document is called in words. */
export async function documentOf(tx: Tx, { type, no }: PaperSubject): Promise<string> {
  if (type === "purchase_request") return type
  const isPosted = type === "posted_purchase_document"
  const [found] = isPosted
    ? await tx
        .select({ of: postedPurchaseDocument.documentType })
        .from(postedPurchaseDocument)
        .where(eq(postedPurchaseDocument.no, no))
    : await tx.select({ of: purchaseInvoice.documentType }).from(purchaseInvoice).where(eq(purchaseInvoice.no, no))
  return `${isPosted ? "posted_" : ""}purchase_${found!.of}`
}
