import { and, eq } from "drizzle-orm"
import { approvalAccountLimit, approvalUser, approvalVendorLimit } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { RecordChange } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"

/** Up to which amount a user's approval suffices for one vendor, in place of the general limit. */
export const approvalVendorLimitsDefinition: SetupDefinition = {
  slug: "approval-vendor-limits",
  table: approvalVendorLimit,
  keys: ["userId", "vendorNo"],
  fields: [
    { name: "userId", kind: "user", required: true },
    { name: "vendorNo", kind: "card", to: "vendors", required: true },
    { name: "approvalLimit", kind: "number", decimals: 2, minimum: "0", mayBeBlank: true },
    { name: "unlimited", kind: "boolean" },
  ],
  listed: ["userId", "vendorNo", "approvalLimit", "unlimited"],
  async check(tx, change) {
    const { approvalLimit, unlimited } = change.after
    const issues = await approverIssues(tx, change)
    // What is none has no row.
    if ((approvalLimit === "") !== (unlimited === "true")) {
      const code = approvalLimit === "" ? "approval_setup.limit_or_unlimited" : "approval_setup.limit_and_unlimited"
      issues.push({ field: "approvalLimit", code })
    }
    return issues
  },
}

/** Up to which amount a user's approval suffices for what goes to an account, or to those that a total sums, besides the general limit. */
export const approvalAccountLimitsDefinition: SetupDefinition = {
  slug: "approval-account-limits",
  table: approvalAccountLimit,
  keys: ["userId", "accountNo"],
  fields: [
    { name: "userId", kind: "user", required: true },
    { name: "accountNo", kind: "account", orTotal: true, required: true },
    { name: "approvalLimit", kind: "number", decimals: 2, minimum: "0", mayBeBlank: true, required: true },
  ],
  listed: ["userId", "accountNo", "approvalLimit"],
  check: approverIssues,
}

/** Without a row of their own nobody approves anything. */
async function approverIssues(tx: Tx, { companyId, after }: RecordChange): Promise<Issue[]> {
  const u = approvalUser
  const isOne = and(eq(u.companyId, companyId), eq(u.userId, Number(after.userId)))
  return (await tx.$count(u, isOne)) > 0 ? [] : [{ field: "userId", code: "approval_setup.approver_unknown" }]
}
