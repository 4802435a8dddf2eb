import "server-only"
import { found } from "@/app/found"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { findPostedAs, type PostedAs } from "@/domain/purchase-documents/find-posted-as"

/** For pages of a draft: what was read of it, or what it was posted as where it is gone; 404 and 403 as `found`. */
export async function draftOrPosted<T>(
  actor: Actor,
  no: string,
  documentType: PurchaseDocumentType,
  read: Promise<T>,
): Promise<{ draft: T; posted: null } | { draft: null; posted: PostedAs }> {
  try {
    return { draft: await read, posted: null }
  } catch (error) {
    const posted = error instanceof NotFound ? await findPostedAs(actor, no, documentType) : null
    return posted ? { draft: null, posted } : found(Promise.reject(error))
  }
}
