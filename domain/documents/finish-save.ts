import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { recordEvent, type SubjectType } from "@/domain/history/record-event"
import { Decimal } from "@/domain/money/decimal"
import { recordChanges, type SavedData } from "./change-record"
import { type DraftNames, headerField } from "./draft"
import { amountFigures, type DraftTerms, workOutAmounts } from "./draft-amounts"
import { keepVatDifferences } from "./keep-vat-differences"
import type { DraftLine } from "./line-fields"
import { numberLines } from "./lines"
import type { StoredDraft } from "./plan-save"
import { isOtherLine, type LineStore, writeLines } from "./store-lines"

export type FinishedSave = {
  version: number
  lineCount: number
  amount: string
  amountIncludingVat: string
  invoiceDiscountAmount: string
  /** What of the document was changed. */
  changed: Omit<SavedData, "contentHash">
  /** VAT groups whose VAT had been typed, and is worked out again. */
  vatDifferencesDropped: number
}

/**
 * Works out amounts, numbers the lines 10000, 20000, …, writes the lines and the event. The header is the caller's to
 * write, with the figures answered.
 *
 * @param next the document as it shall be; `header` in the fields that people edit
 * @returns null where nothing changed and the stored amounts are right: then nothing is written and the version stays
 */
export async function finishSave(
  tx: Tx,
  actor: Actor,
  document: DraftNames & { store: LineStore; subjectType: SubjectType; kind: string },
  stored: StoredDraft,
  next: DraftTerms & {
    header: Record<string, string>
    lines: readonly DraftLine[]
    moved: ReadonlySet<number>
    contentHash: string
    /** More for the history, e.g. what was kept although the vendor changed. */
    notes?: Record<string, unknown>
  },
): Promise<FinishedSave | null> {
  const kept = keepVatDifferences(stored, next)
  const worked = workOutAmounts(kept.lines, next)
  const lines = numberLines(worked.lines)
  const changed = recordChanges(document, stored, { header: next.header, lines }, next.moved)
  if (Object.values(changed).every(list => list.length === 0)) {
    const isOther = lines.some((line, index) => isOtherLine(document.store, line, stored.lines[index]!))
    if (!isOther && hasFigures(stored, { ...worked, lines })) return null
    // Nothing was typed: what the amounts rest on has changed.
    const { invoiceDiscountAmount: before = "0" } = stored.totals
    const after = worked.invoiceDiscountAmount
    if (!isSame(before, after)) changed.changes.push({ field: headerField("invoiceDiscountAmount"), before, after })
  }
  changed.changes.push(...kept.dropped)
  await writeLines(tx, document.store, actor.companyId, stored.no, stored.lines, lines)
  const version = stored.version + 1
  const data: SavedData = { ...changed, contentHash: next.contentHash }
  await recordEvent(tx, {
    companyId: actor.companyId,
    actor,
    kind: document.kind,
    subjectType: document.subjectType,
    subjectNo: stored.no,
    version,
    data: { ...data, ...next.notes },
  })
  return {
    version,
    lineCount: lines.length,
    amount: worked.amount,
    amountIncludingVat: worked.amountIncludingVat,
    invoiceDiscountAmount: worked.invoiceDiscountAmount,
    changed,
    vatDifferencesDropped: kept.dropped.length,
  }
}

/** Whether a stored document has just these amounts. Saving corrects others, which posting refuses. */
function hasFigures(stored: StoredDraft, worked: ReturnType<typeof workOutAmounts>): boolean {
  const totals = Object.entries(stored.totals).every(([name, total]) =>
    isSame(total, worked[name as keyof StoredDraft["totals"]]),
  )
  return (
    totals &&
    worked.lines.every((line, index) => amountFigures.every(name => isSame(stored.lines[index]?.[name], line[name])))
  )
}

function isSame(stored: string | undefined, worked: string): boolean {
  return stored === worked || new Decimal(stored ?? 0).eq(worked)
}
