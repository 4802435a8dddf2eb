import { and, eq } from "drizzle-orm"
import { company, currency, postedPurchaseDocument as posted } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import { today } from "@/domain/dates/date"
import { plainNumber } from "@/domain/documents/draft"
import { pageOf } from "@/domain/documents/pages"
import { type HistoryEntry, readHistory } from "@/domain/documents/read-history"
import { readVatGroups, type VatGroupTotals } from "@/domain/documents/read-totals"
import { NotFound } from "@/domain/errors"
import type { PostingLine } from "@/domain/posting/posting-document"
import { readTakenOf, type TakenOfLine } from "@/domain/posting/read-credited-invoice"
import { numbersOfDraft } from "@/domain/purchase-documents/turned-drafts"
import type { PostedDocumentType } from "./list-posted-purchase-documents"
import { correctiveNo, type PostedState, postedState, remainingEntry } from "./posted-state"
import { readPostedLines } from "./read-posted-lines"

export type PostedHeader = typeof posted.$inferSelect

export type PostedDocumentPage = {
  header: PostedHeader
  state: PostedState
  /** The credit memo that cancels it; null: none. */
  correctiveNo: string | null
  /** What posted credit memos have credited of an invoice's lines, the earliest first. */
  credited: TakenOfLine[]
  /** What is still to be paid, or to be had back; in the document's currency, without sign. */
  remaining: string
  amountDecimals: number
  companyCurrencyCode: string
  lines: PostingLine[]
  page: number
  pageCount: number
  vatGroups: VatGroupTotals[]
  /** Of the draft it was and of itself, the latest first. */
  history: HistoryEntry[]
  requestedByName: string
}

/**
 * A posted purchase invoice or credit memo, with one page of its lines or all of them.
 *
 * @param options.page of lines, from 1
 * @throws NotFound for an unknown number, another company's, or one of the other document type; Forbidden
 */
export async function readPostedPurchaseDocument(
  actor: Actor,
  documentType: PostedDocumentType,
  no: string,
  options: { page?: number | "all" } = {},
): Promise<PostedDocumentPage> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [row] = await tx
      .select({
        header: posted,
        remaining: remainingEntry,
        correctiveNo,
        amountDecimals: currency.amountDecimals,
        companyCurrencyCode: company.currencyCode,
        timeZone: company.timeZone,
        requestedByName: shownName(posted.companyId, posted.requestedBy),
      })
      .from(posted)
      .innerJoin(company, eq(company.id, posted.companyId))
      .innerJoin(currency, and(eq(currency.companyId, posted.companyId), eq(currency.code, posted.currencyCode)))
      .where(and(eq(posted.companyId, companyId), eq(posted.no, no), eq(posted.documentType, documentType)))
    if (!row) throw new NotFound(`posted purchase document ${no}`)
    const { header, timeZone, ...facts } = row
    const whole = options.page === "all"
    const { page, pageCount, range } = pageOf(header.lineCount, options.page === "all" ? 1 : (options.page ?? 1))
    const [lines, vatGroups, history, credited] = await Promise.all([
      readPostedLines(tx, companyId, no, whole ? undefined : range),
      readVatGroups(tx, "posted", companyId, header),
      historyOf(tx, header),
      documentType === "invoice" ? readTakenOf(tx, companyId, no) : [],
    ])
    return {
      header,
      ...facts,
      remaining: plainNumber(row.remaining).replace("-", ""),
      state: postedState({ ...header, ...row }, today(timeZone)),
      lines,
      page,
      pageCount,
      vatGroups,
      history,
      credited,
    }
  })
}

/** A corrective credit memo had no draft: its history is that of what it corrects. */
async function historyOf(tx: Tx, { companyId, no, preAssignedNo, correctsNo }: PostedHeader): Promise<HistoryEntry[]> {
  const [own, draft] = await Promise.all([
    readHistory(tx, companyId, "posted_purchase_document", correctsNo ?? no),
    preAssignedNo === ""
      ? []
      : numbersOfDraft(tx, companyId, preAssignedNo).then(nos => readHistory(tx, companyId, "purchase_invoice", nos)),
  ])
  return [...own, ...draft]
}
