import { and, desc, isNotNull } from "drizzle-orm"
import { attachment } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import {
  authorisePapers,
  mayTendPapers,
  type PaperSubject,
  type PaperTrail,
  readTrail,
  staysForever,
} from "@/domain/papers/paper-trail"
import { type AttachmentRow, attachedTo, hangsOn } from "./attached"
import { type AttachmentType, isShown } from "./file-type"
import { openAt } from "./places"
import { wholeFile } from "./whole-file"

export type Attachment = Pick<
  AttachmentRow,
  "id" | "fileName" | "size" | "attachedByName" | "attachedAt" | "withdrawnAt" | "withdrawnByName" | "withdrawnReason"
> & {
  type: AttachmentType
  /** Whether a browser shows it by itself. */
  isShown: boolean
  mayRemove: boolean
  mayWithdraw: boolean
}

/** Files on a document and on all that led to it, and what the actor may do with them. */
export type Attachments = { files: Attachment[]; mayAttach: boolean }

/**
 * The files of a document, the latest first: its own, and those of the draft and the request that it was.
 * @throws NotFound, Forbidden as for seeing the document
 */
export async function readAttachments(actor: Actor, of: PaperSubject): Promise<Attachments> {
  authorisePapers(actor, of)
  return inCompany(actor.companyId, async tx => listed(tx, actor, await readTrail(tx, actor, of)))
}

async function listed(tx: Tx, actor: Actor, trail: PaperTrail): Promise<Attachments> {
  const { at, subjects } = trail
  const rows = await tx
    .select()
    .from(attachment)
    .where(and(hangsOn(actor.companyId, subjects), isNotNull(attachment.hash)))
    .orderBy(desc(attachment.id))
  const mayWithdraw = at.type === "posted_purchase_document" && may(actor, "posted_purchase_invoice.correct")
  return {
    mayAttach: at.type !== "posted_purchase_document" || mayTendPapers(actor),
    files: rows.map(({ id, fileName, type, size, ...row }) => ({
      id,
      fileName,
      type: type!,
      size,
      isShown: isShown(type!) && row.withdrawnAt === null,
      attachedByName: row.attachedByName,
      attachedAt: row.attachedAt,
      withdrawnAt: row.withdrawnAt,
      withdrawnByName: row.withdrawnByName,
      withdrawnReason: row.withdrawnReason,
      mayRemove: !staysForever(trail, { type: row.subjectType, no: row.subjectNo }) && mayRemove(actor, row),
      mayWithdraw: mayWithdraw && row.withdrawnAt === null,
    })),
  }
}

/** Of what is not posted: who attached it, and those who edit all drafts. */
export function mayRemove(actor: Actor, { attachedBy }: Pick<AttachmentRow, "attachedBy">): boolean {
  return attachedBy === actor.userId || mayTendPapers(actor)
}

export type OpenedAttachment = {
  fileName: string
  type: AttachmentType
  size: number
  /** SHA-256 in hexadecimal. */
  hash: string
  isShown: boolean
  /** Its bytes, as they are read; where they are not those that came in, an error takes the place of the last ones. */
  bytes: AsyncGenerator<Uint8Array>
}

/**
 * One of the files of a document, to be handed on piece by piece. A withdrawn one is still there for who may see the document.
 * @throws NotFound for one of another document, as where there is none; NotFound, Forbidden as for seeing the document
 * @throws ObjectStoreAway where its bytes cannot be had; `bytes` throws where they are not those that came in
 */
export async function openAttachment(actor: Actor, of: PaperSubject, id: number): Promise<OpenedAttachment> {
  authorisePapers(actor, of)
  const { companyId } = actor
  const file = await inCompany(companyId, async tx => {
    const { subjects } = await readTrail(tx, actor, of)
    return attachedTo(tx, companyId, subjects, id)
  })
  const { fileName, type, size, hash, withdrawnAt } = file
  // No transaction waits for the store.
  const bytes = wholeFile(await openAt(companyId, id, file), file)
  return { fileName, type, size, hash, isShown: isShown(type) && withdrawnAt === null, bytes }
}
