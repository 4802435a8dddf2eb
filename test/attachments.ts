import type { Actor } from "@/domain/access/actor"
import { receiveAttachment } from "@/domain/attachments/receive-attachment"
import type { PaperSubject } from "@/domain/papers/paper-trail"

/** A file as it is sent, in pieces that are not those it is kept in. */
export async function* sentIn(bytes: Buffer, piece = 100_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
}

/** A file that a browser takes for a PDF, of so many bytes or a few more, and unlike any other of another text. */
export function pdfOf(text: string, size = 0): Buffer {
  return Buffer.from(`%PDF-1.4\n% ${text}\n${"x".repeat(size)}\n%%EOF`)
}

/** Attaches a file to a document. @returns its id */
export function attach(actor: Actor, to: PaperSubject, name: string, bytes: Buffer = pdfOf(name)): Promise<number> {
  return receiveAttachment(actor, to, { name, file: sentIn(bytes) })
}
