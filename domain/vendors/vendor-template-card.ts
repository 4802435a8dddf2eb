import { and, eq, ne } from "drizzle-orm"
import { vendorTemplate } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { CardDefinition, RecordChange, RecordField } from "@/domain/records/definition"
import { vendorFields } from "./vendor-fields"

/**
 * What belongs to one vendor alone, and never goes into a template: who it is, where it is and how it is reached, by which
 * numbers it is known, and who is paid for it. Every other field of the card is one of the template.
 */
export const personalFields: ReadonlySet<string> = new Set([
  "no",
  "name",
  "searchName",
  "address",
  "address2",
  "postCode",
  "city",
  "contact",
  "phone",
  "email",
  "homePage",
  "vatRegistrationNo",
  "registrationNumber",
  "organisationIdNo",
  "gln",
  "ourAccountNo",
  "payToVendorNo",
])

/** What a template says of the vendors that are made from it. */
export const templateTerms: readonly RecordField[] = vendorFields
  .filter(({ name }) => !personalFields.has(name))
  .map(field => ({ ...field, required: undefined }))

/** The vendor template: its words are those of the vendor card, whose fields it has. A blank one says nothing of its field. */
export const vendorTemplateCard: CardDefinition = {
  slug: "vendors",
  table: vendorTemplate,
  keys: ["code"],
  card: { subject: "vendor_template" },
  fields: [
    { name: "code", kind: "code", required: true },
    { name: "description", kind: "text", maximum: 100, required: true },
    { name: "proposedFor", kind: "choice", words: ["home", "eu", "elsewhere", "country"], mayBeBlank: true },
    ...templateTerms,
  ],
  settle: ({ after, companyCurrencyCode }) => ({
    ...after,
    currencyCode: after.currencyCode === companyCurrencyCode ? "" : after.currencyCode!,
  }),
  check: proposalIssues,
  told: async (_, { after }) => ({ description: after.description }),
}

/** One template is proposed for a place: who finds two would not know which. */
async function proposalIssues(tx: Tx, { companyId, after }: RecordChange): Promise<Issue[]> {
  const { code, proposedFor, countryRegionCode } = after
  if (!proposedFor) return []
  if (proposedFor === "country" && !countryRegionCode) return [{ field: "countryRegionCode", code: "required" }]
  const [other] = await tx
    .select({ code: vendorTemplate.code, description: vendorTemplate.description })
    .from(vendorTemplate)
    .where(
      and(
        eq(vendorTemplate.companyId, companyId),
        ne(vendorTemplate.code, code!),
        eq(vendorTemplate.proposedFor, proposedFor as "country"),
        proposedFor === "country" ? eq(vendorTemplate.countryRegionCode, countryRegionCode!) : undefined,
      ),
    )
    .limit(1)
  return other ? [{ field: "proposedFor", code: "vendor_template.proposed_already", params: other }] : []
}
