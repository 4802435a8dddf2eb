import { and, eq, exists, inArray, or, sql } from "drizzle-orm"
import { event, purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import { amountDecimalsOf } from "@/domain/lists/amount-decimals"
import { countFew } from "@/domain/lists/count-few"
import { cutKeyedPage, pageAt, readCursor, type SortKey } from "@/domain/lists/keyset"
import { editingKinds } from "./document-type"
import { vendorUnproven } from "./vendor-unproven"

const perPage = 50

export type ReadyForReviewRow = Pick<
  typeof purchaseInvoice.$inferSelect,
  "no" | "documentType" | "buyFromVendorName" | "currencyCode" | "amount" | "lineCount" | "costChanged"
> & {
  /** Since when it waits. */
  since: Date
  requestedByName: string
  amountDecimals: number
  vendorUnproven: boolean
  /** Asked for or edited by the actor, who may not review it. */
  own: boolean
}

/** The purchase invoices and credit memos that wait for review, the oldest first. @throws Forbidden for who does not review */
export async function listReadyForReview(
  actor: Actor,
  { cursor: wanted }: { cursor?: string } = {},
): Promise<{ invoices: ReadyForReviewRow[]; count: number; previous?: string; next?: string }> {
  authorise(actor, "purchase_invoice.review")
  const sort: SortKey = { expression: sql`${purchaseInvoice.reviewStateAt}`, type: "timestamptz" }
  const cursor = readCursor(wanted, sort.type)
  const { bound, order } = pageAt(sort, sql`${purchaseInvoice.no}`, false, cursor)
  const waiting = and(
    eq(purchaseInvoice.companyId, actor.companyId),
    eq(purchaseInvoice.reviewState, "ready_for_review"),
  )
  return inCompany(actor.companyId, async tx => {
    const edited = tx
      .select({ one: sql`1` })
      .from(event)
      .where(
        and(
          eq(event.companyId, actor.companyId),
          eq(event.subjectType, "purchase_invoice"),
          eq(event.subjectNo, purchaseInvoice.no),
          eq(event.actorId, actor.userId),
          inArray(event.kind, editingKinds),
        ),
      )
    const rows = await tx
      .select({
        no: purchaseInvoice.no,
        documentType: purchaseInvoice.documentType,
        buyFromVendorName: purchaseInvoice.buyFromVendorName,
        currencyCode: purchaseInvoice.currencyCode,
        amount: purchaseInvoice.amount,
        lineCount: purchaseInvoice.lineCount,
        costChanged: purchaseInvoice.costChanged,
        since: purchaseInvoice.reviewStateAt,
        requestedByName: shownName(purchaseInvoice.companyId, purchaseInvoice.requestedBy),
        amountDecimals: amountDecimalsOf(purchaseInvoice),
        vendorUnproven: vendorUnproven(purchaseInvoice),
        own: sql<boolean>`${or(eq(purchaseInvoice.requestedBy, actor.userId), exists(edited))}`,
        key: sql<string>`(${sort.expression})::text`,
      })
      .from(purchaseInvoice)
      .where(and(waiting, bound))
      .orderBy(...order)
      .limit(perPage + 1)
    const [counted] = await tx.execute<{ count: number }>(sql`select ${countFew(purchaseInvoice, waiting)} as count`)
    const { rows: invoices, ...neighbours } = cutKeyedPage(rows, perPage, cursor)
    return { invoices, count: counted!.count, ...neighbours }
  })
}
