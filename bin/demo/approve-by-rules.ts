import type { Actor } from "@/domain/access/actor"
import { shownRecordValue } from "@/domain/records/values"
import { readSetup } from "@/domain/setup/read-setup"
import { saveSetup } from "@/domain/setup/save-setup"

/** Who approves, and up to which amount including VAT; no limit: unlimited. */
type Approver = { user: Actor; superior?: Actor; limit?: string }

/** Has a demo company approve by rules, as its administrator sets that up. */
export async function approveByRules(administrator: Actor, approvers: readonly Approver[]): Promise<void> {
  for (const { user, superior, limit } of approvers) {
    const typed = {
      userId: String(user.userId),
      superiorId: superior ? String(superior.userId) : "",
      ...(limit === undefined ? { unlimited: "on" } : { approvalLimit: limit }),
    }
    await saveSetup(administrator, "approval-users", { key: null, version: 0, typed })
  }
  const { definition, values, version } = await readSetup(administrator, "approval-settings", [])
  const typed = Object.fromEntries(
    definition.fields.map(field => [field.name, shownRecordValue(field, values[field.name]!, administrator.language)]),
  )
  await saveSetup(administrator, "approval-settings", { key: [], version, typed: { ...typed, approval: "rules" } })
}
