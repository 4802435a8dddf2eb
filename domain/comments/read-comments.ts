import { and, desc, eq, inArray, sql } from "drizzle-orm"
import { documentComment, documentCommentSeen } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import { authorisePapers, type PaperSubject, readTrail } from "@/domain/papers/paper-trail"
import { isEditable, mayTick } from "./change-comment"
import { type CommentRow, writtenOn } from "./comment-of"
import { type MentionedPerson, mentionedIn, mentionsIn } from "./mentions"
import { peopleWhoSee } from "./people-who-see"

export type Comment = Pick<CommentRow, "id" | "writtenByName" | "writtenAt" | "editedAt" | "struckAt" | "doneAt"> & {
  parts: { text: string; isName: boolean }[]
  /** Whose task it is; null: it is none. */
  assignedName: string | null
  doneByName: string
  /** The reader has not seen it before, and did not write it. */
  isNew: boolean
  mayEdit: boolean
  mayStrike: boolean
  mayTick: boolean
}

export type Comments = {
  /** The latest first: of the document and of all that led to it. */
  comments: Comment[]
  /** Who may be mentioned and given a task. */
  people: MentionedPerson[]
}

/** Comments shown at most, the latest ones. */
const shownAtMost = 200

/**
 * The comments on a document, and on the draft and the request that it was. They are seen by that: the next time they are not new.
 * @throws NotFound, Forbidden as for seeing the document
 */
export async function readComments(actor: Actor, of: PaperSubject): Promise<Comments> {
  authorisePapers(actor, of)
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const { at, subjects } = await readTrail(tx, actor, of)
    const rows = await tx
      .select()
      .from(documentComment)
      .where(writtenOn(companyId, subjects))
      .orderBy(desc(documentComment.id))
      .limit(shownAtMost)
    const people = await peopleWhoSee(tx, companyId, at)
    if (rows.length === 0) return { comments: [], people }
    const [names, seen] = [await namesOf(tx, companyId, rows), await seenBy(tx, actor, subjects)]
    const nameOf = (id: number) => names.get(id) ?? "?"
    const isNew = (row: CommentRow) =>
      row.writtenBy !== actor.userId && row.id > (seen.get(`${row.subjectType} ${row.subjectNo}`) ?? 0)
    if (rows.some(isNew)) await markSeen(tx, actor, rows)
    return { people, comments: rows.map(row => shown(actor, row, nameOf, isNew(row))) }
  })
}

function shown(actor: Actor, row: CommentRow, nameOf: (id: number) => string, isNew: boolean): Comment {
  const isOwn = row.writtenBy === actor.userId
  const { id, writtenByName, writtenAt, editedAt, struckAt, doneAt, doneByName } = row
  return {
    ...{ id, writtenByName, writtenAt, editedAt, struckAt, doneAt, doneByName },
    parts: mentionsIn(row.body, nameOf),
    assignedName: row.assignedTo === null ? null : nameOf(row.assignedTo),
    isNew,
    mayEdit: isOwn && isEditable(row),
    mayStrike: isOwn && struckAt === null,
    mayTick: row.assignedTo !== null && mayTick(actor, row),
  }
}

/** As the company may know them today. */
async function namesOf(tx: Tx, companyId: number, rows: readonly CommentRow[]): Promise<Map<number, string>> {
  const ids = new Set(
    rows.flatMap(({ body, assignedTo }) => [...mentionedIn(body), ...(assignedTo ? [assignedTo] : [])]),
  )
  if (ids.size === 0) return new Map()
  const found = await tx.execute<{ id: number; name: string }>(
    sql`select asked.id, ${shownName(companyId, sql`asked.id` as never)} as name from unnest(${sql.param([...ids])}::integer[]) as asked (id)`,
  )
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** The latest that the actor has seen, by subject. */
async function seenBy(tx: Tx, actor: Actor, subjects: readonly PaperSubject[]): Promise<Map<string, number>> {
  const s = documentCommentSeen
  const rows = await tx
    .select()
    .from(s)
    .where(
      and(
        eq(s.companyId, actor.companyId),
        eq(s.userId, actor.userId),
        inArray(
          s.subjectNo,
          subjects.map(({ no }) => no),
        ),
      ),
    )
  return new Map(rows.map(({ subjectType, subjectNo, seenId }) => [`${subjectType} ${subjectNo}`, seenId]))
}

async function markSeen(tx: Tx, { companyId, userId }: Actor, rows: readonly CommentRow[]): Promise<void> {
  const latest = new Map<string, CommentRow>()
  // The latest comes first.
  for (const row of rows)
    if (!latest.has(`${row.subjectType} ${row.subjectNo}`)) latest.set(`${row.subjectType} ${row.subjectNo}`, row)
  const seen = [...latest.values()].map(({ id, subjectType, subjectNo }) => ({
    companyId,
    userId,
    subjectType,
    subjectNo,
    seenId: id,
  }))
  await tx
    .insert(documentCommentSeen)
    .values(seen)
    .onConflictDoUpdate({
      target: [
        documentCommentSeen.companyId,
        documentCommentSeen.userId,
        documentCommentSeen.subjectType,
        documentCommentSeen.subjectNo,
      ],
      set: { seenId: sql`greatest(${documentCommentSeen.seenId}, excluded.seen_id)` },
    })
}
