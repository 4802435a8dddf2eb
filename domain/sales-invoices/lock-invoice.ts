import { and, eq } from "drizzle-orm"
import { salesInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import type { SalesInvoiceRow } from "./sales-header"

/** Reads the header for a change; whoever comes second waits. @throws NotFound, Forbidden */
export async function lockSalesInvoice(tx: Tx, actor: Actor, no: string): Promise<SalesInvoiceRow> {
  authorise(actor, "sales_invoice.edit")
  const [invoice] = await tx
    .select()
    .from(salesInvoice)
    .where(and(eq(salesInvoice.companyId, actor.companyId), eq(salesInvoice.no, no)))
    .for("update")
  if (!invoice) throw new NotFound("sales invoice")
  return invoice
}
