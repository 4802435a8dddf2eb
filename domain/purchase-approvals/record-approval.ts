import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { Matter } from "@/domain/approvals/matter"
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
 * Writes what became of an approval into the history of what it is of.
 *
 * @param happened.tell who is told; the actor is not
 */
export async function recordApproval(
  tx: Tx,
  actor: Actor,
  { companyId, type, version, said, historyOf }: Matter,
  verb: Verb,
  { data = {}, tell }: { data?: Record<string, unknown>; tell: readonly number[] },
): Promise<void> {
  await recordEvent(tx, {
    companyId,
    actor,
    kind: `approval.${verb}`,
    subjectType: historyOf.type,
    subjectNo: historyOf.no,
    // In a history that is not its own the versions are another's.
    version: historyOf.type === type ? version : undefined,
    data: { ...said, ...data },
    tell: { userIds: tell.filter(userId => userId !== actor.userId) },
  })
}
