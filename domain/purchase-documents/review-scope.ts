/** What a review covers, and what has voided one. */
import { and, desc, eq, gt, inArray, type SQL, sql } from "drizzle-orm"
import { event } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { LineLabel, SavedData } from "@/domain/documents/change-record"
import { headerField } from "@/domain/documents/draft"
import { vatDifferenceField } from "@/domain/documents/keep-vat-differences"
import { eventKind } from "./document-type"
import { type PurchaseDocumentRow, purchaseHeader } from "./purchase-header"

/** What a review does not cover: filling it in voids none, and is no hand in the draft that would bar one from reviewing it. */
const paperFields: ReadonlySet<string> = new Set([
  ...purchaseHeader.typed.filter(name => purchaseHeader.fields[name]?.ofThePaper).map(headerField),
  vatDifferenceField,
])

/** Whether what a save changed is something that a review covers. */
export function isReviewed({ changes, added, removed, moved }: Omit<SavedData, "contentHash">): boolean {
  return [added, removed, moved].some(lines => lines.length > 0) || changes.some(({ field }) => !paperFields.has(field))
}

/** The same of an event, in SQL: true also of an event that is no save. */
export function touchesReviewed(): SQL {
  const none = (list: string) => sql`coalesce(jsonb_array_length(${event.data} -> ${list}::text), 0) = 0`
  return sql`not (${event.data} ? 'changes' and ${none("added")} and ${none("removed")} and ${none("moved")}
    and not exists (select from jsonb_array_elements(${event.data} -> 'changes') as change
      where not change ->> 'field' = any(${sql.param([...paperFields])}::text[])))`
}

/** A field, of the header or a line, or a whole line, that was changed after the review. */
export type ChangedSince = { what: "field" | "added" | "removed" | "moved"; field?: string; lineNo?: number }

export type VoidedReview = {
  /** Who had reviewed it, and when. */
  by: string
  at: Date
  /** What was changed since, each once, the first few; none: the amounts alone, which follow from the vendor's terms. */
  changes: ChangedSince[]
  changeCount: number
}

const CHANGES_SHOWN = 5

/** The review that later changes have voided; null where there was none, or it was sent back since. */
export async function readVoidedReview(tx: Tx, header: PurchaseDocumentRow): Promise<VoidedReview | null> {
  if (header.reviewState !== "ready_for_review") return null
  const { companyId, no, documentType } = header
  const kinds = (["reviewed", "sent_back"] as const).map(verb => eventKind(documentType, verb))
  const ofDraft = and(
    eq(event.companyId, companyId),
    eq(event.subjectType, "purchase_invoice"),
    eq(event.subjectNo, no),
  )
  const [review] = await tx
    .select({ id: event.id, kind: event.kind, by: event.actorName, at: event.at })
    .from(event)
    .where(and(ofDraft, inArray(event.kind, kinds)))
    .orderBy(desc(event.id))
    .limit(1)
  if (!review || review.kind !== kinds[0]) return null
  const saves = await tx
    .select({ data: event.data })
    .from(event)
    .where(and(ofDraft, eq(event.kind, eventKind(documentType, "saved")), gt(event.id, review.id)))
    .orderBy(event.id)
  const changes = new Map<string, ChangedSince>()
  for (const { data } of saves) for (const change of changesIn(data as SavedData)) changes.set(keyOf(change), change)
  const all = [...changes.values()]
  return { by: review.by, at: review.at, changes: all.slice(0, CHANGES_SHOWN), changeCount: all.length }
}

const keyOf = ({ what, field, lineNo }: ChangedSince) => `${what} ${field} ${lineNo}`

function changesIn({ changes, added, removed, moved }: SavedData): ChangedSince[] {
  const lines = (what: "added" | "removed" | "moved", labels: readonly LineLabel[]) =>
    labels.map(({ lineNo }): ChangedSince => ({ what, lineNo }))
  return [
    ...changes
      .filter(({ field }) => !paperFields.has(field))
      .map(({ field, line }): ChangedSince => ({ what: "field", field, ...(line && { lineNo: line.lineNo }) })),
    ...lines("added", added),
    ...lines("removed", removed),
    ...lines("moved", moved),
  ]
}
