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
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const { vendor, template, differences } = await readApplication(tx, companyId, no, code)
    const since = [
      await changesSince(tx, companyId, vendorCard, vendor.values, shown.vendor),
      await changesSince(tx, companyId, vendorTemplateCard, template.values, shown.template),
    ]
    if (since.some(each => each && each.changes.length > 0)) throw refuse("vendor_template.changed")
    const taken = differences.filter(({ isBlank }) => mode === "replace" || isBlank)
    if (taken.length === 0) throw refuse("vendor_template.nothing", { code })
    const terms: RecordValues = Object.fromEntries(taken.map(({ field, template: term }) => [field.name, term]))
    const typed = typedOf(vendorCard, { ...vendor.values, ...terms }, actor.language)
    // The number is kept, and what else follows is the card's own save: its checks, its merging, its history.
    await saveCard(tx, actor, vendorCard, { key: [no], version: vendor.version, typed })
    await recordEvent(tx, {
      companyId,
      actor,
      kind: `vendor_template.${mode === "fill" ? "filled" : "replaced"}`,
      subjectType: "vendor_template",
      subjectNo: code,
      data: { vendorNo: no, vendorName: vendor.values.name },
    })
  })
}

async function readApplication(tx: Tx, companyId: number, no: string, code: string): Promise<TemplateApplication> {
  const vendor = await readCard(tx, companyId, vendorCard, no)
  const template = await readCard(tx, companyId, vendorTemplateCard, code)
  const differences = templateTerms.flatMap(field => {
    const [now, term] = [vendor.values[field.name] ?? "", template.values[field.name] ?? ""]
    if (isBlankValue(field, term) || term === now) return []
    return [{ field, now, template: term, isBlank: isBlankValue(field, now) }]
  })
  return { vendor, template, differences }
}
