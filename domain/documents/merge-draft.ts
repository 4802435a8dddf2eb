/**
 * Two people on one document (docs/decisions/0006-stale-saves-merge.md). A form carries the version it was made from and
 * the values as they are now; what a field held at that version follows from the history since. So it is known, field
 * by field, what the actor changed, what others changed, and where the two meet.
 */
import type { SavedData } from "./change-record"
import {
  type DraftEdit,
  type DraftLine,
  type DraftNames,
  type EditedLine,
  headerField,
  type LineField,
  type LineValues,
  lineFieldName,
  lineFields,
  lineIdOf,
  lineName,
  valuesOf,
} from "./draft"
import type { MissedChange } from "./stale-draft"

/** A save of somebody's since the form was made. */
export type EarlierSave = { by: string; at: string; data: SavedData }

/** What the actor does to the document, apart from the order of lines. */
export type MyChanges = {
  header: Record<string, string>
  /** By line id: the fields changed on lines that are there. */
  lines: Map<number, LineValues>
  /** Ids of lines whose number was chosen again. */
  chosenAnew: Set<number>
  /** Lines to make: new ones, and deleted ones that the actor keeps. In the order of the form. */
  added: EditedLine[]
  deleted: Set<number>
}

export type Merge = { mine: MyChanges; conflicts: MissedChange[]; taken: MissedChange[] }

type FieldHistory = { before: string; by: string; at: string }

/**
 * @param stored the document as it is now
 * @param since saves after the form's version, oldest first; none when the form is current
 */
export function mergeDraft(
  names: DraftNames,
  stored: { header: Readonly<Record<string, string>>; lines: readonly DraftLine[] },
  edit: DraftEdit,
  since: readonly EarlierSave[],
): Merge {
  const fields = new Map<string, FieldHistory>()
  const gone = new Map<number, { values: Record<LineField, string>; label: string; by: string; at: string }>()
  for (const { by, at, data } of since) {
    for (const change of data.changes) {
      fields.set(change.field, { before: fields.get(change.field)?.before ?? change.before, by, at })
    }
    for (const line of data.removed) gone.set(line.lineId, { values: line.values, label: line.description, by, at })
  }
  const mine: MyChanges = { header: {}, lines: new Map(), chosenAnew: new Set(), added: [], deleted: new Set() }
  const conflicts: MissedChange[] = []
  const taken: MissedChange[] = []

  /** The value a field gets, or undefined to leave it as stored. */
  const settle = (field: string, typed: string | undefined, now: string, line?: MissedChange["line"]) => {
    const theirs = fields.get(field)
    const before = theirs?.before ?? now
    const changed = typed !== undefined && typed !== before && edit.choices[field] !== "theirs"
    if (theirs && before !== now) {
      const missed = { field, line, before, theirs: now, by: theirs.by, at: theirs.at }
      if (changed && typed !== now) conflicts.push({ ...missed, mine: typed })
      else taken.push({ ...missed, mine: null })
    }
    return changed && typed !== now ? typed : undefined
  }

  for (const [name, now] of Object.entries(stored.header)) {
    const value = settle(headerField(name), edit.header[name], now)
    if (value !== undefined) mine.header[name] = value
  }

  const formLines = new Map(edit.lines.map(line => [line.id, line]))
  const deletes = new Set(edit.deleted)
  for (const line of stored.lines) {
    const whole = lineName(line.lineId)
    const label = { lineNo: line.lineNo, description: line.description }
    const missed = conflictsBefore(conflicts, taken)
    const values: LineValues = {}
    const form = deletes.has(line.lineId) ? undefined : formLines.get(String(line.lineId))
    const typed = form?.values
    if (form?.chosenAnew) mine.chosenAnew.add(line.lineId)
    const now = valuesOf(line)
    for (const field of lineFields) {
      const value = settle(lineFieldName(names, line.lineId, field), typed?.[field], now[field], label)
      if (value !== undefined) values[field] = value
    }
    if (Object.keys(values).length > 0) mine.lines.set(line.lineId, values)
    if (!deletes.has(line.lineId)) continue
    const last = missed.drop()
    if (edit.choices[whole] === "theirs") continue
    mine.deleted.add(line.lineId)
    if (last && edit.choices[whole] !== "mine") {
      conflicts.push({ ...last, field: whole, line: label, mine: null, before: null, theirs: line.description })
    }
  }

  const there = new Set(stored.lines.map(line => line.lineId))
  for (const line of edit.lines) {
    const lineId = lineIdOf(line.id)
    if (lineId === null) mine.added.push(line)
    else if (!there.has(lineId)) settleGone(line, lineId)
  }
  return { mine, conflicts, taken }

  /** A line of the form that somebody deleted meanwhile: dropped if untouched here, else asked about. */
  function settleGone(line: EditedLine, lineId: number): void {
    const whole = lineName(line.id)
    const lost = gone.get(lineId)
    const missed = {
      field: whole,
      line: { lineNo: 0, description: line.values.description ?? lost?.label ?? "" },
      before: lost?.label ?? null,
      theirs: null,
      by: lost?.by ?? "",
      at: lost?.at ?? "",
    }
    const touched = lineFields.some(field => {
      const before = fields.get(lineFieldName(names, lineId, field))?.before ?? lost?.values[field]
      return line.values[field] !== undefined && line.values[field] !== before
    })
    if (edit.choices[whole] === "theirs") return
    if (!touched) taken.push({ ...missed, mine: null })
    else {
      mine.added.push(line)
      if (lost || edit.choices[whole] !== "mine") {
        conflicts.push({ ...missed, mine: line.values.description ?? "" })
      }
    }
  }
}

/** Marks where a line's own changes begin, to take them back where the whole line is what is asked about. */
function conflictsBefore(conflicts: MissedChange[], taken: MissedChange[]) {
  const [conflictCount, takenCount] = [conflicts.length, taken.length]
  return {
    drop(): MissedChange | undefined {
      const dropped = [...conflicts.splice(conflictCount), ...taken.splice(takenCount)]
      return dropped.at(-1)
    },
  }
}
