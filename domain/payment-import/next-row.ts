import { and, asc, eq, gt } from "drizzle-orm"
import { paymentImport, paymentImportRow, type RowPayment } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { presentActor } from "@/domain/access/present-actor"

/** A row that is to be registered. */
export type PendingRow = {
  companyId: number
  importId: number
  rowNo: number
  rowKey: string
  payment: RowPayment
  /** Who uploaded it, with the roles of this moment. */
  actor: Actor
}

type Next =
  | ({ kind: "row" } & PendingRow)
  /** Every row has its outcome; the import itself is not finished yet. */
  | { kind: "none_left" }
  /** Who asked is disabled, or may not pay any more. */
  | { kind: "may_not" }
  /** Finished, or not there. */
  | { kind: "finished" }

/** What a run of an import has to do next. @param after row that it did last; 0: it begins */
export async function nextRow(companyId: number, importId: number, after: number): Promise<Next> {
  return inCompany(companyId, async tx => {
    const [own] = await tx
      .select({ state: paymentImport.state, requestedBy: paymentImport.requestedBy })
      .from(paymentImport)
      .where(and(eq(paymentImport.companyId, companyId), eq(paymentImport.id, importId)))
    if (own?.state !== "queued") return { kind: "finished" }
    const [row] = await tx
      .select({
        rowNo: paymentImportRow.rowNo,
        rowKey: paymentImportRow.rowKey,
        payment: paymentImportRow.payment,
      })
      .from(paymentImportRow)
      .where(
        and(
          eq(paymentImportRow.companyId, companyId),
          eq(paymentImportRow.importId, importId),
          gt(paymentImportRow.rowNo, after),
          eq(paymentImportRow.outcome, "pending"),
        ),
      )
      .orderBy(asc(paymentImportRow.rowNo))
      .limit(1)
    if (!row) return { kind: "none_left" }
    const { rowNo, rowKey, payment } = row
    if (!payment || !rowKey) throw new Error(`payment import ${importId}: row ${rowNo} waits and was not read`)
    const actor = await presentActor(tx, companyId, own.requestedBy)
    if (!actor || !may(actor, "purchase_invoice.post")) return { kind: "may_not" }
    return { kind: "row", companyId, importId, rowNo, rowKey, payment, actor }
  })
}
