/** Who rests on a row of how is approved, which no field refers to by a code. */
import { and, eq } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import {
  approvalAccountLimit,
  approvalGroupMember,
  approvalRule,
  approvalSubstitute,
  approvalUser,
  approvalVendorLimit,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { RecordValues } from "@/domain/records/definition"
import { isHeld } from "./is-held"
import type { Usage } from "./row-usage"

/** Where a user is asked, stands in for another, or has limits besides: without the general one they could not answer. */
const askedAs: Record<string, readonly PgColumn[]> = {
  "approval-users": [approvalUser.superiorId],
  "approval-rules": [approvalRule.userId],
  "approval-group-members": [approvalGroupMember.userId],
  "approval-vendor-limits": [approvalVendorLimit.userId],
  "approval-account-limits": [approvalAccountLimit.userId],
  "approval-substitutes": [approvalSubstitute.userId, approvalSubstitute.substituteId],
}

/** @param slug of the row's table; nothing uses those of others */
export async function readApprovalUsage(tx: Tx, companyId: number, slug: string, row: RecordValues): Promise<Usage[]> {
  if (slug === "approval-group-steps") return askedIn(tx, companyId, row)
  const found: Usage[] = []
  for (const [table, columns] of slug === "approval-users" ? Object.entries(askedAs) : []) {
    if (await isHeld(tx, companyId, columns, row.userId!)) found.push({ table })
  }
  return found
}

/** Whom a step of a group asks: without the step they would be asked no more. */
async function askedIn(tx: Tx, companyId: number, { groupCode, step }: RecordValues): Promise<Usage[]> {
  const m = approvalGroupMember
  const rows = await tx
    .select({ userId: m.userId })
    .from(m)
    .where(and(eq(m.companyId, companyId), eq(m.groupCode, groupCode!), eq(m.step, Number(step))))
    .limit(1)
  return rows.length > 0 ? [{ table: "approval-group-members" }] : []
}
