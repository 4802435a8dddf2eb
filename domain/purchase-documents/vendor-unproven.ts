import { type SQL, sql } from "drizzle-orm"
import { type purchaseInvoice, vendor } from "@/db/schema"

/** Whether nobody but who made a draft's vendor has looked at it, for a list of drafts. */
export function vendorUnproven({ companyId, buyFromVendorNo }: typeof purchaseInvoice): SQL<boolean> {
  return sql<boolean>`(select v.unproven from ${vendor} v where v.company_id = ${companyId} and v.no = ${buyFromVendorNo})`
}
