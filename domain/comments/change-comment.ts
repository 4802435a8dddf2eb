import { and, eq } from "drizzle-orm"
import { documentComment } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { authorisePapers, mayTendPapers, type PaperSubject, readTrail } from "@/domain/papers/paper-trail"
import { type CommentRow, lockComment } from "./comment-of"
import { mentionedIn, readMentions } from "./mentions"
import { peopleWhoSee } from "./people-who-see"
import { checkedBody, documentOf } from "./write-comment"

/** Minutes in which who wrote a comment may change its words; the table says so too. */
const EDIT_MINUTES = 5

export const isEditable = ({ writtenAt, struckAt }: Pick<CommentRow, "writtenAt" | "struckAt">, now = Date.now()) =>
  struckAt === null && now - writtenAt.getTime() < EDIT_MINUTES * 60_000

/**
 * Changes the words of one's own comment, within five minutes. Who is mentioned anew is told.
 * @throws Refusal comment.too_late on "body", and as `writeComment`; Forbidden for another's; NotFound
 */
export async function editComment(actor: Actor, on: PaperSubject, id: number, typed: string): Promise<void> {
  await change(actor, on, id, async (tx, comment, at) => {
    requireOwn(actor, comment)
    const { body, mentioned } = readMentions(checkedBody(typed), await peopleWhoSee(tx, actor.companyId, at))
    if (!isEditable(comment)) throw refuse("comment.too_late", undefined, "body")
    const before = mentionedIn(comment.body)
    return {
      set: { body, editedAt: new Date() },
      kind: "comment.edited",
      told: mentioned.filter(each => !before.includes(each) && each !== actor.userId),
    }
  })
}

/** Strikes one's own comment through: it is still read. Twice is once. @throws Forbidden for another's; NotFound */
export async function strikeComment(actor: Actor, on: PaperSubject, id: number): Promise<void> {
  await change(actor, on, id, async (_tx, comment) => {
    requireOwn(actor, comment)
    return comment.struckAt === null ? { set: { struckAt: new Date() }, kind: "comment.struck" } : undefined
  })
}

/**
 * Ticks a task off, or takes the tick away: whose it is, who gave it, or who edits all drafts.
 * @throws Forbidden for others; Refusal comment.no_task; NotFound
 */
export async function tickTask(actor: Actor, on: PaperSubject, id: number, done: boolean): Promise<void> {
  await change(actor, on, id, async (_tx, comment) => {
    if (comment.assignedTo === null) throw refuse("comment.no_task")
    if (!mayTick(actor, comment)) throw new Forbidden("purchase_invoice.edit_all")
    if ((comment.doneAt !== null) === done) return undefined
    const tick = done
      ? { doneAt: new Date(), doneBy: actor.userId, doneByName: actor.name }
      : { doneAt: null, doneBy: null, doneByName: "" }
    return { set: tick, kind: done ? "comment.done" : "comment.undone" }
  })
}

/** Whether a task is the actor's to tick. */
export function mayTick(
  actor: Actor,
  { assignedTo, writtenBy }: Pick<CommentRow, "assignedTo" | "writtenBy">,
): boolean {
  return [assignedTo, writtenBy].includes(actor.userId) || mayTendPapers(actor)
}

type Change = { set: Partial<CommentRow>; kind: string; told?: number[] }

async function change(
  actor: Actor,
  on: PaperSubject,
  id: number,
  decide: (tx: Tx, comment: CommentRow, at: PaperSubject) => Promise<Change | undefined>,
): Promise<void> {
  authorisePapers(actor, on)
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const { at, subjects } = await readTrail(tx, actor, on)
    const decided = await decide(tx, await lockComment(tx, companyId, subjects, id), at)
    if (!decided) return
    await tx
      .update(documentComment)
      .set(decided.set)
      .where(and(eq(documentComment.companyId, companyId), eq(documentComment.id, id)))
    await recordEvent(tx, {
      companyId,
      actor,
      kind: decided.kind,
      subjectType: at.type,
      subjectNo: at.no,
      data: { commentId: id, document: await documentOf(tx, at) },
      tell: { userIds: decided.told ?? [] },
    })
  })
}

function requireOwn(actor: Actor, { writtenBy }: CommentRow): void {
  if (writtenBy !== actor.userId) throw new Forbidden("purchase_invoice.edit_all")
}
