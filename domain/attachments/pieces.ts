import { and, eq } from "drizzle-orm"
import { attachmentPiece } from "@/db/schema"
import { inCompany } from "@/db/tenancy"

/** Bytes in one piece of a file as it is kept. */
const PIECE_SIZE = 256 * 1024

/** Keeps a piece of a file; the first is 0. */
export async function writePiece(
  companyId: number,
  attachmentId: number,
  pieceNo: number,
  bytes: Buffer,
): Promise<void> {
  await inCompany(companyId, tx => tx.insert(attachmentPiece).values({ companyId, attachmentId, pieceNo, bytes }))
}

/** A file as it came in, piece by piece; no transaction stays open between the pieces. */
export async function* readPieces(companyId: number, attachmentId: number): AsyncGenerator<Buffer> {
  for (let pieceNo = 0; ; pieceNo++) {
    const bytes = await readPiece(companyId, attachmentId, pieceNo)
    if (!bytes) return
    yield bytes
  }
}

async function readPiece(companyId: number, attachmentId: number, pieceNo: number): Promise<Buffer | undefined> {
  const p = attachmentPiece
  return inCompany(companyId, async tx => {
    const [piece] = await tx
      .select({ bytes: p.bytes })
      .from(p)
      .where(and(eq(p.companyId, companyId), eq(p.attachmentId, attachmentId), eq(p.pieceNo, pieceNo)))
    return piece?.bytes
  })
}

/** The same bytes in pieces of one size, the last one shorter. */
export async function* cutIntoPieces(sent: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const some of sent) {
    waiting.push(some)
    length += some.length
    if (length < PIECE_SIZE) continue
    const whole = Buffer.concat(waiting)
    const full = length - (length % PIECE_SIZE)
    for (let at = 0; at < full; at += PIECE_SIZE) yield whole.subarray(at, at + PIECE_SIZE)
    waiting = [whole.subarray(full)]
    length -= full
  }
  if (length > 0) yield Buffer.concat(waiting)
}
