import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { type CardRead, readCard, saveCard } from "@/domain/records/cards"
import type { RecordField, RecordValues } from "@/domain/records/definition"
import { changesSince } from "@/domain/records/record-history"
import { isBlankValue, typedOf } from "@/domain/records/values"
import { vendorCard } from "./vendor-card"
import { templateTerms, vendorTemplateCard } from "./vendor-template-card"

/** "fill": blank fields alone take what the template says; "replace": all on which it says something. */
export type TemplateMode = "fill" | "replace"

/** A field in which a vendor differs from what a template says. */
export type TemplateDifference = { field: RecordField; now: string; template: string; isBlank: boolean }

export type TemplateApplication = {
  vendor: CardRead
  template: CardRead
  differences: TemplateDifference[]
}

/**
 * What applying a template to a vendor would change, by field.
 *
 * @throws NotFound where the company lacks either; Forbidden
 */
export async function readTemplateApplication(actor: Actor, no: string, code: string): Promise<TemplateApplication> {
  authorise(actor, "master_data.edit")
  return inCompany(actor.companyId, tx => readApplication(tx, actor.companyId, no, code))
}

/** Vendors that a template is applied to at once. */
export const TEMPLATE_VENDORS_AT_MOST = 50

/**
 * What applying a template to several vendors would change of each, by field, in their order.
 *
 * @param nos each once; of more than TEMPLATE_VENDORS_AT_MOST the first
 * @throws NotFound where the company lacks the template or one of the vendors; Forbidden
 */
export async function readTemplateApplications(
  actor: Actor,
  nos: readonly string[],
  code: string,
): Promise<TemplateApplication[]> {
  authorise(actor, "master_data.edit")
  return inCompany(actor.companyId, async tx => {
    const template = await readCard(tx, actor.companyId, vendorTemplateCard, code)
    const read: TemplateApplication[] = []
    for (const no of nos.slice(0, TEMPLATE_VENDORS_AT_MOST)) {
      read.push(applicationOf(await readCard(tx, actor.companyId, vendorCard, no), template))
    }
    return read
  })
}

/**
 * Applies a template to a vendor as its page showed it, by an ordinary save of the card.
 *
 * @param shown versions of the vendor and of the template
 * @throws Refusal vendor_template.changed where either is another by now, or says nothing that the vendor lacks
 *   (vendor_template.nothing); NotFound; Forbidden
 */
export async function applyVendorTemplate(
  actor: Actor,
  no: string,
  code: string,
  mode: TemplateMode,
  shown: { vendor: number; template: number },
): Promise<void> {
  authorise(actor, "master_data.edit")
  await inCompany(actor.companyId, async tx => {
    const isApplied = await applyTo(tx, actor, { no, version: shown.vendor }, { code, version: shown.template }, mode)
    if (!isApplied) throw refuse("vendor_template.nothing", { code })
  })
}

/**
 * Applies a template to several vendors as their page showed it, all or none; who has all of it already stays as it is.
 *
 * @param vendors with the versions that were shown; at most TEMPLATE_VENDORS_AT_MOST
 * @returns to how many it was applied
 * @throws as applyVendorTemplate
 */
export async function applyVendorTemplateToAll(
  actor: Actor,
  vendors: readonly Shown[],
  template: { code: string; version: number },
  mode: TemplateMode,
): Promise<number> {
  authorise(actor, "master_data.edit")
  return inCompany(actor.companyId, async tx => {
    let applied = 0
    for (const vendor of vendors.slice(0, TEMPLATE_VENDORS_AT_MOST)) {
      if (await applyTo(tx, actor, vendor, template, mode)) applied++
    }
    if (applied === 0) throw refuse("vendor_template.nothing", { code: template.code })
    return applied
  })
}

type Shown = { no: string; version: number }

/** @returns whether it said something that the vendor lacks */
async function applyTo(
  tx: Tx,
  actor: Actor,
  { no, version }: Shown,
  of: { code: string; version: number },
  mode: TemplateMode,
): Promise<boolean> {
  const { companyId } = actor
  const { vendor, template, differences } = await readApplication(tx, companyId, no, of.code)
  const since = [
    await changesSince(tx, companyId, vendorCard, vendor.values, version),
    await changesSince(tx, companyId, vendorTemplateCard, template.values, of.version),
  ]
  if (since.some(each => each && each.changes.length > 0)) throw refuse("vendor_template.changed")
  const taken = differences.filter(({ isBlank }) => mode === "replace" || isBlank)
  if (taken.length === 0) return false
  const terms: RecordValues = Object.fromEntries(taken.map(({ field, template: term }) => [field.name, term]))
  const typed = typedOf(vendorCard, { ...vendor.values, ...terms }, actor.language)
  // The number is kept, and what else follows is the card's own save: its checks, its merging, its history.
  await saveCard(tx, actor, vendorCard, { key: [no], version: vendor.version, typed })
  await recordEvent(tx, {
    companyId,
    actor,
    kind: `vendor_template.${mode === "fill" ? "filled" : "replaced"}`,
    subjectType: "vendor_template",
    subjectNo: of.code,
    data: { vendorNo: no, vendorName: vendor.values.name },
  })
  return true
}

async function readApplication(tx: Tx, companyId: number, no: string, code: string): Promise<TemplateApplication> {
  const vendor = await readCard(tx, companyId, vendorCard, no)
  const template = await readCard(tx, companyId, vendorTemplateCard, code)
  return applicationOf(vendor, template)
}

function applicationOf(vendor: CardRead, template: CardRead): TemplateApplication {
  const differences = templateTerms.flatMap(field => {
    const [now, term] = [vendor.values[field.name] ?? "", template.values[field.name] ?? ""]
    if (isBlankValue(field, term) || term === now) return []
    return [{ field, now, template: term, isBlank: isBlankValue(field, now) }]
  })
  return { vendor, template, differences }
}
