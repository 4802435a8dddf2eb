import { eq } from "drizzle-orm"
import { postedPurchaseDocument } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

/** Whether the company has ever posted a purchase document. @throws Forbidden */
export async function hasPosted(actor: Actor): Promise<boolean> {
  authorise(actor, "company.administer")
  const rows = await inCompany(actor.companyId, tx =>
    tx
      .select({ no: postedPurchaseDocument.no })
      .from(postedPurchaseDocument)
      .where(eq(postedPurchaseDocument.companyId, actor.companyId))
      .limit(1),
  )
  return rows.length > 0
}
