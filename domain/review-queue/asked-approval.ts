import { and, eq, inArray, sql } from "drizzle-orm"
import { approval, approvalEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import type { Matter } from "@/domain/approvals/matter"

/** What an approval that is pending asks of somebody. */
export type AskedApproval = {
  /** Of what is signed. */
  digest: string
  /** By when an answer is due. */
  dueDate: string | null
  /** Whom the actor asked something that has no answer yet, so that the clock stands still; "": nobody. */
  askedOf: string
}

/** By draft, payment order or bank account, what its pending approval asks of the actor now. */
export async function readAsked(
  tx: Tx,
  { companyId, userId }: Actor,
  nos: readonly string[],
  type: Matter["type"] = "purchase_invoice",
): Promise<Map<string, AskedApproval>> {
  const rows = await tx
    .select({
      no: approval.subjectNo,
      digest: approval.digest,
      dueDate: approvalEntry.dueDate,
      askedOf: sql<string>`case when ${approvalEntry.askedOf} is null then '' else ${shownName(companyId, approvalEntry.askedOf)} end`,
    })
    .from(approval)
    .innerJoin(
      approvalEntry,
      and(eq(approvalEntry.companyId, approval.companyId), eq(approvalEntry.approvalId, approval.id)),
    )
    .where(
      and(
        eq(approval.companyId, companyId),
        eq(approval.subjectType, type),
        inArray(approval.subjectNo, [...nos]),
        eq(approval.state, "pending"),
        eq(approvalEntry.approverId, userId),
        eq(approvalEntry.state, "open"),
      ),
    )
  return new Map(rows.map(({ no, ...asked }) => [no, asked]))
}
