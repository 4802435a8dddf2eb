/**
 * Each change of setup is an event that says which fields it changed from what to what. The last one's id is the row's
 * version: who saves upon an older one is told what the others changed since.
 */
import { and, desc, eq, gt } from "drizzle-orm"
import { event } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { recordEvent } from "@/domain/history/record-event"
import type { SetupDefinition, SetupValues } from "./definition"
import { keyParts } from "./values"

/** Values as stored; "" for nothing. */
export type SetupFieldChange = { field: string; old: string; new: string }

export type SetupEvent = { id: number; at: Date; actorName: string; kind: string; changes: SetupFieldChange[] }

/** Events of a row that are shown, the latest ones. */
const historyLength = 50

const subjectOf = (definition: SetupDefinition, values: SetupValues) =>
  [definition.slug, ...keyParts(definition, values).map(encodeURIComponent)].join("/")

/** Writes down what became of a row; null: it was not there before, or is no longer. */
export async function recordSetup(
  tx: Tx,
  actor: Actor,
  definition: SetupDefinition,
  before: SetupValues | null,
  after: SetupValues | null,
): Promise<void> {
  await recordEvent(tx, {
    companyId: actor.companyId,
    actor,
    kind: before === null ? "setup.created" : after === null ? "setup.deleted" : "setup.changed",
    subjectType: "setup",
    subjectNo: subjectOf(definition, after ?? before!),
    data: { changes: setupChangesOf(definition, before ?? {}, after ?? {}) },
  })
}

/** The fields in which two rows differ, but for their key. */
export function setupChangesOf(
  { fields, keys }: SetupDefinition,
  before: SetupValues,
  after: SetupValues,
): SetupFieldChange[] {
  return fields
    .filter(({ name }) => !keys.includes(name))
    .map(({ name }) => ({ field: name, old: before[name] ?? "", new: after[name] ?? "" }))
    .filter(change => change.old !== change.new)
}

/** What happened to a row, the latest first. */
export async function readSetupHistory(
  tx: Tx,
  companyId: number,
  definition: SetupDefinition,
  values: SetupValues,
): Promise<SetupEvent[]> {
  const rows = await tx
    .select({ id: event.id, at: event.at, actorName: event.actorName, kind: event.kind, data: event.data })
    .from(event)
    .where(ofRow(companyId, definition, values))
    .orderBy(desc(event.id))
    .limit(historyLength)
  return rows.map(({ data, ...told }) => ({ ...told, changes: changesIn(data) }))
}

/** What others made of a field since a version. */
export type EarlierChange = { field: string; before: string; now: string; by: string; at: string }

/** Whether others changed a row since a version, and each of its fields that is not what it was then. */
export async function changesSince(
  tx: Tx,
  companyId: number,
  definition: SetupDefinition,
  row: SetupValues,
  version: number,
): Promise<{ version: number; changes: EarlierChange[] } | null> {
  const since = await tx
    .select({ id: event.id, at: event.at, actorName: event.actorName, data: event.data })
    .from(event)
    .where(and(ofRow(companyId, definition, row), gt(event.id, version)))
    .orderBy(event.id)
  const last = since.at(-1)
  if (!last) return null
  const fields = new Map<string, EarlierChange>()
  for (const { at, actorName, data } of since) {
    for (const { field, old, new: now } of changesIn(data)) {
      const before = fields.get(field)?.before ?? old
      fields.set(field, { field, before, now, by: actorName, at: at.toISOString() })
    }
  }
  return { version: last.id, changes: [...fields.values()].filter(({ before, now }) => before !== now) }
}

const ofRow = (companyId: number, definition: SetupDefinition, values: SetupValues) =>
  and(
    eq(event.companyId, companyId),
    eq(event.subjectType, "setup"),
    eq(event.subjectNo, subjectOf(definition, values)),
  )

function changesIn(data: Record<string, unknown>): SetupFieldChange[] {
  return Array.isArray(data.changes) ? (data.changes as SetupFieldChange[]) : []
}
