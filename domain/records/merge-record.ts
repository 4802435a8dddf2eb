/** Two people on one row, merged by field (docs/decisions/0006-stale-saves-merge.md). */
import type { Tx } from "@/db/tenancy"
import { type Conflict, Stale } from "@/domain/errors"
import { controlOf, type RecordDefinition, type RecordValues } from "./definition"
import { changesSince, type EarlierChange } from "./record-history"

/** Somebody saved the row first: what both changed differently, and what the others changed alone. */
export class StaleRecord extends Stale {
  constructor(
    version: number,
    conflicts: Conflict[],
    /** Fields that take the others' value, as the actor left them alone. */
    readonly taken: readonly EarlierChange[],
  ) {
    super(version, conflicts)
  }
}

/** @param version that the page showed. @throws Stale when the row has changed since, with every change */
export async function refuseStale(
  tx: Tx,
  companyId: number,
  definition: RecordDefinition,
  row: RecordValues,
  version: number,
): Promise<void> {
  const since = await changesSince(tx, companyId, definition, row, version)
  if (since) {
    throw new Stale(
      since.version,
      since.changes.map(change => conflictOf(definition, change, null)),
    )
  }
}

/**
 * Compares what a form sent with what others made of the row since its version. What they made of it alone is taken over,
 * what both changed differently is a conflict; where the form says just what they made of it, nothing is left to say.
 *
 * @param mine what could be read of the form; what could not was typed, and so counts as changed
 * @throws StaleRecord unless nobody changed the row since, or only into what the form says
 */
export async function mergeRecord(
  tx: Tx,
  companyId: number,
  definition: RecordDefinition,
  row: RecordValues,
  mine: Readonly<Record<string, string | undefined>>,
  version: number,
): Promise<void> {
  const since = await changesSince(tx, companyId, definition, row, version)
  if (!since) return
  const differing = since.changes.filter(({ field, now }) => mine[field] !== now)
  const taken = differing.filter(({ field, before }) => mine[field] === before)
  const conflicts = differing.filter(({ field, before }) => mine[field] !== before)
  if (differing.length === 0) return
  throw new StaleRecord(
    since.version,
    conflicts.map(change => conflictOf(definition, change, mine[change.field] ?? null)),
    taken,
  )
}

function conflictOf(
  definition: RecordDefinition,
  { field, before, now, by, at }: EarlierChange,
  mine: string | null,
): Conflict {
  return { field: controlOf(definition, field), before, mine, theirs: now, by, at }
}
