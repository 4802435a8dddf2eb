/** What becomes of a draft's review when the draft is saved. */
import { and, eq, notInArray } from "drizzle-orm"
import { membership } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { SavedData } from "@/domain/documents/change-record"
import { recordEvent } from "@/domain/history/record-event"
import { Decimal } from "@/domain/money/decimal"
import { eventKind } from "./document-type"
import type { PurchaseDocumentRow } from "./purchase-header"
import { isReviewed } from "./review-scope"

/** Whether a review is still one after a save that changed this, and after which the draft comes to these amounts. */
export function keepsReview(
  before: PurchaseDocumentRow,
  changed: Omit<SavedData, "contentHash">,
  amounts: Amounts,
): boolean {
  return before.reviewState === "reviewed" && !isReviewed(changed) && hasSameAmounts(before, amounts)
}

/** Amounts may change though no field did: the vendor's tiers are read anew. */
function hasSameAmounts(before: Amounts, now: Amounts): boolean {
  const names = ["amount", "amountIncludingVat", "invoiceDiscountAmount"] as const
  return names.every(name => new Decimal(before[name]).eq(now[name]))
}

type Amounts = Pick<PurchaseDocumentRow, "amount" | "amountIncludingVat" | "invoiceDiscountAmount">

/** It waits again: purchasing managers are told, but for the requester and whoever changed it. */
export async function tellReviewers(tx: Tx, actor: Actor, header: PurchaseDocumentRow, version: number): Promise<void> {
  const managers = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .where(
      and(
        eq(membership.companyId, actor.companyId),
        eq(membership.role, "purchasing_manager"),
        notInArray(membership.userId, [actor.userId, header.requestedBy]),
      ),
    )
  await recordEvent(tx, {
    companyId: actor.companyId,
    actor,
    kind: eventKind(header.documentType, "ready_for_review"),
    subjectType: "purchase_invoice",
    subjectNo: header.no,
    version,
    data: { vendorName: header.buyFromVendorName },
    tell: { userIds: managers.map(({ userId }) => userId) },
  })
}
