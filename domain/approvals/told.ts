import { and, eq, inArray } from "drizzle-orm"
import { approvalEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

/** Somebody who is asked, or has answered. */
export type Told = { userId: number; decision: "approved" | "rejected" | "delegated" | null }

/** Everybody whom an approval has come to so far, and what they said: who is to be told how it goes on. */
export async function readDecidedBy(tx: Tx, companyId: number, approvalId: number): Promise<Told[]> {
  return tx
    .select({ userId: approvalEntry.approverId, decision: approvalEntry.decision })
    .from(approvalEntry)
    .where(
      and(
        eq(approvalEntry.companyId, companyId),
        eq(approvalEntry.approvalId, approvalId),
        inArray(approvalEntry.state, ["open", "approved"]),
      ),
    )
}
