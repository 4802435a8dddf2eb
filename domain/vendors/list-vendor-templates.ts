import { asc, eq } from "drizzle-orm"
import { vendorTemplate } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

export type TemplateShown = Pick<
  typeof vendorTemplate.$inferSelect,
  | "code"
  | "description"
  | "proposedFor"
  | "countryRegionCode"
  | "currencyCode"
  | "paymentTermsCode"
  | "vatBusPostingGroup"
>

/** The company's vendor templates, by code: there are few. @throws Forbidden */
export async function listVendorTemplates(actor: Actor): Promise<TemplateShown[]> {
  authorise(actor, "master_data.see")
  return inCompany(actor.companyId, tx => templatesOf(tx, actor.companyId))
}

/** As listVendorTemplates, for who has asked for the right. */
export function templatesOf(tx: Tx, companyId: number): Promise<TemplateShown[]> {
  return tx
    .select({
      code: vendorTemplate.code,
      description: vendorTemplate.description,
      proposedFor: vendorTemplate.proposedFor,
      countryRegionCode: vendorTemplate.countryRegionCode,
      currencyCode: vendorTemplate.currencyCode,
      paymentTermsCode: vendorTemplate.paymentTermsCode,
      vatBusPostingGroup: vendorTemplate.vatBusPostingGroup,
    })
    .from(vendorTemplate)
    .where(eq(vendorTemplate.companyId, companyId))
    .orderBy(asc(vendorTemplate.code))
}
