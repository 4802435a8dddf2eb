import type { Issue } from "@/domain/errors"
import type { RecordField } from "@/domain/records/definition"
import { readEmail, readGln, readOrganisationIdNo, readPhone, readRegistrationNumber } from "@/domain/records/read-text"
import { readVatRegistrationNo } from "./vat-registration-no"

/** What a vendor card holds: six things make a vendor that can be bought from, the rest folds away by topic. */
export const vendorFields: readonly RecordField[] = [
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
]

function readVatNo(typed: string, sibling: (name: string) => string): string | Issue {
  const country = sibling("countryRegionCode")
  const no = readVatRegistrationNo(typed, country)
  return no ?? { code: "vat_registration_no_invalid", params: { no: typed, country } }
}
