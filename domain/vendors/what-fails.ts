import { and, asc, eq, inArray, or } from "drizzle-orm"
import { purchaseInvoice, purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

/** What a vendor's block keeps from being posted or built: each kind's first by number. */
export type WhatFails = {
  drafts: { no: string; documentType: "invoice" | "credit_memo" }[]
  requests: string[]
  /** There are more than these. */
  more: boolean
}

/** Named at most, of each. */
const namedAtMost = 20

/**
 * The drafts that a vendor blocked for all fails at posting, and the requests that will not be built: it is their vendor, or
 * who is paid for it.
 *
 * @throws Forbidden
 */
export async function readWhatFails(actor: Actor, vendorNo: string): Promise<WhatFails> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const drafts = await tx
      .select({ no: purchaseInvoice.no, documentType: purchaseInvoice.documentType })
      .from(purchaseInvoice)
      .where(
        and(
          eq(purchaseInvoice.companyId, companyId),
          or(eq(purchaseInvoice.buyFromVendorNo, vendorNo), eq(purchaseInvoice.payToVendorNo, vendorNo)),
        ),
      )
      .orderBy(asc(purchaseInvoice.no))
      .limit(namedAtMost + 1)
    const requests = await tx
      .select({ no: purchaseRequest.no })
      .from(purchaseRequest)
      .where(
        and(
          eq(purchaseRequest.companyId, companyId),
          eq(purchaseRequest.vendorNo, vendorNo),
          inArray(purchaseRequest.state, ["queued", "failed"]),
        ),
      )
      .orderBy(asc(purchaseRequest.no))
      .limit(namedAtMost + 1)
    return {
      drafts: drafts.slice(0, namedAtMost),
      requests: requests.slice(0, namedAtMost).map(({ no }) => no),
      more: drafts.length > namedAtMost || requests.length > namedAtMost,
    }
  })
}
