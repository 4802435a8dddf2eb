import { and, eq, inArray, ne } from "drizzle-orm"
import { noSeries, purchasesSetup, userPostingRange } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { SetupDefinition, SetupField, SetupValues } from "@/domain/setup/definition"
import { highestTaken } from "@/domain/setup/highest-taken"
import { changed } from "@/domain/setup/is-held"

/** Series of posted documents: drawn inside the posting transaction, and never with a gap. */
const postedSeries = ["postedPurchaseInvoiceNos", "postedPurchaseCreditMemoNos", "paymentNos"]
const draftSeries = [
  "purchaseInvoiceNos",
  "purchaseCreditMemoNos",
  "purchaseRequestNos",
  "salesInvoiceNos",
  "vendorNos",
  "customerNos",
]

/**
 * A counter only goes up, so that no number is given out twice; one without gaps is left alone once it has counted. For
 * another prefix, as in a new year, one makes another series and chooses it.
 */
export const numberSeriesDefinition: SetupDefinition = {
  slug: "number-series",
  table: noSeries,
  keys: ["code"],
  fields: [
    { name: "code", kind: "code", required: true },
    { name: "description", kind: "text", maximum: 100 },
    { name: "prefix", kind: "text", maximum: 15, required: true },
    { name: "digits", kind: "integer", minimum: 1, maximum: 10 },
    { name: "lastNumber", kind: "integer", minimum: 0, maximum: 9_999_999_999 },
    { name: "allowGaps", kind: "boolean" },
  ],
  listed: ["code", "description", "prefix", "digits", "lastNumber", "allowGaps"],
  async check(tx, change) {
    const { companyId, before, after } = change
    const issues: Issue[] = []
    if (after.lastNumber!.length > Number(after.digits)) {
      issues.push({ field: "digits", code: "setup.series_digits_few", params: { lastNumber: after.lastNumber! } })
    }
    const isUsed = before !== null && before.lastNumber !== "0"
    if (isUsed && before.allowGaps === "false") {
      const fixed = ["prefix", "digits", "lastNumber", "allowGaps"].filter(name => changed(change, name))
      issues.push(...fixed.map(field => ({ field, code: "setup.series_without_gaps_used" })))
    } else if (before !== null && Number(after.lastNumber) < Number(before.lastNumber)) {
      const params = { lastNumber: before.lastNumber! }
      issues.push({ field: "lastNumber", code: "setup.series_goes_back", params })
    }
    const twin = await sameNumbers(tx, companyId, after)
    if (twin) issues.push({ field: "prefix", code: "setup.series_prefix_used", params: { code: twin } })
    const begins = before === null || changed(change, "prefix") || changed(change, "lastNumber")
    const taken = begins ? await highestTaken(tx, companyId, after.prefix!) : 0
    if (taken > Number(after.lastNumber)) {
      issues.push({ field: "lastNumber", code: "setup.series_numbers_taken", params: { lastNumber: String(taken) } })
    }
    if (changed(change, "allowGaps") && after.allowGaps === "true" && !isUsed) {
      const [setup] = await tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId))
      const posted = postedSeries.some(name => setup?.[name as keyof typeof setup] === after.code)
      if (posted) issues.push({ field: "allowGaps", code: "setup.series_posts" })
    }
    return issues
  },
  checkDelete: ({ lastNumber, allowGaps }) =>
    allowGaps === "false" && lastNumber !== "0" ? [{ code: "setup.series_without_gaps_used" }] : [],
}

/**
 * Another series that would give out the same numbers: its prefix is this one's, or this one's and digits (GIF26- and
 * GIF26-0), or the other way round.
 */
async function sameNumbers(tx: Tx, companyId: number, { code, prefix }: SetupValues): Promise<string | undefined> {
  const others = await tx
    .select({ code: noSeries.code, prefix: noSeries.prefix })
    .from(noSeries)
    .where(and(eq(noSeries.companyId, companyId), ne(noSeries.code, code!)))
    .orderBy(noSeries.code)
  const continues = (long: string, short: string) => long.startsWith(short) && /^\d*$/u.test(long.slice(short.length))
  return others.find(other => continues(other.prefix, prefix!) || continues(prefix!, other.prefix))?.code
}

const postingRange: readonly SetupField[] = [
  { name: "allowPostingFrom", kind: "date" },
  { name: "allowPostingTo", kind: "date" },
]

function rangeIssues({ allowPostingFrom: from, allowPostingTo: to }: SetupValues): Issue[] {
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

const reference = (name: string, to: string): SetupField => ({ name, kind: "reference", to, required: true })

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
