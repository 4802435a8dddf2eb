import { and, eq } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { DraftRow } from "@/domain/approvals/signed"
import { authorisePurchaseDocument } from "@/domain/purchase-documents/access"

/** A draft that the actor may see, not locked. @throws NotFound, Forbidden as `authorisePurchaseDocument` */
export async function readSeen(tx: Tx, actor: Actor, no: string): Promise<DraftRow> {
  const [header] = await tx
    .select()
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.no, no)))
  authorisePurchaseDocument(actor, header)
  return header
}
