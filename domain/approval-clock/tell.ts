import type { Tx } from "@/db/tenancy"
import type { Matter } from "@/domain/approvals/matter"
import type { IsoDate } from "@/domain/dates/date"
import { recordEvent } from "@/domain/history/record-event"

/** Writes into the history of what is approved what the clock did, and tells one person of it. */
export async function tellByClock(
  tx: Tx,
  { companyId, said, historyOf }: Matter,
  verb: "due" | "escalated" | "substituted",
  userId: number,
  data: { dueDate: IsoDate } & Record<string, unknown>,
): Promise<void> {
  await recordEvent(tx, {
    companyId,
    actor: null,
    kind: `approval.${verb}`,
    subjectType: historyOf.type,
    subjectNo: historyOf.no,
    data: { ...said, ...data },
    tell: { userIds: [userId] },
  })
}
