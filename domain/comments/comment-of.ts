import { and, eq, or } from "drizzle-orm"
import { documentComment } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { NotFound } from "@/domain/errors"
import type { PaperSubject } from "@/domain/papers/paper-trail"

export type CommentRow = typeof documentComment.$inferSelect

/** Those that were written on one of the subjects. */
export function writtenOn(companyId: number, subjects: readonly PaperSubject[]) {
  const each = subjects.map(({ type, no }) =>
    and(eq(documentComment.subjectType, type), eq(documentComment.subjectNo, no)),
  )
  return and(eq(documentComment.companyId, companyId), or(...each))
}

/** A comment of a document, locked. @throws NotFound for one of another document, as where there is none */
export async function lockComment(
  tx: Tx,
  companyId: number,
  subjects: readonly PaperSubject[],
  id: number,
): Promise<CommentRow> {
  const [row] = Number.isSafeInteger(id)
    ? await tx
        .select()
        .from(documentComment)
        .where(and(writtenOn(companyId, subjects), eq(documentComment.id, id)))
        .for("update")
    : []
  if (!row) throw new NotFound(`comment ${id}`)
  return row
}
