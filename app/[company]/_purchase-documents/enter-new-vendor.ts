import "server-only"
import { partyText } from "@/app/_document-form/find-party"
import { takeVendorEntry, vendorEntryAfter } from "@/app/[company]/_vendors/vendor-entry"
import type { Done } from "@/app/form-action"
import type { NewDocumentView } from "@/components/document-form/new-document-form"
import type { Actor } from "@/domain/access/actor"
import { cutText } from "@/domain/text/cut-text"

const control = "header.buyFromVendorNo"

/**
 * As `enterVendor`, in the form for a new document: who makes one may register vendors, so that nobody is asked.
 *
 * @returns undefined for the button that makes the document
 */
export async function enterNewVendor(actor: Actor, form: FormData): Promise<Done> {
  const typed = typedIn(form)
  const entry = await takeVendorEntry(actor, form, (typed[control] ?? "").trim())
  if (!entry) return undefined
  const { became, unknownVendor, issues } = entry
  const values = became ? { ...typed, [control]: partyText(became.no, became.name) } : typed
  const data: NewDocumentView = { values, candidates: [], unknownVendor }
  return { data, status: issues ? "refused" : "done", issues: issues ?? [] }
}

/** The answer of the button that makes the document, with what can be done where the text names no vendor. */
export async function withNewVendor(actor: Actor, form: FormData, done: Done): Promise<Done> {
  const data = done?.data as NewDocumentView | undefined
  if (!data) return done
  const isUnknown = done?.issues?.some(({ field, code }) => field === control && unnamed.includes(code)) ?? false
  const unknownVendor = await vendorEntryAfter(actor, form, (data.values[control] ?? "").trim(), isUnknown)
  return { ...done, data: { ...data, unknownVendor } }
}

const unnamed = ["nothing_meant", "several_meant"]

const typedIn = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    Array.from(form).flatMap(([name, value]) => (typeof value === "string" ? [[name, cutText(value, 500)]] : [])),
  )
