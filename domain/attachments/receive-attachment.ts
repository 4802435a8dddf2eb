import { createHash } from "node:crypto"
import { and, count, eq, isNotNull, isNull } from "drizzle-orm"
import { attachment } from "@/db/schema"
import { inCompany, postgresErrorCode } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { ObjectStoreAway } from "@/domain/object-store/object-store"
import { removeObjectSoon } from "@/domain/object-store/remove-objects"
import type { ObjectWriter } from "@/domain/object-store/write-object"
import { authorisePapers, type PaperSubject, readTrail } from "@/domain/papers/paper-trail"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { env } from "@/env"
import { hangsOn } from "./attached"
import { type AttachmentType, FileTypeTeller, namedAs } from "./file-type"
import { MOST_FILES } from "./limits"
import { cutIntoPieces } from "./pieces"
import { type Place, placeForNew, writerAt } from "./places"
import { removeAbandonedAttachments } from "./remove-abandoned"

const LONGEST_NAME = 150

/**
 * Takes in a file, piece by piece as it comes, and attaches it to a document. Memory stays bounded whatever is sent; what is too large is
 * refused once it is, and nothing of it is left behind. What it is tells its content alone.
 *
 * @param sent.name as it was called; "" where the form had no file
 * @returns its id
 * @throws Refusal on the field "file": attachment.missing, .empty, .too_large {megabytes}, .not_taken, .already {name}, .too_many {most},
 * .store_away, whose cause is an ObjectStoreAway
 * @throws NotFound, Forbidden as for seeing the document; of what is posted, for who may not edit purchase invoices
 */
export async function receiveAttachment(
  actor: Actor,
  to: PaperSubject,
  sent: { name: string; file: AsyncIterable<Uint8Array> },
): Promise<number> {
  authorisePapers(actor, to, { change: true })
  await removeAbandonedAttachments(actor.companyId)
  const place = placeForNew(actor.companyId)
  const id = await begin(actor, to, shownName(sent.name), place)
  const writer = writerAt(actor.companyId, id, place)
  try {
    const received = await keep(writer, sent)
    await complete(actor, to, id, received)
    return id
  } catch (error) {
    await writer.abort()
    await discard(actor.companyId, id, place)
    if (error instanceof ObjectStoreAway)
      throw Object.assign(refuse("attachment.store_away", undefined, "file"), { cause: error })
    // The draft was deleted meanwhile, and what hung on it.
    throw postgresErrorCode(error) === "23503" ? new NotFound("attachment") : error
  }
}

/** Nothing is written to its object any more, which its row may have been deleted before. */
async function discard(companyId: number, id: number, { objectKey }: Place): Promise<void> {
  await inCompany(companyId, async tx => {
    await tx.delete(attachment).where(thisOne(companyId, id))
    if (objectKey !== null) await removeObjectSoon(tx, companyId, objectKey)
  })
}

const thisOne = (companyId: number, id: number) =>
  and(eq(attachment.companyId, companyId), eq(attachment.id, id), isNull(attachment.hash))

async function begin(actor: Actor, to: PaperSubject, fileName: string, place: Place): Promise<number> {
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    await readTrail(tx, actor, to)
    const [files] = await tx
      .select({ count: count() })
      .from(attachment)
      .where(hangsOn(companyId, [to]))
    if (files!.count >= MOST_FILES) throw refuse("attachment.too_many", { most: MOST_FILES }, "file")
    const [begun] = await tx
      .insert(attachment)
      .values({
        companyId,
        subjectType: to.type,
        subjectNo: to.no,
        fileName,
        ...place,
        attachedBy: actor.userId,
        attachedByName: actor.name,
      })
      .returning({ id: attachment.id })
    return begun!.id
  })
}

/** Without the folders that some browsers send along. */
function shownName(sent: string): string {
  return cutText(receivedLine(sent).split(/[\\/]/u).at(-1)!.trim(), LONGEST_NAME)
}

type Received = { type: AttachmentType; size: number; hash: string }

async function keep(
  writer: ObjectWriter,
  { name, file }: { name: string; file: AsyncIterable<Uint8Array> },
): Promise<Received> {
  const most = env().ATTACHMENT_MEGABYTES * 1024 * 1024
  const hash = createHash("sha256")
  const teller = new FileTypeTeller()
  let size = 0
  for await (const piece of cutIntoPieces(file)) {
    size += piece.length
    if (size > most) throw refuse("attachment.too_large", { megabytes: env().ATTACHMENT_MEGABYTES }, "file")
    teller.push(piece)
    // What is already known to be nothing that is taken in need not be kept on.
    if (!teller.told()) throw refuse("attachment.not_taken", undefined, "file")
    hash.update(piece)
    await writer.write(piece)
  }
  // A form without a file names none.
  if (size === 0) throw refuse(name === "" ? "attachment.missing" : "attachment.empty", undefined, "file")
  await writer.end()
  return { type: teller.told()!, size, hash: hash.digest("hex") }
}

async function complete(actor: Actor, to: PaperSubject, id: number, received: Received): Promise<void> {
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const [begun] = await tx.select().from(attachment).where(thisOne(companyId, id)).for("update")
    if (!begun) throw new NotFound("attachment")
    const [same] = await tx
      .select({ fileName: attachment.fileName })
      .from(attachment)
      .where(
        and(
          hangsOn(companyId, [to]),
          isNotNull(attachment.hash),
          eq(attachment.hash, received.hash),
          isNull(attachment.withdrawnAt),
        ),
      )
    if (same) throw refuse("attachment.already", { name: same.fileName }, "file")
    const fileName = namedAs(received.type, begun.fileName || "file")
    await tx
      .update(attachment)
      .set({ ...received, fileName })
      .where(thisOne(companyId, id))
    await recordEvent(tx, {
      companyId,
      actor,
      kind: `${to.type}.attached`,
      subjectType: to.type,
      subjectNo: to.no,
      data: { attachmentId: id, fileName, size: received.size, hash: received.hash },
    })
  })
}
