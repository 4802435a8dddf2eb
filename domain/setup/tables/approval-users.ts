import { and, eq, ne } from "drizzle-orm"
import { approvalUser } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { RecordChange } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"

/** Whom a user reports to, and up to which amount the user's approval suffices. */
export const approvalUsersDefinition: SetupDefinition = {
  slug: "approval-users",
  table: approvalUser,
  keys: ["userId"],
  fields: [
    { name: "userId", kind: "user", required: true },
    { name: "superiorId", kind: "user" },
    { name: "approvalLimit", kind: "number", decimals: 2, minimum: "0", mayBeBlank: true },
    { name: "unlimited", kind: "boolean" },
    { name: "deadlineDays", kind: "number", decimals: 0, minimum: "0", mayBeBlank: true },
  ],
  listed: ["userId", "superiorId", "approvalLimit", "unlimited"],
  async check(tx, change) {
    const { approvalLimit, unlimited } = change.after
    const issues = await superiorIssues(tx, change)
    if (approvalLimit !== "" && unlimited === "true") {
      issues.push({ field: "approvalLimit", code: "approval_setup.limit_and_unlimited" })
    }
    return issues
  },
}

/** Nobody reports to themselves, be it through others. */
async function superiorIssues(tx: Tx, { companyId, after }: RecordChange): Promise<Issue[]> {
  const own = Number(after.userId)
  if (after.superiorId === "") return []
  if (Number(after.superiorId) === own) return [{ field: "superiorId", code: "approval_setup.own_superior" }]
  const rows = await tx
    .select({ userId: approvalUser.userId, superiorId: approvalUser.superiorId })
    .from(approvalUser)
    .where(and(eq(approvalUser.companyId, companyId), ne(approvalUser.userId, own)))
  const superiorOf = new Map(rows.map(({ userId, superiorId }) => [userId, superiorId]))
  const above = new Set<number>()
  for (let next: number | null | undefined = Number(after.superiorId); next && !above.has(next); ) {
    above.add(next)
    next = superiorOf.get(next)
  }
  return above.has(own) ? [{ field: "superiorId", code: "approval_setup.superior_circle" }] : []
}
