/** From what a form says to what the document's lines shall be, before defaults and amounts are worked out. */

import { and, asc, eq, gt } from "drizzle-orm"
import { event } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type Issue, Refusal, refuse } from "@/domain/errors"
import type { SubjectType } from "@/domain/history/record-event"
import { contentHash, type SavedData } from "./change-record"
import { checkLineValues, MAX_LINES, normaliseValues } from "./check-lines"
import { type DraftEdit, type DraftNames, type EditedLine, lineIdOf } from "./draft"
import { emptyLine } from "./empty-line"
import { type DraftLine, fieldsWithDefault, type LineField, type LineValues, lineTexts, withTexts } from "./line-fields"
import { type EarlierSave, type Merge, mergeDraft } from "./merge-draft"
import { moveLines, orderLines } from "./order-lines"
import type { PlannedLine } from "./planned-line"
import { type MergedForm, type MissedChange, StaleDraft } from "./stale-draft"

export type SavePlan = {
  /** Header fields the actor changed. */
  header: Record<string, string>
  lines: PlannedLine[]
  moved: Set<number>
  lastLineId: number
  contentHash: string
  /** What is wrong with single fields; more may come from the defaults. */
  issues: Issue[]
}

export type StoredDraft = {
  no: string
  version: number
  lastLineId: number
  /** Editable header fields as text. */
  header: Record<string, string>
  lines: readonly DraftLine[]
  /** What they come to, as stored. */
  totals: Partial<Record<"amount" | "amountIncludingVat" | "invoiceDiscountAmount", string>>
}

/**
 * Applies an edit to a draft that the caller has locked.
 *
 * @param document.kind of the event that saves are recorded as
 * @returns null where this very edit was saved before: a double click, or Back and Save again
 * @throws StaleDraft where somebody else saved since the form was made, or a conflict is still without a choice
 * @throws Refusal above 10,000 lines
 */
export async function planSave(
  tx: Tx,
  actor: Actor,
  document: DraftNames & { subjectType: SubjectType; kind: string },
  stored: StoredDraft,
  given: DraftEdit,
): Promise<SavePlan | null> {
  const edit = normalised(given)
  const hash = contentHash(edit)
  const isStale = edit.version !== stored.version
  const since = isStale ? await savesSince(tx, actor.companyId, document, stored.no, edit.version) : []
  if (since.some(save => save.actorId === actor.userId && save.data.contentHash === hash)) return null
  const merge = mergeDraft(document, stored, edit, since)
  const { order, moved } = orderOf(stored, edit, merge)
  if (isStale || merge.conflicts.length > 0) throw staleDraft(stored, edit, merge, since, order)
  if (order.length > MAX_LINES) throw refuse("too_many_lines", { maximum: MAX_LINES })
  return { ...layOut(stored, edit, merge, order, document), moved, header: merge.mine.header, contentHash: hash }
}

function normalised(edit: DraftEdit): DraftEdit {
  const header = Object.fromEntries(Object.entries(edit.header).map(([name, value]) => [name, value.trim()]))
  return { ...edit, header, lines: edit.lines.map(normalisedLine) }
}

function normalisedLine(line: EditedLine): EditedLine {
  return { ...line, values: normaliseValues(line.values, lineIdOf(line.id) === null) }
}

async function savesSince(
  tx: Tx,
  companyId: number,
  document: { subjectType: SubjectType; kind: string },
  no: string,
  version: number,
): Promise<(EarlierSave & { actorId: number | null })[]> {
  const rows = await tx
    .select({ by: event.actorName, actorId: event.actorId, at: event.at, data: event.data })
    .from(event)
    .where(
      and(
        eq(event.companyId, companyId),
        eq(event.subjectType, document.subjectType),
        eq(event.subjectNo, no),
        eq(event.kind, document.kind),
        gt(event.version, version),
      ),
    )
    .orderBy(asc(event.version), asc(event.id))
  return rows.map(row => ({ ...row, at: row.at.toISOString(), data: row.data as SavedData }))
}

function orderOf(stored: StoredDraft, edit: DraftEdit, { mine }: Merge): { order: string[]; moved: Set<number> } {
  const there = stored.lines.filter(line => !mine.deleted.has(line.lineId)).map(line => String(line.lineId))
  const wanted = new Set([...there, ...mine.added.map(line => line.id)])
  const page = edit.lines.map(line => line.id).filter(id => wanted.has(id))
  const onPage = orderLines(there, edit.loaded.map(String), page)
  const lineNos = new Map(stored.lines.map(line => [String(line.lineId), line.lineNo]))
  const afar = moveLines(onPage.order, edit.lines, lineNos)
  return { order: afar.order, moved: new Set([...onPage.moved, ...afar.moved].map(Number)) }
}

