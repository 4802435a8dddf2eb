/** What a save changed: kept as the event's data, for the history and to tell a later, stale save what it missed. */

import { createHash } from "node:crypto"
import { cutText } from "@/domain/text/cut-text"
import {
  type DraftEdit,
  type DraftLine,
  type DraftNames,
  headerField,
  type LineField,
  type LineType,
  lineFieldName,
  lineFields,
  lineName,
  valuesOf,
} from "./draft"

/** What a sentence about a line needs. */
export type LineLabel = { lineId: number; lineNo: number; type: LineType; no: string | null; description: string }

export type FieldChange = {
  /** Name of the form control: "header.dueDate", "lines.12.quantity". */
  field: string
  /** The line, as it was then; absent for the header. */
  line?: LineLabel
  /** As stored. */
  before: string
  after: string
}

export type SavedData = {
  /** Tells a replayed save (double click, Back) from another one. */
  contentHash: string
  changes: FieldChange[]
  added: LineLabel[]
  /** With the values they had: who edits one meanwhile is asked whether to keep it. */
  removed: (LineLabel & { values: Record<LineField, string> })[]
  moved: LineLabel[]
}

function labelOf(line: DraftLine): LineLabel {
  const { lineId, lineNo, type, no, description } = line
  return { lineId, lineNo, type, no, description: cutText(description, 80) }
}

/** The percentage, or why there is none. */
const vatOf = ({ vatCalculationType, vatPercent }: DraftLine) =>
  vatCalculationType === "normal" ? vatPercent : vatCalculationType

/** SHA-256 over everything the form says, its version included. */
export function contentHash(edit: DraftEdit): string {
  const sorted = (values: Readonly<Record<string, string | undefined>>) =>
    Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
  const content = [
    edit.version,
    sorted(edit.header),
    edit.lines.map(line => [line.id, line.type, sorted(line.values), line.moveTo ?? null, line.chosenAnew ?? false]),
    edit.deleted,
    sorted(edit.choices),
    edit.renewVat ?? false,
    edit.typedCosts ?? null,
  ]
  return createHash("sha256").update(JSON.stringify(content)).digest("hex")
}

/**
 * Compares a document before and after a save, in the fields people edit.
 *
 * @param moved ids of the lines that were moved by hand: a line whose number changes as others come or go was not
 */
export function recordChanges(
  names: DraftNames,
  before: { header: Readonly<Record<string, string>>; lines: readonly DraftLine[] },
  after: { header: Readonly<Record<string, string>>; lines: readonly DraftLine[] },
  moved: ReadonlySet<number>,
): Omit<SavedData, "contentHash"> {
  const changes: FieldChange[] = []
  for (const [name, value] of Object.entries(after.header)) {
    const was = before.header[name] ?? ""
    if (was !== value) changes.push({ field: headerField(name), before: was, after: value })
  }
  const earlier = new Map(before.lines.map(line => [line.lineId, line]))
  const added: LineLabel[] = []
  const movedLines: LineLabel[] = []
  for (const line of after.lines) {
    const was = earlier.get(line.lineId)
    if (!was) {
      added.push(labelOf(line))
      continue
    }
    earlier.delete(line.lineId)
    if (moved.has(line.lineId)) movedLines.push(labelOf(line))
    const [old, now] = [valuesOf(was), valuesOf(line)]
    for (const field of lineFields) {
      if (old[field] === now[field]) continue
      const name = lineFieldName(names, line.lineId, field)
      changes.push({ field: name, line: labelOf(line), before: old[field], after: now[field] })
    }
    // A number chosen anew says it all; without one, setup has changed, and what it gives the line is told.
    if (old.no !== now.no) continue
    const note = (name: string, before: string, after: string) => {
      if (before === after) return false
      changes.push({ field: `${lineName(line.lineId)}.${name}`, line: labelOf(line), before, after })
      return true
    }
    // A group of the same rate is told by its code: it leads to other accounts.
    if (!note("vatPercent", vatOf(was), vatOf(line)))
      note("vatProdPostingGroup", was.vatProdPostingGroup ?? "", line.vatProdPostingGroup ?? "")
    note("genProdPostingGroup", was.genProdPostingGroup ?? "", line.genProdPostingGroup ?? "")
  }
  const removed = Array.from(earlier.values(), line => ({ ...labelOf(line), values: valuesOf(line) }))
  return { changes, added, removed, moved: movedLines }
}
