import { and, eq } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { wasDeletedBy } from "@/domain/documents/read-history"
import { NotFound } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { lockInvoice, requireVersion } from "./access"

/**
 * Deletes a draft and its lines; its history stays. Deleting what one has just deleted is no mistake.
 *
 * @throws Stale where it was changed since the page was made; NotFound, Forbidden as for seeing it
 */
export async function deletePurchaseInvoice(actor: Actor, no: string, version: number): Promise<void> {
  authorise(actor, "purchase_invoice.edit_own")
  await inCompany(actor.companyId, async tx => {
    const invoice = await lockInvoice(tx, actor, no).catch(async error => {
      if (error instanceof NotFound && (await wasDeletedBy(tx, actor, "purchase_invoice", no))) return null
      throw error
    })
    if (!invoice) return
    requireVersion(invoice, version)
    await tx
      .delete(purchaseInvoice)
      .where(and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.no, no)))
    const { buyFromVendorName: vendorName, lineCount, amount, currencyCode } = invoice
    await recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "purchase_invoice.deleted",
      subjectType: "purchase_invoice",
      subjectNo: no,
      version: version + 1,
      data: { vendorName, lineCount, amount, currencyCode },
    })
  })
}
