import { and, eq } from "drizzle-orm"
import { approvalGroup, approvalGroupMember, approvalGroupStep } from "@/db/schema"
import type { RecordField } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"

const stepKey: readonly RecordField[] = [
  { name: "groupCode", kind: "reference", to: "approval-groups", required: true },
  { name: "step", kind: "integer", minimum: 1, maximum: 99, required: true },
]

/** People who approve together, by the name that rules call them. */
export const approvalGroupsDefinition: SetupDefinition = {
  slug: "approval-groups",
  table: approvalGroup,
  keys: ["code"],
  fields: [
    { name: "code", kind: "code", required: true },
    { name: "name", kind: "text", maximum: 100, required: true },
  ],
  listed: ["code", "name"],
}

/** How many of a step's people must agree before the next step is asked. */
export const approvalGroupStepsDefinition: SetupDefinition = {
  slug: "approval-group-steps",
  table: approvalGroupStep,
  keys: ["groupCode", "step"],
  fields: [...stepKey, { name: "needed", kind: "integer", minimum: 1, maximum: 99, required: true }],
  listed: ["groupCode", "step", "needed"],
}

/** Who is asked in which step. */
export const approvalGroupMembersDefinition: SetupDefinition = {
  slug: "approval-group-members",
  table: approvalGroupMember,
  keys: ["groupCode", "step", "userId"],
  fields: [...stepKey, { name: "userId", kind: "user", required: true }],
  listed: ["groupCode", "step", "userId"],
  async check(tx, { companyId, after: { groupCode, step } }) {
    const s = approvalGroupStep
    const rows = await tx
      .select({ step: s.step })
      .from(s)
      .where(and(eq(s.companyId, companyId), eq(s.groupCode, groupCode!), eq(s.step, Number(step))))
    return rows.length > 0 ? [] : [{ field: "step", code: "approval_setup.step_unknown", params: { step: step! } }]
  },
}
