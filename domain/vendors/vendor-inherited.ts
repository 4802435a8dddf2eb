import { and, asc, eq, sql } from "drizzle-orm"
import { company, purchaser, purchasesSetup, users } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Asked, Inherited, RecordValues } from "@/domain/records/definition"
import { partnerGroupsOf } from "@/domain/records/partner-groups"
import { languageOfCountry } from "@/language/language"
import { termsOfAskedTemplate } from "./asked-template"

/**
 * What counts for a field of a vendor that is left blank: of a new one its template's, chosen or proposed by its country, and its
 * purchaser is who makes it; then the company's setup.
 */
export async function inheritedByVendor(
  tx: Tx,
  companyId: number,
  values: RecordValues,
  asked: Asked,
): Promise<Record<string, Inherited>> {
  const { no, countryRegionCode, name } = values
  const [row] = await tx
    .select({ setup: purchasesSetup, home: company.countryRegionCode, currency: company.currencyCode })
    .from(purchasesSetup)
    .innerJoin(company, eq(company.id, purchasesSetup.companyId))
    .where(eq(purchasesSetup.companyId, companyId))
  if (!row) throw new Error(`company ${companyId} has no purchases setup`)
  const { setup, home, currency } = row
  const { genBusPostingGroup, vatBusPostingGroup } = partnerGroupsOf(setup, countryRegionCode || home, home)
  return {
    paymentTermsCode: { value: setup.defaultPaymentTermsCode, source: "setup" },
    vendorPostingGroup: { value: setup.defaultVendorPostingGroup, source: "setup" },
    genBusPostingGroup: { value: genBusPostingGroup, source: "country" },
    vatBusPostingGroup: { value: vatBusPostingGroup, source: "country" },
    currencyCode: { value: currency, source: "company", stays: true },
    languageCode: { value: languageOfCountry(home), source: "company", stays: true },
    ...(no
      ? {
          invoiceDiscountCode: { value: no, source: "vendor", stays: true },
          payToVendorNo: { value: no, source: "vendor", stays: true },
        }
      : {}),
    ...(name ? { searchName: { value: name.toUpperCase(), source: "name" } } : {}),
    ...(asked.isNew ? await ownPurchaser(tx, companyId, asked) : {}),
    ...(asked.isNew ? await termsOfAskedTemplate(tx, companyId, values, asked.typed) : {}),
  }
}

/** The purchaser who makes the vendor: of the same e-mail address as the user. */
async function ownPurchaser(tx: Tx, companyId: number, { userId }: Asked): Promise<Record<string, Inherited>> {
  const [own] = await tx
    .select({ code: purchaser.code })
    .from(purchaser)
    .innerJoin(users, sql`lower(${users.email}) = lower(${purchaser.email})`)
    .where(and(eq(purchaser.companyId, companyId), eq(users.id, userId)))
    .orderBy(asc(purchaser.code))
    .limit(1)
  return own ? { purchaserCode: { value: own.code, source: "user" } } : {}
}
