import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { DraftRow } from "@/domain/approvals/signed"
import { recordEvent } from "@/domain/history/record-event"

type Verb =
  | "sent"
  | "agreed"
  | "approved"
  | "rejected"
  | "cancelled"
  | "reopened"
  | "delegated"
  | "reassigned"
  | "asked"
  | "answered"

/**
 * Writes what became of an approval into the draft's history.
 *
 * @param happened.tell who is told; the actor is not
 */
export async function recordApproval(
  tx: Tx,
  actor: Actor,
  { companyId, no, version, documentType, buyFromVendorName: vendorName }: DraftRow,
  verb: Verb,
  { data = {}, tell }: { data?: Record<string, unknown>; tell: readonly number[] },
): Promise<void> {
  await recordEvent(tx, {
    companyId,
    actor,
    kind: `approval.${verb}`,
    subjectType: "purchase_invoice",
    subjectNo: no,
    version,
    data: { documentType, vendorName, ...data },
    tell: { userIds: tell.filter(userId => userId !== actor.userId) },
  })
}
