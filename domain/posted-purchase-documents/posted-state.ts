import { lt, type SQL, sql } from "drizzle-orm"
import { detailedVendorLedgerEntry, openVendorLedgerEntry, postedPurchaseDocument } from "@/db/schema"
import { isClosed } from "@/domain/books/is-open"
import { Decimal } from "@/domain/money/decimal"

/**
 * Where a posted document stands. None of it is stored: a document is cancelled where another corrects it, and paid where
 * nothing remains of it; a credit memo of which nothing remains is closed.
 */
export const postedStates = ["open", "overdue", "paid", "closed", "cancelled"] as const
export type PostedState = (typeof postedStates)[number]

/** What remains of the document's vendor ledger entry, in its currency; a vendor is owed negative amounts. */
export const remainingEntry: SQL<string> = sql<string>`(select coalesce(sum(detail.amount), 0)
  from ${detailedVendorLedgerEntry} detail
  where detail.company_id = ${postedPurchaseDocument.companyId}
    and detail.vendor_ledger_entry_no = ${postedPurchaseDocument.transactionNo})`

/** The document that corrects this one; null for none. */
export const correctiveNo: SQL<string | null> = sql<string | null>`(select correction.no
  from ${postedPurchaseDocument} correction
  where correction.company_id = ${postedPurchaseDocument.companyId}
    and correction.corrects_no = ${postedPurchaseDocument.no})`

/** @param today the company's */
export function postedState(
  document: {
    documentType: "invoice" | "credit_memo"
    correctiveNo: string | null
    remaining: string
    dueDate: string
  },
  today: string,
): PostedState {
  if (document.correctiveNo !== null) return "cancelled"
  const isCreditMemo = document.documentType === "credit_memo"
  if (new Decimal(document.remaining).isZero()) return isCreditMemo ? "closed" : "paid"
  return !isCreditMemo && document.dueDate < today ? "overdue" : "open"
}

/** Whether a list of that state joins the open entries (`isOpenEntry`): "open" takes in what is overdue. */
export function isAmongOpen(state: PostedState | undefined): boolean {
  return state === "open" || state === "overdue"
}

/** The same as `postedState` in SQL, for a list's filter. */
export function inState(companyId: number, state: PostedState, today: string): SQL | undefined {
  const isCancelled = sql`exists (select from ${postedPurchaseDocument} correction
    where correction.company_id = ${postedPurchaseDocument.companyId}
      and correction.corrects_no = ${postedPurchaseDocument.no})`
  switch (state) {
    case "open":
      return undefined
    case "overdue":
      return lt(openVendorLedgerEntry.dueDate, today)
    // By what is corrected: few documents are, and they lie anywhere.
    case "cancelled":
      return sql`${postedPurchaseDocument.no} = any(array(select correction.corrects_no
        from ${postedPurchaseDocument} correction
        where correction.company_id = ${companyId} and correction.corrects_no is not null))`
    default:
      return sql`not ${isCancelled} and ${isClosed(companyId, postedPurchaseDocument)}`
  }
}
