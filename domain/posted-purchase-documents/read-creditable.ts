import { and, asc, eq } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { readDocumentCurrency } from "@/domain/documents/document-currency"
import { pageOf } from "@/domain/documents/pages"
import { toPlain } from "@/domain/money/decimal"
import { cancelledProblem } from "@/domain/posting/check-credit"
import { isCreditable, leftToCredit } from "@/domain/posting/left-to-credit"
import type { PostingLine } from "@/domain/posting/posting-document"
import type { PostingProblem } from "@/domain/posting/posting-problem"
import { type CreditedInvoice, readCreditedInvoice } from "@/domain/posting/read-credited-invoice"
import { readPostedLines } from "./read-posted-lines"
import type { PostedHeader } from "./read-posted-purchase-document"

/** A line of a posted invoice, with what can still be credited of it. */
export type CreditableLine = {
  line: PostingLine
  /** Of an item: what is left of its quantity; null: it is credited by amount. */
  quantityLeft: string | null
  amountLeft: string
  /** Posted credit memos that took the rest. */
  takenBy: string[]
}

export type Creditable = {
  header: PostedHeader
  amountDecimals: number
  /** Why nothing of it can be credited; null: something can. */
  problem: PostingProblem | null
  /** Those of the page of which something is left. */
  lines: CreditableLine[]
  page: number
  pageCount: number
  /** Drafts that credit it too: what they take is not counted before they are posted. */
  drafts: string[]
}

/**
 * What can still be credited of a posted purchase invoice, a page of its lines at a time.
 *
 * @param page of lines, from 1
 * @throws NotFound for an unknown number, another company's, or that of a credit memo; Forbidden
 */
export async function readCreditable(actor: Actor, no: string, page = 1): Promise<Creditable> {
  authorise(actor, "purchase_invoice.edit_all")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const invoice = await readCreditedInvoice(tx, companyId, no)
    const { header } = invoice
    const { range, ...pages } = pageOf(header.lineCount, page)
    const [lines, drafts, currency] = await Promise.all([
      readPostedLines(tx, companyId, no, range),
      readCreditingDrafts(tx, companyId, no),
      readDocumentCurrency(tx, companyId, header.currencyCode, header.postingDate),
    ])
    const left = leftToCredit(invoice)
    const isLeft = (line: CreditedInvoice["lines"][number]) => isCreditable(line, left.get(line.lineNo)!)
    const cancelled = cancelledProblem(invoice)
    return {
      header,
      amountDecimals: currency.amountDecimals,
      problem: cancelled ?? (invoice.lines.some(isLeft) ? null : { code: "credit_nothing_left" }),
      lines: lines.filter(isLeft).map(line => {
        const { quantity, amount, takenBy } = left.get(line.lineNo)!
        return {
          line,
          quantityLeft: line.type === "item" ? toPlain(quantity) : null,
          amountLeft: toPlain(amount),
          takenBy,
        }
      }),
      ...pages,
      drafts,
    }
  })
}

/** Numbers of drafts that credit a posted invoice. */
async function readCreditingDrafts(tx: Tx, companyId: number, no: string): Promise<string[]> {
  const drafts = await tx
    .select({ no: purchaseInvoice.no })
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.creditsNo, no)))
    .orderBy(asc(purchaseInvoice.no))
  return drafts.map(draft => draft.no)
}
