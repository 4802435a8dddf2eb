import { vendor } from "@/db/schema"
import type { CardDefinition, RecordChange, RecordValues } from "@/domain/records/definition"
import { similarPartners } from "@/domain/records/similar-partners"
import { askedTemplateIssues } from "./asked-template"
import { vendorFields } from "./vendor-fields"
import { inheritedByVendor } from "./vendor-inherited"
import { sharedVat, twinIssues } from "./vendor-twins"

/** Why it shares its VAT registration number is asked apart (twinIssues), and said. */
const similarVendors = similarPartners(
  vendor,
  "search_vendors",
  (by, typed) => by === "vat" && Boolean(typed.sharedVatReason),
)

/** The vendor card. Whether it is blocked has a form of its own (`setVendorBlocked`). */
export const vendorCard: CardDefinition = {
  slug: "vendors",
  table: vendor,
  keys: ["no"],
  card: { subject: "vendor", numbers: "vendorNos", inherited: inheritedByVendor, similar: similarVendors },
  fields: vendorFields,
  settle,
  check: async (tx, change) => [...(await askedTemplateIssues(tx, change)), ...(await twinIssues(tx, change))],
  async told(tx, change) {
    return { vendorName: change.after.name, ...(await sharedVat(tx, change)) }
  },
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
