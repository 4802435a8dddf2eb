import { type Actor, authorise } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { unlessPosted } from "@/domain/purchase-documents/find-posted-as"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"

/**
 * Does something to a draft of one type: a credit memo is not found among the invoices.
 * @param right that the deed asks for: who lacks it learns nothing of what there is
 * @throws Refusal already_posted; NotFound, Forbidden as for seeing it; whatever the deed throws
 */
export async function withDraft<T>(
  actor: Actor,
  { no, documentType, right }: { no: string; documentType: PurchaseDocumentType; right: Right },
  deed: () => Promise<T>,
): Promise<T> {
  authorise(actor, right)
  const looked = readPurchaseDocument(actor, no, { documentType })
  await unlessPosted(actor, no, looked)
  return unlessPosted(actor, no, deed())
}
