import { eq } from "drizzle-orm"
import { company, purchasesSetup, vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { regionOf } from "@/domain/countries/region"
import type { Issue } from "@/domain/errors"
import type { CardDefinition, Inherited, RecordChange, RecordValues } from "@/domain/records/definition"
import { readEmail, readGln, readOrganisationIdNo, readPhone, readRegistrationNumber } from "@/domain/records/read-text"
import { languageOfCountry } from "@/language/language"
import { readVatRegistrationNo } from "./vat-registration-no"
import { sharedVat, twinIssues } from "./vendor-twins"

/**
 * The vendor card: six things make a vendor that can be bought from, the rest folds away by topic. Whether it is blocked has a
 * form of its own (`setVendorBlocked`).
 */
export const vendorCard: CardDefinition = {
  slug: "vendors",
  table: vendor,
  keys: ["no"],
  card: { subject: "vendor", numbers: "vendorNos", inherited: inheritedByVendor },
  fields: [
    { name: "no", kind: "code" },
    { name: "name", kind: "text", maximum: 100, required: true },
    { name: "countryRegionCode", kind: "country", required: true },
    { name: "address", kind: "text", maximum: 100 },
    { name: "postCode", kind: "text", maximum: 20 },
    { name: "city", kind: "text", maximum: 50 },
    { name: "vatRegistrationNo", kind: "text", maximum: 30, read: readVatNo },
    { name: "email", kind: "text", maximum: 100, read: readEmail, input: "email" },
    { name: "paymentTermsCode", kind: "reference", to: "payment-terms" },
    { name: "address2", kind: "text", maximum: 50, topic: "contact" },
    { name: "contact", kind: "text", maximum: 100, topic: "contact" },
    { name: "phone", kind: "text", maximum: 30, read: readPhone, input: "tel", topic: "contact" },
    { name: "homePage", kind: "text", maximum: 255, topic: "contact" },
    { name: "languageCode", kind: "language", topic: "contact" },
    { name: "searchName", kind: "text", maximum: 100, topic: "contact" },
    {
      name: "registrationNumber",
      kind: "text",
      maximum: 20,
      read: readRegistrationNumber,
      topic: "identification",
    },
    { name: "organisationIdNo", kind: "text", maximum: 30, read: readOrganisationIdNo, topic: "identification" },
    { name: "gln", kind: "text", maximum: 20, read: readGln, topic: "identification" },
    { name: "ourAccountNo", kind: "text", maximum: 20, topic: "identification" },
    { name: "currencyCode", kind: "reference", to: "currencies", topic: "invoicing" },
    { name: "pricesIncludingVat", kind: "boolean", topic: "invoicing" },
    { name: "invoiceDiscountCode", kind: "text", maximum: 20, topic: "invoicing" },
    { name: "vendorPostingGroup", kind: "reference", to: "vendor-posting-groups", topic: "invoicing" },
    { name: "genBusPostingGroup", kind: "reference", to: "gen-bus-posting-groups", topic: "invoicing" },
    { name: "vatBusPostingGroup", kind: "reference", to: "vat-bus-posting-groups", topic: "invoicing" },
    { name: "payToVendorNo", kind: "card", to: "vendors", topic: "payments" },
    { name: "paymentMethodCode", kind: "reference", to: "payment-methods", topic: "payments" },
    { name: "purchaserCode", kind: "reference", to: "purchasers", topic: "purchasing" },
    { name: "leadTimeCalculation", kind: "formula", topic: "purchasing" },
  ],
  settle,
  check: twinIssues,
  async told(tx, change) {
    return { vendorName: change.after.name, ...(await sharedVat(tx, change)) }
  },
}

function readVatNo(typed: string, sibling: (name: string) => string): string | Issue {
  const country = sibling("countryRegionCode")
  const no = readVatRegistrationNo(typed, country)
  return no ?? { code: "vat_registration_no_invalid", params: { no: typed, country } }
}

/** The search name follows the name until somebody changes it; the company's own currency is blank. */
function settle({ before, after, companyCurrencyCode }: RecordChange): RecordValues {
  const followed = before !== null && before.searchName === before.name!.toUpperCase()
  const follows = after.searchName === "" || (followed && after.searchName === before.searchName)
  return {
    ...after,
    searchName: (follows ? after.name! : after.searchName!).toUpperCase(),
    currencyCode: after.currencyCode === companyCurrencyCode ? "" : after.currencyCode!,
    payToVendorNo: after.payToVendorNo === after.no ? "" : after.payToVendorNo!,
  }
}

async function inheritedByVendor(
  tx: Tx,
  companyId: number,
  { no, countryRegionCode, name }: RecordValues,
): Promise<Record<string, Inherited>> {
  const [row] = await tx
    .select({ setup: purchasesSetup, home: company.countryRegionCode, currency: company.currencyCode })
    .from(purchasesSetup)
    .innerJoin(company, eq(company.id, purchasesSetup.companyId))
    .where(eq(purchasesSetup.companyId, companyId))
  if (!row) throw new Error(`company ${companyId} has no purchases setup`)
  const { setup, home, currency } = row
  const [genBusPostingGroup, vatBusPostingGroup] = {
    home: [setup.domesticGenBusPostingGroup, setup.domesticVatBusPostingGroup],
    eu: [setup.euGenBusPostingGroup, setup.euVatBusPostingGroup],
    elsewhere: [setup.foreignGenBusPostingGroup, setup.foreignVatBusPostingGroup],
  }[regionOf(countryRegionCode || home, home)]
  return {
    paymentTermsCode: { value: setup.defaultPaymentTermsCode, source: "setup" },
    vendorPostingGroup: { value: setup.defaultVendorPostingGroup, source: "setup" },
    genBusPostingGroup: { value: genBusPostingGroup!, source: "country" },
    vatBusPostingGroup: { value: vatBusPostingGroup!, source: "country" },
    currencyCode: { value: currency, source: "company", stays: true },
    languageCode: { value: languageOfCountry(home), source: "company", stays: true },
    ...(no
      ? {
          invoiceDiscountCode: { value: no, source: "vendor", stays: true },
          payToVendorNo: { value: no, source: "vendor", stays: true },
        }
      : {}),
    ...(name ? { searchName: { value: name.toUpperCase(), source: "name" } } : {}),
  }
}
