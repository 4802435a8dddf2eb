import type { Tx } from "@/db/tenancy"
import type { DraftRow } from "@/domain/approvals/signed"
import type { IsoDate } from "@/domain/dates/date"
import { recordEvent } from "@/domain/history/record-event"

/** Writes into a draft's history what the clock did, and tells one person of it. */
export async function tellByClock(
  tx: Tx,
  {
    companyId,
    no,
    documentType,
    buyFromVendorName: vendorName,
  }: Pick<DraftRow, "companyId" | "no" | "documentType" | "buyFromVendorName">,
  verb: "due" | "escalated" | "substituted",
  userId: number,
  data: { dueDate: IsoDate } & Record<string, unknown>,
): Promise<void> {
  await recordEvent(tx, {
    companyId,
    actor: null,
    kind: `approval.${verb}`,
    subjectType: "purchase_invoice",
    subjectNo: no,
    data: { documentType, vendorName, ...data },
    tell: { userIds: [userId] },
  })
}
