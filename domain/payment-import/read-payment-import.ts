import { and, asc, desc, eq, gt } from "drizzle-orm"
import { event, paymentImport, paymentImportRow } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { head, type PaymentImportHead } from "./list-payment-imports"

/** Rows on one page. */
export const ROWS_PER_PAGE = 200

export const rowOutcomes = ["pending", "registered", "refused"] as const
export type RowOutcome = (typeof rowOutcomes)[number]

/** What came of one row. */
export type PaymentImportRow = Omit<
  typeof paymentImportRow.$inferSelect,
  "companyId" | "importId" | "payment" | "rowKey"
>

export type PaymentImportRead = {
  import: PaymentImportHead
  rows: PaymentImportRow[]
  /** What to pass as `after` for the page behind, where there is one. */
  next?: number
  /** The latest first. */
  history: Omit<typeof event.$inferSelect, "companyId">[]
}

/**
 * One file of payments: how far it is, and what came of its rows, in their order.
 * @param outcome only those with this outcome
 * @param after number of the last row of the page before
 * @throws Forbidden; NotFound for an unknown import and another company's
 */
export async function readPaymentImport(
  actor: Actor,
  id: number,
  { outcome, after = 0 }: { outcome?: RowOutcome; after?: number } = {},
): Promise<PaymentImportRead> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [own] = await tx
      .select(head)
      .from(paymentImport)
      .where(and(eq(paymentImport.companyId, companyId), eq(paymentImport.id, id)))
    if (!own) throw new NotFound(`payment import ${id}`)
    const r = paymentImportRow
    const found = await tx
      .select({
        rowNo: r.rowNo,
        vendorNo: r.vendorNo,
        amount: r.amount,
        documents: r.documents,
        outcome: r.outcome,
        paymentNo: r.paymentNo,
        problems: r.problems,
        at: r.at,
      })
      .from(r)
      .where(and(eq(r.companyId, companyId), eq(r.importId, id), gt(r.rowNo, after), outcome && eq(r.outcome, outcome)))
      .orderBy(asc(r.rowNo))
      .limit(ROWS_PER_PAGE + 1)
    const history = await tx
      .select()
      .from(event)
      .where(
        and(eq(event.companyId, companyId), eq(event.subjectType, "payment_import"), eq(event.subjectNo, String(id))),
      )
      .orderBy(desc(event.id))
    const rows = found.slice(0, ROWS_PER_PAGE)
    return {
      import: own,
      rows,
      next: found.length > rows.length ? rows.at(-1)!.rowNo : undefined,
      history: history.map(({ companyId: _, ...rest }) => rest),
    }
  })
}
