import { and, asc, eq } from "drizzle-orm"
import { company, currency, paymentTerms, purchasesSetup, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CardRead, readCard, readNewCard } from "@/domain/records/cards"
import { findRow } from "@/domain/records/rows"
import { askedTemplate, templateDrawnField, templateField } from "./asked-template"
import { type TemplateShown, templatesOf } from "./list-vendor-templates"
import { vendorCard } from "./vendor-card"
import { templateTerms, vendorTemplateCard } from "./vendor-template-card"

export type VendorRead = CardRead & {
  /** Whether it is blocked, by whom and since when, and whether nobody but its maker has looked at it. */
  block: Pick<
    typeof vendor.$inferSelect,
    | "blocked"
    | "privacyBlocked"
    | "unproven"
    | "blockedBy"
    | "blockedAt"
    | "blockedReason"
    | "blockedUntil"
    | "mergedInto"
  >
}

/**
 * A vendor with everything its card shows.
 *
 * @throws NotFound where the company has no such vendor
 */
export async function readVendor(actor: Actor, no: string): Promise<VendorRead> {
  authorise(actor, "master_data.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const card = await readCard(tx, companyId, vendorCard, no)
    const [block] = await tx
      .select({
        blocked: vendor.blocked,
        privacyBlocked: vendor.privacyBlocked,
        unproven: vendor.unproven,
        blockedBy: vendor.blockedBy,
        blockedAt: vendor.blockedAt,
        blockedReason: vendor.blockedReason,
        blockedUntil: vendor.blockedUntil,
        mergedInto: vendor.mergedInto,
      })
      .from(vendor)
      .where(and(eq(vendor.companyId, companyId), eq(vendor.no, no)))
    return { ...card, block: block! }
  })
}

export type NewVendorRead = CardRead & {
  /** The templates to make it from. */
  templates: TemplateShown[]
  /** The one that its blank fields are shown by. */
  template: string | undefined
}

/**
 * What the form for a new vendor offers and starts with: the company's own country, and what the template says whose boxes are
 * ticked already.
 *
 * @param name as it was typed elsewhere
 * @param chosen code of a template; absent: the one that is proposed for the country
 */
export async function readNewVendor(actor: Actor, name = "", chosen = ""): Promise<NewVendorRead> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [own] = await tx.select({ country: company.countryRegionCode }).from(company).where(eq(company.id, companyId))
    const templates = await templatesOf(tx, companyId)
    const known = templates.some(({ code }) => code === chosen) ? chosen : ""
    const template = await askedTemplate(tx, companyId, own!.country, { [templateField]: known })
    const terms = template === undefined ? {} : await findRow(tx, companyId, vendorTemplateCard, { code: template })
    const boxes = templateTerms.filter(({ kind }) => kind === "boolean").map(({ name: box }) => box)
    const given = {
      name,
      countryRegionCode: terms?.countryRegionCode || own!.country,
      ...Object.fromEntries(boxes.flatMap(box => (terms?.[box] ? [[box, terms[box]]] : []))),
    }
    const typed = { [templateField]: known, [templateDrawnField]: template ?? "" }
    return { ...(await readNewCard(tx, actor, vendorCard, given, typed)), templates, template }
  })
}

export type VendorFormChoices = {
  currencies: { code: string; description: string }[]
  paymentTerms: { code: string; description: string }[]
  /** What a new vendor starts with. */
  companyCurrencyCode: string
  companyCountryCode: string
  defaultPaymentTermsCode: string
}

/** What the form for a new vendor offers. */
export async function readVendorFormChoices(actor: Actor): Promise<VendorFormChoices> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [[own], currencies, terms] = await Promise.all([
      tx
        .select({
          companyCurrencyCode: company.currencyCode,
          companyCountryCode: company.countryRegionCode,
          defaultPaymentTermsCode: purchasesSetup.defaultPaymentTermsCode,
        })
        .from(company)
        .innerJoin(purchasesSetup, eq(purchasesSetup.companyId, company.id))
        .where(eq(company.id, companyId)),
      tx
        .select({ code: currency.code, description: currency.description })
        .from(currency)
        .where(eq(currency.companyId, companyId))
        .orderBy(asc(currency.code)),
      tx
        .select({ code: paymentTerms.code, description: paymentTerms.description })
        .from(paymentTerms)
        .where(eq(paymentTerms.companyId, companyId))
        .orderBy(asc(paymentTerms.code)),
    ])
    return { ...own!, currencies, paymentTerms: terms }
  })
}
