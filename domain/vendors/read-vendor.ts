import { and, asc, eq } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { company, currency, paymentTerms, purchasesSetup, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { type EventRead, readEvents } from "@/domain/history/read-events"

export type VendorRead = {
  vendor: Omit<typeof vendor.$inferSelect, "companyId">
  /** Name of who is paid instead; null: the vendor itself. */
  payToName: string | null
  paymentTermsDescription: string | null
  /** What happened to it, the latest first. */
  history: EventRead[]
}

/** Events shown at most, the latest ones. */
const historyLength = 50

/**
 * A vendor with everything its card shows.
 *
 * @throws NotFound where the company has no such vendor
 */
export async function readVendor(actor: Actor, no: string): Promise<VendorRead> {
  authorise(actor, "master_data.see")
  const { companyId } = actor
  const payTo = alias(vendor, "pay_to")
  return inCompany(companyId, async tx => {
    const [[found], history] = await Promise.all([
      tx
        .select({ vendor, payToName: payTo.name, paymentTermsDescription: paymentTerms.description })
        .from(vendor)
        .leftJoin(payTo, and(eq(payTo.companyId, vendor.companyId), eq(payTo.no, vendor.payToVendorNo)))
        .leftJoin(
          paymentTerms,
          and(eq(paymentTerms.companyId, vendor.companyId), eq(paymentTerms.code, vendor.paymentTermsCode)),
        )
        .where(and(eq(vendor.companyId, companyId), eq(vendor.no, no))),
      readEvents(tx, companyId, "vendor", no, historyLength),
    ])
    if (!found) throw new NotFound(`vendor ${no}`)
    const { companyId: _, ...shown } = found.vendor
    return { ...found, vendor: shown, history }
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
