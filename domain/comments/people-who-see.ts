import { and, eq, inArray, or, type SQL } from "drizzle-orm"
import { membership, purchaseInvoice, purchaseRequest, users } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Right, type Role, rights } from "@/domain/access/rights"
import type { PaperSubject } from "@/domain/papers/paper-trail"
import type { MentionedPerson } from "./mentions"

type Seen = { type: PaperSubject["type"] | "payment_order" | "vendor_bank_account"; no: string }

/** Who may see a document, by name: those whose roles are enough, and who asked for it as long as that is. */
export async function peopleWhoSee(tx: Tx, companyId: number, of: Seen): Promise<MentionedPerson[]> {
  return tx
    .selectDistinct({ id: users.id, name: users.name })
    .from(membership)
    .innerJoin(users, eq(users.id, membership.userId))
    .where(and(eq(membership.companyId, companyId), await seers(tx, companyId, of)))
    .orderBy(users.name, users.id)
}

async function seers(tx: Tx, companyId: number, { type, no }: Seen): Promise<SQL | undefined> {
  if (type === "posted_purchase_document") return holds("books.see")
  // Who pays: others read it, and are not asked.
  if (type === "payment_order") return holds("purchase_invoice.post")
  if (type === "vendor_bank_account") return holds("master_data.edit")
  if (type === "purchase_request") {
    const [request] = await tx
      .select({ by: purchaseRequest.requestedBy })
      .from(purchaseRequest)
      .where(and(eq(purchaseRequest.companyId, companyId), eq(purchaseRequest.no, no)))
    return or(holds("purchase_request.see_all"), own("purchase_request.see_own", request?.by))
  }
  const [draft] = await tx
    .select({
      by: purchaseInvoice.requestedBy,
      reviewState: purchaseInvoice.reviewState,
      documentType: purchaseInvoice.documentType,
    })
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no)))
  // As `maySeePurchaseDocument` has it.
  const isSeenByRequester = draft?.documentType === "invoice" && draft.reviewState !== "reviewed"
  return or(
    holds("purchase_invoice.edit_all"),
    isSeenByRequester ? own("purchase_invoice.edit_own", draft.by) : undefined,
  )
}

const holds = (right: Right) => inArray(membership.role, [...(rights[right] as readonly Role[])])
const own = (right: Right, userId: number | undefined) =>
  userId === undefined ? undefined : and(eq(membership.userId, userId), holds(right))
