import { and, asc, eq, isNotNull, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { postedPurchaseDocument as posted, postedPurchaseLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { NotFound } from "@/domain/errors"

/** What a posted credit memo took of a line of the invoice that it credits. Decimal strings. */
export type TakenOfLine = {
  /** Line No. of the invoice's line. */
  lineNo: number
  creditMemoNo: string
  quantity: string
  lineAmount: string
  invoiceDiscountAmount: string
}

/** A posted purchase invoice, and what posted credit memos have taken of it. */
export type CreditedInvoice = {
  header: typeof posted.$inferSelect
  /** The credit memo that cancels it; null: none. */
  correctiveNo: string | null
  lines: readonly Pick<
    typeof postedPurchaseLine.$inferSelect,
    | "lineNo"
    | "type"
    | "no"
    | "vatProdPostingGroup"
    | "description"
    | "quantity"
    | "lineAmount"
    | "invoiceDiscountAmount"
  >[]
  /** The earliest first. */
  taken: readonly TakenOfLine[]
}

/**
 * Reads a posted invoice as its credit memos see it. Lock its vendor before, to post one of them.
 *
 * @throws NotFound for an unknown number, another company's, or that of a credit memo
 */
export async function readCreditedInvoice(tx: Tx, companyId: number, no: string): Promise<CreditedInvoice> {
  const correction = alias(posted, "correction")
  const [[row], lines, taken] = await Promise.all([
    tx
      .select({ header: posted, correctiveNo: correction.no })
      .from(posted)
      .leftJoin(correction, and(eq(correction.companyId, posted.companyId), eq(correction.correctsNo, posted.no)))
      .where(and(eq(posted.companyId, companyId), eq(posted.no, no), eq(posted.documentType, "invoice"))),
    tx
      .select({
        lineNo: postedPurchaseLine.lineNo,
        type: postedPurchaseLine.type,
        no: postedPurchaseLine.no,
        vatProdPostingGroup: postedPurchaseLine.vatProdPostingGroup,
        description: postedPurchaseLine.description,
        quantity: postedPurchaseLine.quantity,
        lineAmount: postedPurchaseLine.lineAmount,
        invoiceDiscountAmount: postedPurchaseLine.invoiceDiscountAmount,
      })
      .from(postedPurchaseLine)
      .where(and(eq(postedPurchaseLine.companyId, companyId), eq(postedPurchaseLine.documentNo, no)))
      .orderBy(asc(postedPurchaseLine.lineNo)),
    readTakenOf(tx, companyId, no),
  ])
  if (!row) throw new NotFound(`posted purchase invoice ${no}`)
  return { ...row, lines, taken }
}

/** What posted credit memos have taken of a posted invoice, line by line. */
export function readTakenOf(tx: Tx, companyId: number, no: string): Promise<TakenOfLine[]> {
  return tx
    .select({
      lineNo: sql<number>`${postedPurchaseLine.creditsLineNo}`,
      creditMemoNo: posted.no,
      quantity: postedPurchaseLine.quantity,
      lineAmount: postedPurchaseLine.lineAmount,
      invoiceDiscountAmount: postedPurchaseLine.invoiceDiscountAmount,
    })
    .from(posted)
    .innerJoin(
      postedPurchaseLine,
      and(eq(postedPurchaseLine.companyId, posted.companyId), eq(postedPurchaseLine.documentNo, posted.no)),
    )
    .where(and(eq(posted.companyId, companyId), eq(posted.creditsNo, no), isNotNull(postedPurchaseLine.creditsLineNo)))
    .orderBy(asc(posted.transactionNo), asc(postedPurchaseLine.lineNo))
}
