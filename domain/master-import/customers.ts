import { customer, salesInvoice, salesPrice } from "@/db/schema"
import { namedIn } from "@/domain/lists/named-in"
import { FOUND_AT_MOST } from "@/domain/lists/search-once"
import { takeNumbersOf } from "@/domain/numbering/take-number"
import type { Master, MasterChange } from "./master"
import {
  identifyPartner,
  type PartnerContext,
  partnerFields,
  partnerGroupFields,
  partnerKey,
  partnerProblems,
  readPartners,
  settleCurrency,
  startPartner,
} from "./partners"

/** Customers by their number, else their VAT registration number, else name and address. */
export const customerMaster: Master<PartnerContext> = {
  name: "customers",
  words: "customers",
  section: "customers",
  table: customer,
  subject: "customer",
  keys: ["no"],
  fields: [
    ...partnerFields,
    { name: "registrationNumber", kind: "code", maximum: 20 },
    { name: "peppolId", kind: "code", maximum: 60 },
    { name: "billToCustomerNo", kind: "reference", to: "customers" },
    { name: "creditLimit", kind: "number", decimals: 2, minimum: "0" },
    { name: "salespersonCode", kind: "reference", to: "purchasers" },
    { name: "customerPostingGroup", kind: "reference", to: "customer-posting-groups" },
    ...partnerGroupFields,
    { name: "blocked", kind: "choice", words: ["", "ship", "invoice", "all"] },
    { name: "blockedReason", kind: "text", maximum: 250 },
  ],
  example: () => ({
    no: "",
    name: "Bakkerij De Korenaar",
    address: "Molenrand 12",
    postCode: "8000 AB",
    city: "Zwolle",
    countryRegionCode: "NL",
    email: "facturen@korenaar.example",
    registrationNumber: "12345678",
    peppolId: "0106:12345678",
    paymentTermsCode: "30D",
  }),
  rowKey: partnerKey,
  treatments: ["alone", "key_partner", "blank", "twice", "once", "new_partner", "undo"],
  read: (tx, { companyId }, rows) => readPartners(tx, companyId, customer, rows),
  identify: (row, context) => {
    identifyPartner(row, context)
    settleCurrency(row, context)
  },
  start: (given, context) => ({
    ...startPartner(given, context),
    customerPostingGroup: context.own.defaults.setup.defaultCustomerPostingGroup,
  }),
  check: (change, context) => [...partnerProblems(change, context), ...peppolProblems(change)],
  number: (tx, companyId, count) => takeNumbersOf(tx, companyId, "customerNos", count),
  used: (tx, companyId, keys) =>
    namedIn(tx, companyId, keys, [salesInvoice.customerNo, salesPrice.customerNo, customer.billToCustomerNo]),
  listing: { searchedBy: "search_customers", isBlocked: "t.blocked <> ''", foundAtMost: FOUND_AT_MOST },
  page: key => `customers/${encodeURIComponent(key)}`,
  listPage: "customers",
}

function peppolProblems({ given }: MasterChange) {
  if (!given.peppolId || /^\d{4}:[^\s:]+$/u.test(given.peppolId)) return []
  return [{ code: "imports.peppol_invalid", params: { read: given.peppolId } }]
}
