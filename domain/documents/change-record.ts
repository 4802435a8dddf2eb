/** What a save changed: kept as the event's data, for the history and to tell a later, stale save what it missed. */

import { createHash } from "node:crypto"
import { cutText } from "@/domain/text/cut-text"
import { type DraftEdit, type DraftNames, headerField, lineFieldName, lineName } from "./draft"
import { type DraftLine, type LineField, type LineType, lineFields, lineTexts } from "./line-fields"

/** What a sentence about a line needs. */
export type LineLabel = { lineId: number; lineNo: number; type: LineType; no: string | null; description: string }

export type FieldChange = {
  /** Name of the form control: "header.dueDate", "lines.12.quantity". */
  field: string
  /** The line, as it was then; absent for the header. */
  line?: LineLabel
  /** The VAT group, where the change is one of its. */
  vatIdentifier?: string
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

type Document = { header: Readonly<Record<string, string>>; lines: readonly DraftLine[] }

/**
 * Compares a document before and after a save, in the fields people edit.
 *
 * @param moved ids of the lines that were moved by hand: a line whose number changes as others come or go was not
 */
export function recordChanges(
  names: DraftNames,
  before: Document,
  after: Document,
  moved: ReadonlySet<number>,
): Omit<SavedData, "contentHash"> {
  const earlier = new Map(before.lines.map(line => [line.lineId, line]))
  const kept = new Set(after.lines.map(line => line.lineId))
  return {
    changes: [
      ...differences(before.header, after.header, headerField),
      ...after.lines.flatMap(line => lineChanges(names, earlier.get(line.lineId), line)),
    ],
    added: after.lines.filter(line => !earlier.has(line.lineId)).map(labelOf),
    removed: before.lines
      .filter(line => !kept.has(line.lineId))
      .map(line => ({ ...labelOf(line), values: lineTexts(line) })),
    moved: after.lines.filter(line => earlier.has(line.lineId) && moved.has(line.lineId)).map(labelOf),
  }
}

/** @param control name of the form control of a field */
function differences<Name extends string>(
  before: Readonly<Record<Name, string>>,
  after: Readonly<Record<Name, string>>,
  control: (name: Name) => string,
): FieldChange[] {
  return (Object.keys(after) as Name[])
    .filter(name => (before[name] ?? "") !== after[name])
    .map(name => ({ field: control(name), before: before[name] ?? "", after: after[name] }))
}

/** What of a line the history tells, and what that rests on. */
const told = [...lineFields, "typedAmount", "vatCalculationType", "vatPercent", "genProdPostingGroup"] as const

function lineChanges(names: DraftNames, was: DraftLine | undefined, line: DraftLine): FieldChange[] {
  if (!was || told.every(name => was[name] === line[name])) return []
  const typed = differences(lineTexts(was), lineTexts(line), name => lineFieldName(names, line.lineId, name))
  // A number chosen anew says it all; without one, setup has changed, and what it gives the line is told.
  const given =
    was.no === line.no ? differences(givenOf(was), givenOf(line), name => `${lineName(line.lineId)}.${name}`) : []
  return [...typed, ...given].map(({ field, before, after }) => ({ field, line: labelOf(line), before, after }))
}

/** What setup gives a line, as the history tells it. */
const givenOf = (line: DraftLine) => ({
  vatPercent: vatOf(line),
  genProdPostingGroup: line.genProdPostingGroup ?? "",
})
