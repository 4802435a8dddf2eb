import { alias } from "drizzle-orm/pg-core"
import {
  item,
  itemVendor,
  paymentOrder,
  postedPurchaseDocument,
  purchaseInvoice,
  purchaseLineDiscount,
  purchasePrice,
  purchaseRequest,
  vendor,
  vendorLedgerEntry,
} from "@/db/schema"
import { may } from "@/domain/access/actor"
import { namedIn } from "@/domain/lists/named-in"
import { takeNumbersOf } from "@/domain/numbering/take-number"
import { withPrivacyBlock } from "@/domain/records/privacy-block"
import { owedVendors, vendorDebts } from "@/domain/vendors/owed-vendors"
import { vendorCard } from "@/domain/vendors/vendor-card"
import { vendorWaits, waitingVendors } from "@/domain/vendors/waiting-vendors"
import { cardColumns } from "./card-columns"
import { cardFilter } from "./list-filters"
import type { Master, MasterValues } from "./master"
import {
  identifyPartner,
  type PartnerContext,
  partnerKey,
  partnerProblems,
  readPartners,
  settleCurrency,
  startPartner,
} from "./partners"
import { ibanColumn, ibanRemarks, ibansOf, proposeIbans, settleIban, withdrawIbans } from "./vendor-ibans"

/** Vendors by their number, else their VAT registration number, else name and address. */
export const vendorMaster: Master<PartnerContext> = {
  name: "vendors",
  words: "vendors",
  section: "vendors",
  table: vendor,
  subject: "vendor",
  keys: ["no"],
  fields: [
    ...cardColumns(vendorCard, { vatRegistrationNo: { readInBatch: true } }),
    // On the card they have a form of their own.
    { name: "blocked", kind: "choice", words: ["", "payment", "all"] },
    { name: "privacyBlocked", kind: "boolean" },
    ibanColumn,
  ],
  example: () => ({
    no: "",
    name: "Van Dijk Groothandel B.V.",
    address: "Havenstraat 8",
    postCode: "3024 TA",
    city: "Rotterdam",
    countryRegionCode: "NL",
    email: "administratie@vandijk.example",
    vatRegistrationNo: "NL123456782B01",
    paymentTermsCode: "30D",
  }),
  rowKey: partnerKey,
  treatments: ["alone", "key_partner", "blank", "twice", "once", "new_partner", "undo"],
  read: (tx, { companyId }, rows) => readPartners(tx, companyId, vendor, rows),
  identify: (row, context) => {
    identifyPartner(row, context)
    settleCurrency(row, context)
  },
  start: (given, context) => ({
    ...startPartner(given, context),
    searchName: (given.name ?? "").toUpperCase(),
    vendorPostingGroup: context.own.defaults.setup.defaultVendorPostingGroup,
  }),
  settle: (after, given, before) =>
    withPrivacyBlock({ before, after: settleIban(followName(after, given, before), before) }),
  check: partnerProblems,
  beside: ibansOf,
  remarks: ibanRemarks,
  wrote: proposeIbans,
  undone: withdrawIbans,
  number: (tx, companyId, count) => takeNumbersOf(tx, companyId, "vendorNos", count),
  stamp: ({ before, after }, { actor }) => {
    const isBlocked = after.blocked !== "" && before?.blocked !== after.blocked
    return {
      ...(isBlocked && { blockedBy: actor.name, blockedAt: new Date().toISOString() }),
      // A block for privacy has no last day.
      ...(after.privacyBlocked === "true" && { blockedUntil: null }),
    }
  },
  used: (tx, companyId, keys) =>
    namedIn(tx, companyId, keys, [
      vendorLedgerEntry.vendorNo,
      purchaseInvoice.buyFromVendorNo,
      purchaseInvoice.payToVendorNo,
      postedPurchaseDocument.buyFromVendorNo,
      postedPurchaseDocument.payToVendorNo,
      purchaseRequest.vendorNo,
      paymentOrder.vendorNo,
      purchasePrice.vendorNo,
      purchaseLineDiscount.vendorNo,
      itemVendor.vendorNo,
      item.vendorNo,
    ]),
  filters: (asked, companyId, actor) => {
    const owes = may(actor, "books.see") ? vendorDebts.find(each => each === asked("owes")) : undefined
    const waits = vendorWaits.find(each => each === asked("waits"))
    return [
      ...cardFilter("search_vendors", "(t.blocked <> '' or t.privacy_blocked)")(asked, companyId, actor),
      ...(waits ? [waitingVendors(waits, alias(vendor, "t"))] : []),
      ...(owes ? [owedVendors(owes, companyId, alias(vendor, "t"))] : []),
    ]
  },
  page: key => `vendors/${encodeURIComponent(key)}`,
  listPage: "vendors",
}

/** The search name follows the name until somebody changes it, as on the card. */
function followName(after: MasterValues, given: MasterValues, before: MasterValues | null): MasterValues {
  const follows = given.searchName === undefined && before?.searchName === before?.name?.toUpperCase()
  return { ...after, searchName: (follows ? after.name! : after.searchName!).toUpperCase() }
}
