import { and, eq, ne } from "drizzle-orm"
import { company, customer, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { CardDefinition, Inherited, RecordChange, RecordValues } from "@/domain/records/definition"
import { partnerGroupsOf } from "@/domain/records/partner-groups"
import { privacyBlockIssues, withPrivacyBlock } from "@/domain/records/privacy-block"
import { readEmail, readPhone, readRegistrationNumber } from "@/domain/records/read-text"
import { similarPartners } from "@/domain/records/similar-partners"
import { readVatRegistrationNo } from "@/domain/vendors/vat-registration-no"
import { languageOfCountry } from "@/language/language"

/** The customer card: what a sales invoice needs to be made, mailed and sent as an e-invoice. */
export const customerCard: CardDefinition = {
  slug: "customers",
  table: customer,
  keys: ["no"],
  card: {
    subject: "customer",
    numbers: "customerNos",
    inherited: inheritedByCustomer,
    similar: similarPartners(customer, "search_customers"),
  },
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
    { name: "languageCode", kind: "language", topic: "contact" },
    {
      name: "registrationNumber",
      kind: "text",
      maximum: 20,
      read: readRegistrationNumber,
      topic: "identification",
    },
    { name: "peppolId", kind: "text", maximum: 60, read: readPeppolId, topic: "identification" },
    { name: "currencyCode", kind: "reference", to: "currencies", topic: "invoicing" },
    { name: "paymentMethodCode", kind: "reference", to: "payment-methods", topic: "invoicing" },
    { name: "billToCustomerNo", kind: "card", to: "customers", topic: "invoicing" },
    { name: "creditLimit", kind: "number", decimals: 2, minimum: "0", topic: "invoicing" },
    { name: "salespersonCode", kind: "reference", to: "purchasers", topic: "invoicing" },
    { name: "customerPostingGroup", kind: "reference", to: "customer-posting-groups", topic: "invoicing" },
    { name: "genBusPostingGroup", kind: "reference", to: "gen-bus-posting-groups", topic: "invoicing" },
    { name: "vatBusPostingGroup", kind: "reference", to: "vat-bus-posting-groups", topic: "invoicing" },
    { name: "blocked", kind: "choice", words: ["ship", "invoice", "all"], mayBeBlank: true, topic: "blocking" },
    { name: "privacyBlocked", kind: "boolean", topic: "blocking" },
    { name: "blockedReason", kind: "text", maximum: 250, topic: "blocking" },
  ],
  settle: change => {
    const after = withPrivacyBlock(change)
    return {
      ...after,
      currencyCode: after.currencyCode === change.companyCurrencyCode ? "" : after.currencyCode!,
      billToCustomerNo: after.billToCustomerNo === after.no ? "" : after.billToCustomerNo!,
      blockedReason: after.blocked === "" && after.privacyBlocked !== "true" ? "" : after.blockedReason!,
    }
  },
  check: async (tx, change) => [
    ...(await twinIssues(tx, change)),
    ...(await mergedIssues(tx, change)),
    ...privacyBlockIssues(change),
    ...reasonIssues(change),
  ],
  told: async (_, { after }) => ({ customerName: after.name }),
}

function readVatNo(typed: string, sibling: (name: string) => string): string | Issue {
  const country = sibling("countryRegionCode")
  const no = readVatRegistrationNo(typed, country)
  return no ?? { code: "vat_registration_no_invalid", params: { no: typed, country } }
}

/** Scheme (ISO 6523, four digits) and number, as Peppol addresses who takes e-invoices. */
function readPeppolId(typed: string): string | Issue {
  const text = typed.replace(/\s/gu, "")
  return /^\d{4}:[^:]+$/u.test(text) ? text : { code: "customer.peppol_form", params: { typed } }
}

/** One of the same name and address is the same, so that a form sent twice makes one. */
async function twinIssues(tx: Tx, { companyId, before, after }: RecordChange): Promise<Issue[]> {
  if (before) return []
  const same = (["name", "address", "postCode"] as const).map(name => eq(customer[name], after[name]!))
  const [twin] = await tx
    .select({ no: customer.no })
    .from(customer)
    .where(and(eq(customer.companyId, companyId), ne(customer.no, after.no ?? ""), ...same))
    .limit(1)
  return twin ? [{ field: "name", code: "customer.exists", params: { no: twin.no, name: after.name! } }] : []
}

/** Nothing more is sold to who became one with another, until the merge is undone. */
async function mergedIssues(tx: Tx, { companyId, after }: RecordChange): Promise<Issue[]> {
  if (after.blocked === "all") return []
  const [row] = await tx
    .select({ into: customer.mergedInto })
    .from(customer)
    .where(and(eq(customer.companyId, companyId), eq(customer.no, after.no ?? "")))
  return row?.into ? [{ field: "blocked", code: "merge.stays_blocked", params: { into: row.into } }] : []
}

function reasonIssues({ after }: RecordChange): Issue[] {
  return after.blocked && !after.blockedReason ? [{ field: "blockedReason", code: "customer.reason_missing" }] : []
}

async function inheritedByCustomer(
  tx: Tx,
  companyId: number,
  { no, countryRegionCode }: RecordValues,
): Promise<Record<string, Inherited>> {
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
    customerPostingGroup: { value: setup.defaultCustomerPostingGroup, source: "setup" },
    genBusPostingGroup: { value: genBusPostingGroup, source: "country" },
    vatBusPostingGroup: { value: vatBusPostingGroup, source: "country" },
    currencyCode: { value: currency, source: "company", stays: true },
    languageCode: { value: languageOfCountry(home), source: "company", stays: true },
    ...(no ? { billToCustomerNo: { value: no, source: "customer", stays: true } } : {}),
  }
}
