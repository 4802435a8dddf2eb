import { and, eq, gt, sql } from "drizzle-orm"
import { event, purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { headerField } from "@/domain/documents/draft"
import { NotFound, Refusal, Stale } from "@/domain/errors"
import { readVendorRegistration } from "@/domain/vendors/vendor-registrations"
import { savePurchaseDocument } from "./save-purchase-document"

/**
 * Gives a draft the vendor that was registered because it was asked for there, as whoever answered. A draft stays as it is where it was
 * reviewed, posted or deleted since, or got another vendor; who asked has been told in any case.
 *
 * @returns whether the draft took it
 * @throws NotFound for a registration that is none; Forbidden
 */
export async function takeRegisteredVendor(actor: Actor, registrationId: number): Promise<boolean> {
  const asked = await readVendorRegistration(actor, registrationId)
  const { documentType, documentNo, vendorNo, askedAt } = asked
  if (vendorNo === null || documentType === "sales_invoice") return false
  const version = await inCompany(actor.companyId, async tx => {
    const chosenSince = tx
      .select({ one: sql`1` })
      .from(event)
      .where(
        and(
          eq(event.companyId, actor.companyId),
          eq(event.subjectType, "purchase_invoice"),
          eq(event.subjectNo, documentNo),
          gt(event.at, askedAt),
          sql`${event.data} @> ${JSON.stringify({ changes: [{ field: headerField("buyFromVendorNo") }] })}::jsonb`,
        ),
      )
    const [draft] = await tx
      .select({ version: purchaseInvoice.version })
      .from(purchaseInvoice)
      .where(
        and(
          eq(purchaseInvoice.companyId, actor.companyId),
          eq(purchaseInvoice.no, documentNo),
          sql`${purchaseInvoice.reviewState} <> 'reviewed'`,
          sql`not exists ${chosenSince}`,
        ),
      )
    return draft?.version
  })
  if (version === undefined) return false
  try {
    const edit = { version, header: { buyFromVendorNo: vendorNo }, lines: [], loaded: [], deleted: [], choices: {} }
    await savePurchaseDocument(actor, documentNo, edit)
    return true
  } catch (error) {
    // Somebody is at it, or it cannot have that vendor: it is theirs to choose.
    if (error instanceof Refusal || error instanceof Stale || error instanceof NotFound) return false
    throw error
  }
}
