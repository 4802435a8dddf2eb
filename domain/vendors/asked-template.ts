/** The template that a new vendor is made from: what its form chose, else the one proposed for its country. */
import { and, eq, or } from "drizzle-orm"
import { company, vendorTemplate } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { regionOf } from "@/domain/countries/region"
import type { Issue } from "@/domain/errors"
import type { Inherited, RecordChange, RecordValues } from "@/domain/records/definition"
import { findRow } from "@/domain/records/rows"
import { templateTerms, vendorTemplateCard } from "./vendor-template-card"

/** What the form sends beside the card's fields: "" leaves it to the country, `noTemplate` is none. */
export const templateField = "template"
/** By which template the boxes of the form were ticked, when it was drawn. */
export const templateDrawnField = "templateDrawn"
export const noTemplate = "-"

type Typed = RecordChange["typed"]

/**
 * The template that is proposed for vendors of a country: one for that very country, else one for where it is.
 *
 * @returns its code; undefined where there is none
 */
async function proposedTemplate(tx: Tx, companyId: number, country: string): Promise<string | undefined> {
  const [own] = await tx.select({ home: company.countryRegionCode }).from(company).where(eq(company.id, companyId))
  const region = regionOf(country || own!.home, own!.home)
  const templates = await tx
    .select({ code: vendorTemplate.code, proposedFor: vendorTemplate.proposedFor })
    .from(vendorTemplate)
    .where(
      and(
        eq(vendorTemplate.companyId, companyId),
        or(
          eq(vendorTemplate.proposedFor, region),
          and(eq(vendorTemplate.proposedFor, "country"), eq(vendorTemplate.countryRegionCode, country || own!.home)),
        ),
      ),
    )
  return (templates.find(({ proposedFor }) => proposedFor === "country") ?? templates[0])?.code
}

/** Which template is meant; undefined: none. A form that does not ask means none. */
export async function askedTemplate(
  tx: Tx,
  companyId: number,
  country: string,
  typed: Typed,
): Promise<string | undefined> {
  const chosen = typed[templateField]
  if (chosen === undefined || chosen === noTemplate) return undefined
  return chosen === "" ? proposedTemplate(tx, companyId, country) : chosen
}

/** What the template says, for the fields of a new vendor that are blank. */
export async function termsOfAskedTemplate(
  tx: Tx,
  companyId: number,
  values: RecordValues,
  typed: Typed,
): Promise<Record<string, Inherited>> {
  const code = await askedTemplate(tx, companyId, values.countryRegionCode ?? "", typed)
  const terms = code === undefined ? undefined : await findRow(tx, companyId, vendorTemplateCard, { code })
  if (!terms) return {}
  // A box that was ticked by this very template and is not any more was cleared by hand.
  const speaks = templateTerms.filter(({ name, kind }) =>
    kind === "boolean" ? terms[name] === "true" && typed[templateDrawnField] !== code : terms[name] !== "",
  )
  return Object.fromEntries(speaks.map(({ name }) => [name, { value: terms[name]!, source: "template" }]))
}

/** A template that the company does not have. */
export async function askedTemplateIssues(tx: Tx, { companyId, before, typed }: RecordChange): Promise<Issue[]> {
  const code = typed[templateField]
  if (before !== null || !code || code === noTemplate) return []
  const found = await findRow(tx, companyId, vendorTemplateCard, { code })
  return found ? [] : [{ field: templateField, code: "setup.reference_unknown", params: { code } }]
}
