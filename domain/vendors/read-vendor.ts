import { and, asc, eq } from "drizzle-orm"
import { company, currency, paymentTerms, purchasesSetup, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CardRead, readCard, readNewCard } from "@/domain/records/cards"
import { vendorCard } from "./vendor-card"

export type VendorRead = CardRead & {
  /** Whether it is blocked, by whom and since when. */
  block: Pick<
    typeof vendor.$inferSelect,
    "blocked" | "privacyBlocked" | "blockedBy" | "blockedAt" | "blockedReason" | "blockedUntil"
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
        blockedBy: vendor.blockedBy,
        blockedAt: vendor.blockedAt,
        blockedReason: vendor.blockedReason,
        blockedUntil: vendor.blockedUntil,
      })
      .from(vendor)
      .where(and(eq(vendor.companyId, companyId), eq(vendor.no, no)))
    return { ...card, block: block! }
  })
}

/** What the form for a new vendor offers and starts with: the company's own country. @param name as it was typed elsewhere */
export async function readNewVendor(actor: Actor, name = ""): Promise<CardRead> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [own] = await tx.select({ country: company.countryRegionCode }).from(company).where(eq(company.id, companyId))
    return readNewCard(tx, companyId, vendorCard, { name, countryRegionCode: own!.country })
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
