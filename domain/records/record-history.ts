/**
 * Each change of a row is an event that says which fields it changed from what to what. The last one's id is the row's
 * version: who saves upon an older one is told what the others changed since.
 */
import { and, desc, eq, gt } from "drizzle-orm"
import { event } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { recordEvent } from "@/domain/history/record-event"
import { recordSecurity } from "@/domain/security-log/record"
import type { RecordDefinition, RecordValues } from "./definition"
import { keyParts } from "./values"

/** Values as stored; "" for nothing. */
export type RecordFieldChange = { field: string; old: string; new: string }

export type RecordEvent = {
  id: number
  at: Date
  actorName: string
  kind: string
  subjectNo: string
  changes: RecordFieldChange[]
  /** What a sentence about it needs. */
  data: Record<string, unknown>
}

/** Events of a row that are shown, the latest ones. */
const historyLength = 50

/** What a row's events are of: a card by its number, a row of setup by its table and key. */
const subjectOf = (definition: RecordDefinition, values: RecordValues) => {
  const parts = keyParts(definition, values)
  // A key of several parts is written as imports write it (master-import, keyText).
  const no = parts.length === 1 ? parts[0]! : parts.map(encodeURIComponent).join("/")
  if (definition.card) return { type: definition.card.subject, no }
  return { type: "setup" as const, no: [definition.slug, ...parts.map(encodeURIComponent)].join("/") }
}

/**
 * Writes down what became of a row; null: it was not there before, or is no longer.
 *
 * @param told what is kept beside the fields
 */
export async function recordChange(
  tx: Tx,
  actor: Actor,
  definition: RecordDefinition,
  before: RecordValues | null,
  after: RecordValues | null,
  told: Record<string, unknown> = {},
): Promise<void> {
  const { type, no } = subjectOf(definition, after ?? before!)
  if (definition.guarded)
    await recordSecurity(tx, actor, {
      kind: definition.guarded,
      detail: keyParts(definition, after ?? before!).join("/"),
    })
  const became = before === null ? "created" : after === null ? "deleted" : "changed"
  await recordEvent(tx, {
    companyId: actor.companyId,
    actor,
    kind: `${type}.${became}`,
    subjectType: type,
    subjectNo: no,
    data: { changes: recordChangesOf(definition, before ?? {}, after ?? {}), ...told },
  })
}

/** The fields in which two rows differ, but for their key. */
export function recordChangesOf(
  { fields, keys }: RecordDefinition,
  before: RecordValues,
  after: RecordValues,
): RecordFieldChange[] {
  return fields
    .filter(({ name }) => !keys.includes(name))
    .map(({ name }) => ({ field: name, old: before[name] ?? "", new: after[name] ?? "" }))
    .filter(change => change.old !== change.new)
}

/** What happened to a row, the latest first. */
export async function readRecordHistory(
  tx: Tx,
  companyId: number,
  definition: RecordDefinition,
  values: RecordValues,
): Promise<RecordEvent[]> {
  const rows = await tx
    .select({
      id: event.id,
      at: event.at,
      actorName: event.actorName,
      kind: event.kind,
      subjectNo: event.subjectNo,
      data: event.data,
    })
    .from(event)
    .where(ofRow(companyId, definition, values))
    .orderBy(desc(event.id))
    .limit(historyLength)
  return rows.map(row => ({ ...row, changes: changesIn(row.data) }))
}

/** What others made of a field since a version. */
export type EarlierChange = { field: string; before: string; now: string; by: string; at: string }

/** Whether others changed a row since a version, and each of its fields that is not what it was then. */
export async function changesSince(
  tx: Tx,
  companyId: number,
  definition: RecordDefinition,
  row: RecordValues,
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

const ofRow = (companyId: number, definition: RecordDefinition, values: RecordValues) => {
  const { type, no } = subjectOf(definition, values)
  return and(eq(event.companyId, companyId), eq(event.subjectType, type), eq(event.subjectNo, no))
}

function changesIn(data: Record<string, unknown>): RecordFieldChange[] {
  return Array.isArray(data.changes) ? (data.changes as RecordFieldChange[]) : []
}
