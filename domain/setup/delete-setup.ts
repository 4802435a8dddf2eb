import { inCompany, postgresErrorCode } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Issue, NotFound, Refusal } from "@/domain/errors"
import { refuseStale } from "@/domain/records/merge-record"
import { recordChange } from "@/domain/records/record-history"
import { findRow, ofKey } from "@/domain/records/rows"
import { keyParts, recordKeyOf } from "@/domain/records/values"
import { setupDefinition } from "./definitions"
import { lockSetup } from "./lock-setup"
import type { RowUsage, Usage } from "./row-usage"
import { readUsage } from "./usage"

const foreignKeyViolation = "23503"

/** A row of setup is in use, and so stays. */
export class SetupInUse extends Refusal {
  constructor(
    readonly code: string,
    /** Empty: by something that came to use it at this moment. */
    readonly usages: readonly Usage[],
  ) {
    super([{ code: "setup.in_use", params: { code, users: "" } }])
  }
}

/** Nothing keeps a row, but there is who misses it: the actor has not said that it may go all the same. */
export class SetupMissed extends Refusal {
  constructor(
    code: string,
    readonly usages: readonly Usage[],
  ) {
    super([{ field: "missed", code: "setup.missed", params: { code } }])
  }
}

/** Who uses a row, before it is deleted. @throws NotFound; Forbidden */
export async function readSetupUsage(actor: Actor, slug: string, parts: readonly string[]): Promise<RowUsage> {
  authorise(actor, "company.administer")
  const definition = setupDefinition(slug)
  const key = recordKeyOf(definition, parts)
  if (!key || definition.keys.length === 0) throw new NotFound(`setup ${slug}`)
  return inCompany(actor.companyId, async tx => {
    const row = await findRow(tx, actor.companyId, definition, key)
    if (!row) throw new NotFound(`setup ${slug}`)
    return readUsage(tx, actor.companyId, definition, row)
  })
}

/**
 * Deletes a row of setup that nothing rests on.
 *
 * @param version as the page showed it
 * @param knowingly whether it may go though documents, vendors or items will miss it
 * @throws SetupInUse; SetupMissed; Refusal for a number series that has counted without gaps; Stale; NotFound; Forbidden
 */
export async function deleteSetup(
  actor: Actor,
  slug: string,
  parts: readonly string[],
  version: number,
  knowingly = false,
): Promise<void> {
  authorise(actor, "company.administer")
  const definition = setupDefinition(slug)
  const key = recordKeyOf(definition, parts)
  if (!key || definition.keys.length === 0) throw new NotFound(`setup ${slug}`)
  const { companyId } = actor
  const code = keyParts(definition, key).join(", ")
  try {
    await inCompany(companyId, async tx => {
      await lockSetup(tx, companyId)
      const row = await findRow(tx, companyId, definition, key, true)
      if (!row) throw new NotFound(`setup ${slug}`)
      await refuseStale(tx, companyId, definition, row, version)
      const issues: Issue[] = definition.checkDelete?.(row) ?? []
      if (issues.length > 0) throw new Refusal(issues)
      const { keeps, misses } = await readUsage(tx, companyId, definition, row)
      if (keeps.length > 0) throw new SetupInUse(code, keeps)
      if (misses.length > 0 && !knowingly) throw new SetupMissed(code, misses)
      await tx.delete(definition.table).where(ofKey(companyId, definition, key))
      await recordChange(tx, actor, definition, row, null)
    })
  } catch (error) {
    // A vendor, an item or a document that chose it at this very moment.
    if (postgresErrorCode(error) === foreignKeyViolation) throw new SetupInUse(code, [])
    throw error
  }
}
