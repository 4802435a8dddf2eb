/**
 * Two people on one document (docs/decisions/0006-stale-saves-merge.md). A form carries the version it was made from and
 * the values as they are now; what a field held at that version follows from the history since. So it is known, field
 * by field, what the actor changed, what others changed, and where the two meet.
 */
import type { SavedData } from "./change-record"
import {
  type DraftEdit,
  type DraftNames,
  type EditedLine,
  headerField,
  lineFieldName,
  lineIdOf,
  lineName,
} from "./draft"
import { type DraftLine, type LineField, type LineValues, lineFields, lineTexts } from "./line-fields"
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

/** What was missed of a part of the document: what both changed, and what the other changed alone. */
type Missed = Pick<Merge, "conflicts" | "taken">
type Label = NonNullable<MissedChange["line"]>

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
  const known: Known = { names, choices: edit.choices, ...historyOf(since) }
  const mine: MyChanges = { header: {}, lines: new Map(), chosenAnew: new Set(), added: [], deleted: new Set() }
  const merge: Merge = { mine, conflicts: [], taken: [] }
  const fields = Object.entries(stored.header).map(([name, now]) => ({ name, field: headerField(name), now }))
  mine.header = settle(merge, known, fields, edit.header)

  const formLines = new Map(edit.lines.map(line => [line.id, line]))
  const deletes = new Set(edit.deleted)
  for (const line of stored.lines) {
    const form = formLines.get(String(line.lineId))
    if (deletes.has(line.lineId)) settleDeleted(merge, known, line)
    else settleLine(merge, known, line, form)
  }

  const there = new Set(stored.lines.map(line => line.lineId))
  for (const line of edit.lines) {
    const lineId = lineIdOf(line.id)
    if (lineId === null) mine.added.push(line)
    else if (!there.has(lineId)) settleGone(merge, known, line, lineId)
  }
  return merge
}

/** What every part of the document is merged by. */
type Known = Pick<DraftEdit, "choices"> & {
  names: DraftNames
  /** What a field held at the form's version, and who changed it last. */
  fields: ReadonlyMap<string, { before: string; by: string; at: string }>
  /** Lines that were deleted, by id. */
  gone: ReadonlyMap<number, { values: Record<LineField, string>; label: string; by: string; at: string }>
}

function historyOf(since: readonly EarlierSave[]): Pick<Known, "fields" | "gone"> {
  const fields = new Map<string, { before: string; by: string; at: string }>()
  const gone = new Map<number, { values: Record<LineField, string>; label: string; by: string; at: string }>()
  for (const { by, at, data } of since) {
    for (const { field, before } of data.changes)
      fields.set(field, { before: fields.get(field)?.before ?? before, by, at })
    for (const { lineId, values, description } of data.removed) gone.set(lineId, { values, label: description, by, at })
  }
  return { fields, gone }
}

/**
 * What the actor changed of some fields; what others changed goes to `missed`.
 *
 * @param fields with what each holds now
 * @param typed by name; what is left out was not changed
 * @returns the values that fields get, by name
 */
function settle<Name extends string>(
  missed: Missed,
  known: Pick<Known, "choices" | "fields">,
  fields: readonly { name: Name; field: string; now: string }[],
  typed: Readonly<Partial<Record<Name, string>>>,
  line?: Label,
): Record<Name, string> {
  const settled: Partial<Record<Name, string>> = {}
  for (const { name, field, now } of fields) {
    const theirs = known.fields.get(field)
    const before = theirs?.before ?? now
    const text = typed[name]
    const isMine = text !== before && text !== now && known.choices[field] !== "theirs"
    const value = isMine ? text : undefined
    if (value !== undefined) settled[name] = value
    if (!theirs || before === now) continue
    const change = { field, line, before, theirs: now, by: theirs.by, at: theirs.at }
    if (value === undefined) missed.taken.push({ ...change, mine: null })
    else missed.conflicts.push({ ...change, mine: value })
  }
  return settled as Record<Name, string>
}

const fieldsOf = (names: DraftNames, line: DraftLine) => {
  const now = lineTexts(line)
  return lineFields.map(name => ({ name, field: lineFieldName(names, line.lineId, name), now: now[name] }))
}

const labelOf = ({ lineNo, description }: DraftLine): Label => ({ lineNo, description })

/** A line that is there. @param form the line as it was sent; absent: it is on another page */
function settleLine(merge: Merge, known: Known, line: DraftLine, form: EditedLine | undefined): void {
  // Of ten thousand lines most: nobody did anything to them.
  if (known.fields.size === 0 && isUntouched(form)) return
  if (form?.chosenAnew) merge.mine.chosenAnew.add(line.lineId)
  const values = settle(merge, known, fieldsOf(known.names, line), form?.values ?? {}, labelOf(line))
  if (Object.keys(values).length > 0) merge.mine.lines.set(line.lineId, values)
}

const isUntouched = (form: EditedLine | undefined) =>
  !form || (!form.chosenAnew && Object.keys(form.values).length === 0)

/** A line that the actor deletes: where somebody changed it meanwhile, the whole line is what is asked about. */
function settleDeleted({ mine, conflicts }: Merge, known: Known, line: DraftLine): void {
  const { names, choices } = known
  const field = lineName(line.lineId)
  if (choices[field] === "theirs") return
  mine.deleted.add(line.lineId)
  if (choices[field] === "mine") return
  const changes: Missed = { conflicts: [], taken: [] }
  settle(changes, known, fieldsOf(names, line), {})
  const last = changes.taken.at(-1)
  if (!last) return
  conflicts.push({ ...last, field, line: labelOf(line), mine: null, before: null, theirs: line.description })
}

/** A line of the form that somebody deleted meanwhile: dropped if untouched here, else asked about. */
function settleGone({ mine, conflicts, taken }: Merge, known: Known, line: EditedLine, lineId: number): void {
  const { names, choices, fields, gone } = known
  const field = lineName(line.id)
  if (choices[field] === "theirs") return
  const lost = gone.get(lineId)
  const { label: before = null, by = "", at = "" } = lost ?? {}
  const described = { lineNo: 0, description: line.values.description ?? before ?? "" }
  const missed = { field, line: described, before, theirs: null, by, at }
  const isTouched = lineFields.some(name => {
    const was = fields.get(lineFieldName(names, lineId, name))?.before ?? lost?.values[name]
    return line.values[name] !== undefined && line.values[name] !== was
  })
  if (!isTouched) {
    taken.push({ ...missed, mine: null })
    return
  }
  mine.added.push(line)
  if (lost || choices[field] !== "mine") conflicts.push({ ...missed, mine: line.values.description ?? "" })
}
