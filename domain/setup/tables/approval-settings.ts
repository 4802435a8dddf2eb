import { and, eq, sql } from "drizzle-orm"
import { approval, approvalEntry, company, companyUser, ownApprovalList, purchasesSetup, users } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { RecordChange, RecordValues } from "@/domain/records/definition"
import { readEmail } from "@/domain/records/read-text"
import type { SetupDefinition } from "@/domain/setup/definition"

/** Whether somebody must agree before a draft is posted, and by when they answer. */
export const approvalSettingsDefinition: SetupDefinition = {
  slug: "approval-settings",
  table: purchasesSetup,
  keys: [],
  fields: [
    { name: "approval", kind: "choice", words: ["off", "review", "rules"], required: true },
    { name: "approvalDeadlineDays", kind: "integer", minimum: 0, maximum: 365 },
    { name: "escalateAfterDays", kind: "number", decimals: 0, minimum: "0", mayBeBlank: true },
    { name: "keepOnDecreasePercent", kind: "number", decimals: 2, minimum: "0", maximum: "100" },
    { name: "keepOnDecreaseAmount", kind: "number", decimals: 2, minimum: "0" },
    { name: "splitGuardDays", kind: "integer", minimum: 0, maximum: 365 },
    { name: "paymentApprovalFrom", kind: "number", decimals: 2, above: "0", mayBeBlank: true },
    { name: "bankAccountApproval", kind: "boolean" },
    { name: "ownApprovalBelow", kind: "number", decimals: 2, above: "0", mayBeBlank: true },
    { name: "ownApprovalListTo", kind: "text", maximum: 100, read: readEmail, input: "email" },
  ],
  listed: [],
  async check(tx, change) {
    return [...decreaseIssues(change.after), ...(await outsiderIssues(tx, change))]
  },
}

/** Both bounds hold at once, so that one of them alone keeps nothing. */
function decreaseIssues(after: RecordValues): Issue[] {
  const [percent, amount] = ["keepOnDecreasePercent", "keepOnDecreaseAmount"] as const
  const isZero = (name: string) => new Decimal(after[name] || "0").isZero()
  if (isZero(percent) === isZero(amount)) return []
  return [{ field: isZero(percent) ? percent : amount, code: "approval_setup.decrease_needs_both" }]
}

/** Own approvals are told to somebody who is no user of the company. */
async function outsiderIssues(tx: Tx, { companyId, before, after }: RecordChange): Promise<Issue[]> {
  const field = "ownApprovalListTo"
  const address = after[field]!
  // Or one would approve one's own, and then name somebody else.
  if (before?.[field] && before[field] !== address && (await isListOwed(tx, companyId))) {
    return [{ field, code: "approval_setup.list_not_sent" }]
  }
  if (address === "") return after.ownApprovalBelow === "" ? [] : [{ field, code: "approval_setup.outsider_missing" }]
  const members = await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(companyUser, eq(companyUser.userId, users.id))
    .where(and(eq(companyUser.companyId, companyId), eq(users.email, sql`lower(${address})`)))
  return members.length > 0 ? [{ field, code: "approval_setup.outsider_is_user" }] : []
}

/** Whether something was approved by who had sent it that is on no list yet. */
async function isListOwed(tx: Tx, companyId: number): Promise<boolean> {
  const [a, e] = [approval, approvalEntry]
  const rows = await tx
    .select({ id: e.id })
    .from(e)
    .innerJoin(a, and(eq(a.companyId, e.companyId), eq(a.id, e.approvalId)))
    .innerJoin(company, eq(company.id, e.companyId))
    .where(
      and(
        eq(e.companyId, companyId),
        eq(e.decision, "approved"),
        eq(e.approverId, a.sentBy),
        sql`not exists (select from ${ownApprovalList} l where l.company_id = ${companyId}
          and l.month = date_trunc('month', ${e.decidedAt} at time zone ${company.timeZone})::date)`,
      ),
    )
    .limit(1)
  return rows.length > 0
}
