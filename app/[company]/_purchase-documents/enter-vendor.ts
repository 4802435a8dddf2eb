import "server-only"
import { partyText } from "@/app/_document-form/find-party"
import { readTypedForm } from "@/app/_document-form/typed-form"
import { typedFields } from "@/app/[company]/_records/answer-record"
import type { UnknownVendorView } from "@/app/[company]/_vendors/unknown-vendor-view"
import { type Done, shown } from "@/app/form-action"
import { formLanguage } from "@/app/form-language"
import { type Actor, may } from "@/domain/access/actor"
import { listCountries } from "@/domain/countries/countries"
import { Refusal } from "@/domain/errors"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { askForVendor } from "@/domain/vendors/ask-for-vendor"
import { readVendor, readVendorFormChoices } from "@/domain/vendors/read-vendor"
import { registerVendor } from "@/domain/vendors/register-vendor"
import { vendorCard } from "@/domain/vendors/vendor-card"

const field = "buyFromVendorNo"

/**
 * What the buttons beside a draft's Vendor field ask for: a vendor registered or asked for by the name that was typed, or another
 * that turned out to be there. Of the draft nothing is saved; the form comes back as it was typed.
 *
 * @returns undefined for any other button
 */
export async function enterVendor(
  actor: Actor,
  document: { documentType: PurchaseDocumentType; no: string },
  form: FormData,
): Promise<Done> {
  const intent = String(form.get("intent") ?? "")
  const view = readTypedForm(form).view
  const name = view.header[field]?.trim() ?? ""
  const redrawn = (unknownVendor?: UnknownVendorView): Done => ({
    data: { ...view, unknownVendor },
    drawnIn: formLanguage(),
  })
  const steps: Partial<Record<string, () => Promise<UnknownVendorView | { no: string; name: string } | undefined>>> = {
    close_new_vendor: async () => undefined,
    open_new_vendor: () => openEntry(actor, name),
    ask_vendor: () => ask(actor, document, name),
    make_vendor: () => registerVendor(actor, typedFields(form, vendorCard)),
  }
  const uses = /^use-(.{1,20})$/u.exec(intent)?.[1]
  const known = Object.hasOwn(steps, intent) ? steps[intent] : undefined
  const step = uses === undefined ? known : () => named(actor, uses)
  if (!step) return undefined
  try {
    const became = await step()
    if (!became || !("no" in became)) return redrawn(became)
    view.header[field] = partyText(became.no, became.name)
    view.focus = `header.${field}`
    return redrawn()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const entry = intent === "make_vendor" ? await openEntry(actor, name) : closedEntry(actor, name)
    return { ...redrawn(entry), status: "refused", issues: await shown(error.issues) }
  }
}

async function ask(
  actor: Actor,
  { documentType, no }: { documentType: PurchaseDocumentType; no: string },
  name: string,
): Promise<UnknownVendorView> {
  const type = documentType === "invoice" ? "purchase_invoice" : "purchase_credit_memo"
  await askForVendor(actor, { name, documentType: type, documentNo: no })
  return { ...closedEntry(actor, name), isAsked: true }
}

/** The vendor that was found to be there. */
async function named(actor: Actor, no: string): Promise<{ no: string; name: string }> {
  const { values } = await readVendor(actor, no)
  return { no, name: values.name ?? "" }
}

/** The answer to another button, with the vendor's fields still open, or offered where what was typed is no vendor. */
export async function withUnknownVendor(actor: Actor, form: FormData, done: Done): Promise<Done> {
  const unknown = done?.issues?.some(({ field: at, code }) => at === `header.${field}` && unnamed.includes(code))
  if (!done?.data || (!unknown && form.get("newVendor") !== "1") || done.status === "stale") return done
  if ((done.data as { status?: string }).status === "saved") return done
  const name = String(form.get(`header.${field}`) ?? "").trim()
  const unknownVendor = form.get("newVendor") === "1" ? await openEntry(actor, name) : closedEntry(actor, name)
  return { ...done, data: { ...done.data, unknownVendor } }
}

const unnamed = ["nothing_meant", "several_meant"]

const closedEntry = (actor: Actor, name: string): UnknownVendorView => ({
  name,
  mayRegister: may(actor, "master_data.edit"),
  choices: null,
  isAsked: false,
})

async function openEntry(actor: Actor, name: string): Promise<UnknownVendorView> {
  const choices = { ...(await readVendorFormChoices(actor)), countries: listCountries(actor.language) }
  return { ...closedEntry(actor, name), choices }
}
