import { asc, eq } from "drizzle-orm"
import { vendorTemplate } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { listRows, type RecordPage } from "@/domain/records/list-rows"
import { vendorTemplateCard } from "./vendor-template-card"

const TEMPLATES_PER_PIECE = 100

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

/** A page of the templates with all that they say, by code. @throws Forbidden */
export async function listWholeTemplates(actor: Actor, cursor?: string): Promise<RecordPage> {
  authorise(actor, "master_data.see")
  return inCompany(actor.companyId, tx =>
    listRows(tx, actor.companyId, vendorTemplateCard, { cursor, length: TEMPLATES_PER_PIECE }),
  )
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
