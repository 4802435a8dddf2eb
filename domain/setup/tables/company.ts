import { and, eq, inArray } from "drizzle-orm"
import { noSeries, purchasesSetup, userPostingRange } from "@/db/schema"
import type { Issue } from "@/domain/errors"
import type { RecordField, RecordValues } from "@/domain/records/definition"
import type { ReferenceTable } from "@/domain/records/referred"
import type { SetupDefinition } from "@/domain/setup/definition"
import { postedSeries } from "./number-series"

const draftSeries = [
  "purchaseInvoiceNos",
  "purchaseCreditMemoNos",
  "purchaseRequestNos",
  "salesInvoiceNos",
  "vendorNos",
  "customerNos",
]

const postingRange: readonly RecordField[] = [
  { name: "allowPostingFrom", kind: "date" },
  { name: "allowPostingTo", kind: "date" },
]

function rangeIssues({ allowPostingFrom: from, allowPostingTo: to }: RecordValues): Issue[] {
  return from && to && from > to ? [{ field: "allowPostingTo", code: "setup.posting_range_reversed" }] : []
}

/** When the company posts, and what posting asks for. */
export const postingDatesDefinition: SetupDefinition = {
  slug: "posting-dates",
  table: purchasesSetup,
  keys: [],
  fields: [
    ...postingRange,
    { name: "unreviewedPosting", kind: "choice", words: ["ask", "refuse"], required: true },
    { name: "unprovenVendors", kind: "choice", words: ["none", "payment", "posting"], required: true },
    { name: "extDocNoMandatory", kind: "boolean" },
  ],
  listed: [],
  check: async (_tx, { after }) => rangeIssues(after),
}

/** When one user posts, instead of when the company does. */
export const userPostingDatesDefinition: SetupDefinition = {
  slug: "user-posting-dates",
  table: userPostingRange,
  keys: ["userId"],
  fields: [{ name: "userId", kind: "user", required: true }, ...postingRange],
  listed: ["userId", "allowPostingFrom", "allowPostingTo"],
  check: async (_tx, { after }) => rangeIssues(after),
}

const reference = (name: string, to: ReferenceTable): RecordField => ({ name, kind: "reference", to, required: true })

/** Which series number what, and what a new vendor or item starts with. */
export const purchasesPayablesSetupDefinition: SetupDefinition = {
  slug: "purchases-payables-setup",
  table: purchasesSetup,
  keys: [],
  fields: [
    ...[...postedSeries, ...draftSeries].map(name => reference(name, "number-series")),
    reference("defaultVendorPostingGroup", "vendor-posting-groups"),
    reference("defaultInventoryPostingGroup", "inventory-posting-groups"),
    reference("defaultGenProdPostingGroup", "gen-prod-posting-groups"),
    reference("defaultVatProdPostingGroup", "vat-prod-posting-groups"),
    reference("defaultPaymentTermsCode", "payment-terms"),
    reference("domesticGenBusPostingGroup", "gen-bus-posting-groups"),
    reference("domesticVatBusPostingGroup", "vat-bus-posting-groups"),
    reference("euGenBusPostingGroup", "gen-bus-posting-groups"),
    reference("euVatBusPostingGroup", "vat-bus-posting-groups"),
    reference("foreignGenBusPostingGroup", "gen-bus-posting-groups"),
    reference("foreignVatBusPostingGroup", "vat-bus-posting-groups"),
    { name: "chargesAccountNo", kind: "account", required: true },
    { name: "discountPosting", kind: "choice", words: ["none", "line", "invoice", "all"], required: true },
  ],
  listed: [],
  async check(tx, { companyId, after }) {
    const codes = postedSeries.map(name => after[name]!)
    const gapless = await tx
      .select({ code: noSeries.code })
      .from(noSeries)
      .where(and(eq(noSeries.companyId, companyId), inArray(noSeries.code, codes), eq(noSeries.allowGaps, false)))
    const issues: Issue[] = []
    const seen = new Set<string>()
    for (const name of [...postedSeries, ...draftSeries]) {
      const code = after[name]!
      if (postedSeries.includes(name) && !gapless.some(series => series.code === code)) {
        issues.push({ field: name, code: "setup.series_has_gaps" })
      } else if (seen.has(code)) {
        // Two kinds of document on one counter: each would have gaps where the other was numbered.
        issues.push({ field: name, code: "setup.series_chosen_twice", params: { code } })
      }
      seen.add(code)
    }
    return issues
  },
}
