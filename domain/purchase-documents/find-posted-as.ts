import { and, desc, eq } from "drizzle-orm"
import { postedPurchaseDocument } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import type { PurchaseDocumentType } from "./document-type"

export type PostedAs = {
  no: string
  documentType: PurchaseDocumentType
  vendorName: string
  /** Who posted it, and when. */
  byName: string
  at: Date
}

/**
 * What a draft that is gone was posted as.
 *
 * @param draftNo number that the draft had
 * @param documentType absent: either
 * @returns null where nothing was posted under that number, or the actor could not have seen the draft
 * @throws Forbidden
 */
export async function findPostedAs(
  actor: Actor,
  draftNo: string,
  documentType?: PurchaseDocumentType,
): Promise<PostedAs | null> {
  authorise(actor, "purchase_invoice.edit_own")
  return inCompany(actor.companyId, async tx => {
    const [posted] = await tx
      .select({
        no: postedPurchaseDocument.no,
        documentType: postedPurchaseDocument.documentType,
        vendorName: postedPurchaseDocument.buyFromVendorName,
        byName: postedPurchaseDocument.postedByName,
        at: postedPurchaseDocument.postedAt,
        requestedBy: postedPurchaseDocument.requestedBy,
      })
      .from(postedPurchaseDocument)
      .where(
        and(
          eq(postedPurchaseDocument.companyId, actor.companyId),
          eq(postedPurchaseDocument.preAssignedNo, draftNo),
          documentType && eq(postedPurchaseDocument.documentType, documentType),
        ),
      )
      .orderBy(desc(postedPurchaseDocument.postedAt))
      .limit(1)
    if (!posted) return null
    const { requestedBy, ...found } = posted
    return requestedBy === actor.userId || may(actor, "purchase_invoice.edit_all") ? found : null
  })
}

/**
 * Does something to a draft; where it is gone because somebody posted it meanwhile, says so instead of "not found".
 *
 * @throws Refusal "already_posted"; whatever the deed throws
 */
export async function unlessPosted<T>(actor: Actor, draftNo: string, deed: Promise<T>): Promise<T> {
  try {
    return await deed
  } catch (error) {
    const posted = error instanceof NotFound ? await findPostedAs(actor, draftNo) : null
    if (posted) throw refuse("already_posted", { no: posted.no, name: posted.byName })
    throw error
  }
}
