import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Issue, NotFound } from "@/domain/errors"
import type { RecordChange } from "@/domain/records/definition"
import { type RecordInput, saveRecord } from "@/domain/records/save-record"
import { keyParts, recordKeyOf } from "@/domain/records/values"
import { controlIssues } from "./control-accounts"
import type { SetupDefinition } from "./definition"
import { setupDefinition } from "./definitions"
import { lockSetup } from "./lock-setup"
import { readUsage } from "./usage"

/**
 * Makes a row of setup, or changes one. Whoever posts meanwhile waits, or is waited for.
 *
 * @returns the row's key
 * @throws Refusal with every reason at once; StaleRecord when somebody changed it first; NotFound for an unknown table or row;
 *   Forbidden
 */
export async function saveSetup(actor: Actor, slug: string, input: RecordInput): Promise<string[]> {
  authorise(actor, "company.administer")
  const definition = setupDefinition(slug)
  const key = input.key === null ? null : recordKeyOf(definition, input.key)
  if (key === undefined || (key === null && definition.keys.length === 0)) throw new NotFound(`setup ${slug}`)
  return inCompany(actor.companyId, async tx => {
    const company = await lockSetup(tx, actor.companyId)
    const check = (change: RecordChange, found: readonly Issue[]) => setupIssues(tx, definition, change, found)
    const values = await saveRecord(tx, actor, definition, company, { ...input, key }, { check })
    return keyParts(definition, values)
  })
}

async function setupIssues(
  tx: Tx,
  definition: SetupDefinition,
  change: RecordChange,
  found: readonly Issue[],
): Promise<Issue[]> {
  const issues = await controlIssues(tx, definition, change)
  const fixed = found.length + issues.length > 0 ? [] : (definition.fixedWhileUsed?.(change) ?? [])
  if (fixed.length > 0 && (await readUsage(tx, change.companyId, definition, change.after)).keeps.length > 0) {
    issues.push(...fixed)
  }
  return issues
}
