import { and, eq } from "drizzle-orm"
import { approval, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

/** Whether the company has vendors' bank accounts approved by rules; else one other person confirms them. */
export async function approvesAccounts(tx: Tx, companyId: number): Promise<boolean> {
  const s = purchasesSetup
  return (await tx.$count(s, and(eq(s.companyId, companyId), eq(s.bankAccountApproval, true)))) > 0
}

/** Whether an account is answered by its approval alone: so the company says, or one is pending that was sent when it did. */
export async function goesByRules(tx: Tx, companyId: number, id: number): Promise<boolean> {
  return (await approvesAccounts(tx, companyId)) || (await isAsked(tx, companyId, id))
}

/** Whether an approval of an account is pending. */
export async function isAsked(tx: Tx, companyId: number, id: number): Promise<boolean> {
  const pending = and(
    eq(approval.companyId, companyId),
    eq(approval.subjectType, "vendor_bank_account"),
    eq(approval.subjectNo, String(id)),
    eq(approval.state, "pending"),
  )
  return (await tx.$count(approval, pending)) > 0
}
