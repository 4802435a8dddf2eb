import { purchaseInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { stateOfNew } from "@/domain/approvals/move"
import { isServiceCharge } from "@/domain/documents/draft"
import type { DraftLine, LineField } from "@/domain/documents/line-fields"
import { writeLines } from "@/domain/documents/store-lines"
import { recordEvent } from "@/domain/history/record-event"
import { eventKind } from "@/domain/purchase-documents/document-type"
import type { PurchaseDocumentRow } from "@/domain/purchase-documents/purchase-header"

type NewDraft = Omit<
  PurchaseDocumentRow,
  "lineCount" | "lastLineId" | "reviewState" | "vendorInvoiceDigits" | "reviewStateAt"
> & {
  [Written in "lineCount" | "lastLineId" | "reviewState" | "reviewStateAt"]?: unknown
}

/**
 * Writes a draft that is made of a posted document, with its lines: asked for by the actor, ready for somebody else's review.
 *
 * @param data of the event, beside the vendor's name
 */
export async function insertDraft(
  tx: Tx,
  actor: Actor,
  draft: NewDraft,
  lines: readonly DraftLine[],
  data: Record<string, string> = {},
): Promise<void> {
  const { companyId } = actor
  const { no, documentType, buyFromVendorName: vendorName } = draft
  await tx.insert(purchaseInvoice).values({
    ...draft,
    reviewState: stateOfNew(companyId),
    reviewStateAt: undefined,
    createdAt: undefined,
    updatedAt: undefined,
    lastLineId: Math.max(0, ...lines.map(line => line.lineId)),
    lineCount: lines.length,
  })
  await writeLines(tx, "purchase", companyId, no, [], lines)
  await recordEvent(tx, {
    companyId,
    actor,
    kind: eventKind(documentType, "created"),
    subjectType: "purchase_invoice",
    subjectNo: no,
    version: 1,
    data: { vendorName, ...data },
  })
}

/**
 * A posted line as a draft's. Its discount is a typed amount now, its VAT product posting group a chosen one, and so is a service
 * charge that came of its tiers: figures stay as posted.
 *
 * @param fields that no default overrules besides
 */
export function asTyped<Line extends DraftLine>(line: Line, fields: readonly LineField[] = []): Line {
  const group: LineField[] = line.vatProdPostingGroup === null ? [] : ["vatProdPostingGroup"]
  const copied = { ...line, typedFields: [...new Set<LineField>(["lineDiscountPercent", ...group, ...fields])] }
  return isServiceCharge(line) ? { ...copied, costSource: { kind: "typed" } } : copied
}
