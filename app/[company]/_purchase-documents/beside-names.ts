import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { fieldLabel } from "@/app/field-label"
import type { DraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"

/** What of a draft became another since it was sent and is not signed, by the names that its form has for it. */
export async function besideNames({ beside }: DraftApprovals, documentType: PurchaseDocumentType): Promise<string[]> {
  const names = await Promise.all(beside.map(({ field }) => fieldLabel(field, purchaseKinds[documentType].names)))
  return names.filter(name => name !== undefined)
}
