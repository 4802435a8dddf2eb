import { and, eq, inArray } from "drizzle-orm"
import { approvalSubstitute, approvalUser } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { RecordChange } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"

/** Who stands in for whom while they are away, the lowest of several first. */
export const approvalSubstitutesDefinition: SetupDefinition = {
  slug: "approval-substitutes",
  table: approvalSubstitute,
  keys: ["userId", "startingDate", "sequence"],
  fields: [
    { name: "userId", kind: "user", required: true },
    { name: "startingDate", kind: "date", required: true },
    { name: "sequence", kind: "integer", minimum: 1, maximum: 99, required: true },
    { name: "endingDate", kind: "date", required: true },
    { name: "substituteId", kind: "user", required: true },
    { name: "reason", kind: "text", maximum: 100 },
    { name: "cap", kind: "number", decimals: 2, minimum: "0", mayBeBlank: true },
  ],
  listed: ["userId", "startingDate", "endingDate", "substituteId", "reason"],
  async check(tx, change) {
    const { userId, substituteId, startingDate, endingDate } = change.after
    const issues: Issue[] = []
    if (substituteId === userId) issues.push({ field: "substituteId", code: "approval_setup.own_substitute" })
    if (endingDate! < startingDate!) issues.push({ field: "endingDate", code: "approval_setup.ends_before_start" })
    return [...issues, ...(await capIssues(tx, change))]
  },
}

/** A substitute's cap is never above what the absent one may approve, nor above what they may themselves. */
async function capIssues(tx: Tx, { companyId, after }: RecordChange): Promise<Issue[]> {
  if (after.cap === "") return []
  const rows = await tx
    .select({ limit: approvalUser.approvalLimit, unlimited: approvalUser.unlimited, userId: approvalUser.userId })
    .from(approvalUser)
    .where(
      and(
        eq(approvalUser.companyId, companyId),
        inArray(approvalUser.userId, [Number(after.userId), Number(after.substituteId)]),
      ),
    )
  const limits = [after.userId, after.substituteId].flatMap(id => {
    const found = rows.find(({ userId }) => userId === Number(id))
    return found?.unlimited ? [] : [new Decimal(found?.limit ?? 0)]
  })
  const most = limits.length > 0 ? Decimal.min(...limits) : undefined
  if (!most || !new Decimal(after.cap!).gt(most)) return []
  return [{ field: "cap", code: "approval_setup.cap_above_limit", params: { limit: most.toFixed() } }]
}
