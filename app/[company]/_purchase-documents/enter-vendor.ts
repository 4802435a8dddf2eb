import "server-only"
import { partyText } from "@/app/_document-form/find-party"
import { readTypedForm } from "@/app/_document-form/typed-form"
import { takeVendorEntry, vendorEntryAfter } from "@/app/[company]/_vendors/vendor-entry"
import type { Done } from "@/app/form-action"
import { formLanguage } from "@/app/form-language"
import type { Actor } from "@/domain/access/actor"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { askForVendor } from "@/domain/vendors/ask-for-vendor"

const field = "buyFromVendorNo"

/**
 * What the buttons beside a draft's Vendor field ask for (`takeVendorEntry`). Of the draft nothing is saved; the form comes back as it
 * was typed.
 *
 * @returns undefined for any other button
 */
export async function enterVendor(
  actor: Actor,
  { documentType, no }: { documentType: PurchaseDocumentType; no: string },
  form: FormData,
): Promise<Done> {
  const { view } = readTypedForm(form)
  const type = documentType === "invoice" ? "purchase_invoice" : "purchase_credit_memo"
  const entry = await takeVendorEntry(actor, form, view.header[field]?.trim() ?? "", name =>
    askForVendor(actor, { name, documentType: type, documentNo: no }),
  )
  if (!entry) return undefined
  const { became, unknownVendor, issues } = entry
  if (became) {
    view.header[field] = partyText(became.no, became.name)
    view.focus = `header.${field}`
  }
  const redrawn = { data: { ...view, unknownVendor }, drawnIn: formLanguage() }
  return issues ? { ...redrawn, status: "refused", issues } : redrawn
}

/** The answer to another button, with the vendor's fields still open, or offered where what was typed is no vendor. */
export async function withUnknownVendor(actor: Actor, form: FormData, done: Done): Promise<Done> {
  if (!done?.data || done.status === "stale") return done
  if ((done.data as { status?: string }).status === "saved") return done
  const name = String(form.get(`header.${field}`) ?? "").trim()
  const isUnknown = done.issues?.some(({ field: at, code }) => at === `header.${field}` && unnamed.includes(code))
  const unknownVendor = await vendorEntryAfter(actor, form, name, isUnknown ?? false)
  return unknownVendor ? { ...done, data: { ...done.data, unknownVendor } } : done
}

const unnamed = ["nothing_meant", "several_meant"]
