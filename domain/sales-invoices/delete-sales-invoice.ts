import { and, eq } from "drizzle-orm"
import { salesInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { deletionBy } from "@/domain/documents/read-history"
import { NotFound, Stale } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { lockSalesInvoice } from "./lock-invoice"

/**
 * Deletes an ongoing sales invoice and its lines; its history stays, and so does whatever was bought for it. Deleting
 * what one has just deleted is no mistake.
 *
 * @throws Stale where it was changed since the page was made; NotFound, Forbidden
 */
export async function deleteSalesInvoice(actor: Actor, no: string, version: number): Promise<void> {
  await inCompany(actor.companyId, async tx => {
    const invoice = await lockSalesInvoice(tx, actor, no).catch(async error => {
      if (error instanceof NotFound && (await deletionBy(tx, actor, "sales_invoice", no))) return null
      throw error
    })
    if (!invoice) return
    if (invoice.version !== version) throw new Stale(invoice.version, [])
    await tx.delete(salesInvoice).where(and(eq(salesInvoice.companyId, actor.companyId), eq(salesInvoice.no, no)))
    const { customerName, lineCount, amount, currencyCode } = invoice
    await recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "sales_invoice.deleted",
      subjectType: "sales_invoice",
      subjectNo: no,
      version: version + 1,
      data: { customerName, lineCount, amount, currencyCode },
    })
  })
}