/** The form to go on with: the actor's changes on top of the document as it is now. */
function staleDraft(
  stored: StoredDraft,
  edit: DraftEdit,
  { mine, conflicts, taken }: Merge,
  since: readonly EarlierSave[],
  order: readonly string[],
): StaleDraft {
  const now = new Map(stored.lines.map(line => [String(line.lineId), line]))
  const added = new Map(mine.added.map(line => [line.id, line]))
  const newByOthers = new Set(since.flatMap(save => save.data.added.map(line => String(line.lineId))))
  const onPage = new Set([...edit.loaded.map(String), ...edit.lines.map(line => line.id)])
  const lines: EditedLine[] = []
  let follows = edit.loaded.length === 0 || edit.loaded[0] === stored.lines[0]?.lineId
  for (const id of order) {
    const line = now.get(id)
    const isTheirs = newByOthers.has(id) && follows && !onPage.has(id)
    if (!isTheirs) follows = onPage.has(id)
    if (!follows) continue
    const own = added.get(id)
    if (own) lines.push(own)
    else if (line) {
      const values = { ...lineTexts(line), ...mine.lines.get(line.lineId) }
      lines.push({ id, type: line.type, values, ...(mine.chosenAnew.has(line.lineId) && { chosenAnew: true }) })
    }
  }
  const shown = new Set(lines.map(line => line.id))
  const newLines: MissedChange[] = since.flatMap(({ by, at, data }) =>
    data.added
      .filter(line => now.has(String(line.lineId)))
      .map(line => ({
        field: `lines.${line.lineId}`,
        line: { lineNo: line.lineNo, description: line.description },
        before: null,
        mine: null,
        theirs: line.description,
        by,
        at,
      })),
  )
  const last = since.at(-1)
  const form: MergedForm = {
    header: { ...stored.header, ...mine.header },
    lines,
    loaded: stored.lines.map(line => line.lineId).filter(id => shown.has(String(id)) || mine.deleted.has(id)),
    deleted: [...mine.deleted],
  }
  const savedBy = { by: last?.by ?? "", at: last?.at ?? "" }
  return new StaleDraft(stored.version, conflicts, [...taken, ...newLines], savedBy, form)
}

function layOut(
  stored: StoredDraft,
  edit: DraftEdit,
  { mine }: Merge,
  order: readonly string[],
  names: DraftNames,
): Pick<SavePlan, "lines" | "lastLineId" | "issues"> {
  const now = new Map(stored.lines.map(line => [String(line.lineId), line]))
  const added = new Map(mine.added.map(line => [line.id, line]))
  const decimals = new Map(edit.lines.map(({ id, priceDecimals }) => [id, priceDecimals]))
  const issues: Issue[] = []
  let lastLineId = stored.lastLineId
  const lines = order.map((key): PlannedLine => {
    const there = now.get(key)
    const form = added.get(key)
    const values = (there ? mine.lines.get(there.lineId) : filledIn(form?.values)) ?? {}
    const type = there?.type ?? form?.type ?? "comment"
    if (Object.keys(values).length > 0) {
      issues.push(...checkLineValues(names, { id: key, type }, values))
    }
    const typed = new Set(Object.keys(values) as LineField[])
    if (there && mine.chosenAnew.has(there.lineId)) typed.add("no")
    const said = { key, typed, priceDecimals: decimals.get(key) }
    if (there) return { line: withTyped(withValues(there, values), typed, false), ...said, isNew: false }
    const lineId = Number(key) <= stored.lastLineId ? Number(key) : ++lastLineId
    return { line: withTyped(withValues(emptyLine(lineId, type), values), typed, true), ...said, isNew: true }
  })
  return { lines, lastLineId, issues }
}

/** On a new line a blank is not typed: it asks for the default. A zero is typed. */
function filledIn(values: LineValues = {}): LineValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""))
}

/** Keeps in mind what was typed. A number chosen starts the line anew; the price of another unit means nothing. */
function withTyped(line: DraftLine, typed: ReadonlySet<LineField>, isNew: boolean): DraftLine {
  if (typed.size === 0 && !isNew) return line
  const isChosen = isNew || typed.has("no")
  // Nothing recorded: what stands there stays, and a VAT group that is chosen does from now on.
  if (!line.typedFields && !isChosen && !typed.has("vatProdPostingGroup")) return line
  const before = isChosen
    ? []
    : (line.typedFields ?? fieldsWithDefault).filter(field => !(field === "price" && typed.has("unitOfMeasureCode")))
  const isCleared = (field: LineField) =>
    (field === "vatProdPostingGroup" && line.vatProdPostingGroup === null) ||
    (field === "lineDiscountPercent" && isAmountCleared(line, typed))
  const fields = fieldsWithDefault.filter(field => (typed.has(field) || before.includes(field)) && !isCleared(field))
  return isChosen ? begunAnew({ ...line, typedFields: fields }, typed) : { ...line, typedFields: fields }
}

/** An amount stood in the place of whatever percent was typed before it: cleared, it leaves none that somebody typed. */
function isAmountCleared(line: DraftLine, typed: ReadonlySet<LineField>): boolean {
  const isTyped = typed.has("lineAmount") || typed.has("lineDiscountAmount")
  return isTyped && line.typedAmount === null && !typed.has("lineDiscountPercent")
}

/** What a number begins with, and nobody typed along with it; it credits no posted line any more. */
function begunAnew(line: DraftLine, typed: ReadonlySet<LineField>): DraftLine {
  const next = { ...line, creditsLineNo: null }
  if (!typed.has("pricePer")) next.pricePer = "1"
  if (line.typedAmount !== null && !typed.has(line.typedAmount)) {
    next.typedAmount = null
    if (!typed.has("lineDiscountPercent")) next.lineDiscountPercent = "0"
  }
  return next
}

function withValues(line: DraftLine, values: LineValues): DraftLine {
  if (Object.keys(values).length === 0) return line
  if (line.type === "comment") return { ...line, description: values.description ?? line.description }
  return withTexts(line, values)
}

/** @throws Refusal with all issues, in the order of the form, if there are any */
export function refuseIf(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new Refusal([...issues])
}
