import { and, eq, isNotNull, or, type SQL } from "drizzle-orm"
import { attachment } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { NotFound } from "@/domain/errors"
import type { PaperSubject } from "@/domain/papers/paper-trail"

export type AttachmentRow = typeof attachment.$inferSelect

/** Those that hang on one of the subjects. */
export function hangsOn(companyId: number, subjects: readonly PaperSubject[]): SQL | undefined {
  const each = subjects.map(({ type, no }) => and(eq(attachment.subjectType, type), eq(attachment.subjectNo, no)))
  return and(eq(attachment.companyId, companyId), or(...each))
}

/**
 * One that has come in whole and hangs on one of the subjects.
 * @throws NotFound for one that hangs elsewhere, as where there is none
 */
export async function attachedTo(
  tx: Tx,
  companyId: number,
  subjects: readonly PaperSubject[],
  id: number,
): Promise<AttachmentRow & { type: NonNullable<AttachmentRow["type"]>; hash: string }> {
  if (!Number.isSafeInteger(id)) throw new NotFound("attachment")
  const [row] = await tx
    .select()
    .from(attachment)
    .where(and(hangsOn(companyId, subjects), eq(attachment.id, id), isNotNull(attachment.hash)))
  const { type, hash } = row ?? {}
  if (!row || !type || !hash) throw new NotFound(`attachment ${id}`)
  return { ...row, type, hash }
}
