import { and, eq, sql } from "drizzle-orm"
import { approvalGroupMember, approvalGroupStep, approvalRule } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { RecordChange, RecordValues } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"

/** What only a draft says of itself. */
const ofDocuments = ["accountNo", "requesterId", "differencePercent"]
/** What a change of a vendor's bank account has not. */
const ofAmounts = ["minimumAmount"]

/** What a rule may be for. */
export const approvalRuleSubjects = ["purchase_document", "payment", "bank_account"] as const

/** Which way something goes: the first rule by number of which all that it says holds. */
export const approvalRulesDefinition: SetupDefinition = {
  slug: "approval-rules",
  table: approvalRule,
  keys: ["no"],
  fields: [
    { name: "no", kind: "integer", minimum: 1, maximum: 9999, required: true },
    { name: "name", kind: "text", maximum: 100, required: true },
    { name: "subject", kind: "choice", words: approvalRuleSubjects, required: true },
    { name: "minimumAmount", kind: "number", decimals: 2, minimum: "0", mayBeBlank: true },
    { name: "vendorNo", kind: "card", to: "vendors" },
    { name: "accountNo", kind: "account" },
    { name: "requesterId", kind: "user" },
    { name: "differencePercent", kind: "number", decimals: 2, minimum: "0", mayBeBlank: true },
    { name: "way", kind: "choice", words: ["superior", "chain", "group", "person"], required: true },
    { name: "groupCode", kind: "reference", to: "approval-groups" },
    { name: "userId", kind: "user" },
  ],
  listed: ["no", "name", "subject", "minimumAmount", "vendorNo", "way"],
  async check(tx, change) {
    const { after } = change
    return [
      ...subjectIssues(after),
      ...wayIssues(after, "group", "groupCode"),
      ...wayIssues(after, "person", "userId"),
      ...(await groupIssues(tx, change)),
    ]
  },
}

/** A condition that can never hold would hide the rule. */
function subjectIssues(after: RecordValues): Issue[] {
  const never = after.subject === "purchase_document" ? [] : ofDocuments
  const meaningless = after.subject === "bank_account" ? [...ofAmounts, ...never] : never
  return meaningless
    .filter(name => after[name] !== "")
    .map(field => ({ field, code: "approval_setup.condition_of_documents" }))
}

/** Who approves is named by the way that needs it, and by no other. */
function wayIssues(after: RecordValues, way: string, field: string): Issue[] {
  if (after.way === way) return after[field] === "" ? [{ field, code: "required" }] : []
  return after[field] === "" ? [] : [{ field, code: "approval_setup.way_names_nobody" }]
}

/** A group of which a step has fewer people than it needs would never answer. */
async function groupIssues(tx: Tx, { companyId, after }: RecordChange): Promise<Issue[]> {
  if (after.way !== "group" || after.groupCode === "") return []
  const [s, m] = [approvalGroupStep, approvalGroupMember]
  const steps = await tx
    .select({ step: s.step, needed: s.needed, members: sql<number>`count(${m.userId})::integer` })
    .from(s)
    .leftJoin(m, and(eq(m.companyId, s.companyId), eq(m.groupCode, s.groupCode), eq(m.step, s.step)))
    .where(and(eq(s.companyId, companyId), eq(s.groupCode, after.groupCode!)))
    .groupBy(s.step, s.needed)
    .orderBy(s.step)
  if (steps.length === 0) return [{ field: "groupCode", code: "approval_setup.group_without_steps" }]
  const short = steps.find(({ needed, members }) => members < needed)
  return short ? [{ field: "groupCode", code: "approval_setup.group_too_small", params: short }] : []
}
