import { customer, salesInvoice, salesPrice } from "@/db/schema"
import { customerCard } from "@/domain/customers/customer-card"
import { namedIn } from "@/domain/lists/named-in"
import { takeNumbersOf } from "@/domain/numbering/take-number"
import { withPrivacyBlock } from "@/domain/records/privacy-block"
import { cardColumns } from "./card-columns"
import { cardFilter } from "./list-filters"
import type { Master } from "./master"
import { mergedAmong } from "./merged-among"
import {
  identifyPartner,
  type PartnerContext,
  partnerKey,
  partnerProblems,
  readPartners,
  settleCurrency,
  startPartner,
} from "./partners"

/** Customers by their number, else their VAT registration number, else name and address. */
export const customerMaster: Master<PartnerContext & { merged: ReadonlyMap<string, string> }> = {
  name: "customers",
  words: "customers",
  section: "customers",
  table: customer,
  subject: "customer",
  keys: ["no"],
  fields: cardColumns(customerCard, { vatRegistrationNo: { readInBatch: true } }),
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
  read: async (tx, { companyId }, rows) => ({
    ...(await readPartners(tx, companyId, customer, rows)),
    merged: await mergedAmong(tx, companyId, customer, rows),
  }),
  identify: (row, context) => {
    identifyPartner(row, context)
    settleCurrency(row, context)
  },
  start: (given, context) => ({
    ...startPartner(given, context),
    customerPostingGroup: context.own.defaults.setup.defaultCustomerPostingGroup,
  }),
  settle: (after, _, before) => withPrivacyBlock({ before, after }),
  check: (change, context) => {
    const into = context.own.merged.get(change.after.no ?? "")
    const isSold = into !== undefined && change.after.blocked !== "all"
    return [...partnerProblems(change, context), ...(isSold ? [{ code: "merge.stays_blocked", params: { into } }] : [])]
  },
  number: (tx, companyId, count) => takeNumbersOf(tx, companyId, "customerNos", count),
  used: (tx, companyId, keys) =>
    namedIn(tx, companyId, keys, [salesInvoice.customerNo, salesPrice.customerNo, customer.billToCustomerNo]),
  filters: cardFilter("search_customers", "t.blocked <> ''"),
  page: key => `customers/${encodeURIComponent(key)}`,
  listPage: "customers",
}
