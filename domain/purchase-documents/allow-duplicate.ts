import { and, eq, sql } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { readPostingSetup } from "@/domain/posting/read-posting-setup"
import { lockPurchaseDocument, requireVersion } from "./access"
import { eventKind } from "./document-type"
import { readPostingDocument } from "./read-posting-document"

/** Most characters of the reason. */
const longest = 250

/**
 * Lets a draft be posted although the vendor has used its Vendor Invoice No. before; why, the history keeps. It holds for
 * this number of this vendor: with another one it is to be allowed anew.
 *
 * @throws Refusal at `reason` where it is blank or too long; "duplicate_not_there" where nothing is to be allowed
 * @throws Stale where the draft has changed since it was shown; NotFound, Forbidden
 */
export async function allowDuplicate(actor: Actor, no: string, version: number, reason: string): Promise<void> {
  authorise(actor, "posted_purchase_invoice.correct")
  const why = reason.trim()
  if (why === "") throw refuse("duplicate_reason_missing", undefined, "reason")
  if (why.length > longest) throw refuse("too_long", { maximum: longest }, "reason")
  await inCompany(actor.companyId, async tx => {
    const header = await lockPurchaseDocument(tx, actor, no)
    requireVersion(header, version)
    const setup = await readPostingSetup(tx, actor, await readPostingDocument(tx, header), false)
    const [duplicate] = setup.postedDuplicates
    if (!duplicate) throw refuse("duplicate_not_there")
    await tx
      .update(purchaseInvoice)
      .set({ duplicateReason: why, duplicateAllowedBy: actor.userId, version: version + 1, updatedAt: sql`now()` })
      .where(and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.no, no)))
    await recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: eventKind(header.documentType, "duplicate_allowed"),
      subjectType: "purchase_invoice",
      subjectNo: no,
      version: version + 1,
      data: { reason: why, postedNo: duplicate.no, vendorName: header.buyFromVendorName },
    })
  })
}
