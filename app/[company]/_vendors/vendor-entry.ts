import "server-only"
import { shown } from "@/app/form-action"
import { typedFields } from "@/app/typed-fields"
import type { ShownIssue } from "@/components/form/form-state"
import { type Actor, may } from "@/domain/access/actor"
import { listCountries } from "@/domain/countries/countries"
import { Refusal } from "@/domain/errors"
import { readVendor, readVendorFormChoices } from "@/domain/vendors/read-vendor"
import { registerVendor } from "@/domain/vendors/register-vendor"
import { vendorCard } from "@/domain/vendors/vendor-card"
import type { UnknownVendorView } from "./unknown-vendor-view"

/** What a button beside a Vendor field led to: the vendor that the field now names, or what is to be shown beside it. */
export type EnteredVendor = {
  became?: { no: string; name: string }
  unknownVendor?: UnknownVendorView
  /** Why the vendor could not be made or asked for. */
  issues?: ShownIssue[]
}

/**
 * What the buttons beside a Vendor field ask for: a vendor registered or asked for by the name that was typed, or another that turned
 * out to be there. Nothing else of the form is looked at, and nothing but the vendor is saved.
 *
 * @param name as it was typed into the field
 * @param ask asks those who may for it, where somebody may not register it
 * @returns undefined for any other button
 */
export async function takeVendorEntry(
  actor: Actor,
  form: FormData,
  name: string,
  ask?: (name: string) => Promise<unknown>,
): Promise<EnteredVendor | undefined> {
  const intent = String(form.get("intent") ?? "")
  const uses = /^use-(.{1,20})$/u.exec(intent)?.[1]
  const step = uses === undefined ? stepOf(actor, form, intent, name, ask) : () => named(actor, uses)
  if (!step) return undefined
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const unknownVendor = intent === "make_vendor" ? await openEntry(actor, name) : closedEntry(actor, name)
    return { unknownVendor, issues: await shown(error.issues) }
  }
}

function stepOf(
  actor: Actor,
  form: FormData,
  intent: string,
  name: string,
  ask: ((name: string) => Promise<unknown>) | undefined,
): (() => Promise<EnteredVendor>) | undefined {
  switch (intent) {
    case "close_new_vendor":
      return async () => ({})
    case "open_new_vendor":
      return async () => ({ unknownVendor: await openEntry(actor, name) })
    case "make_vendor":
      return async () => ({ became: await registerVendor(actor, typedFields(form, vendorCard)) })
    case "ask_vendor":
      return ask && (async () => ({ unknownVendor: await asked(actor, name, ask) }))
    default:
      return undefined
  }
}

async function asked(actor: Actor, name: string, ask: (name: string) => Promise<unknown>): Promise<UnknownVendorView> {
  await ask(name)
  return { ...closedEntry(actor, name), isAsked: true }
}

/** The vendor that was found to be there. */
async function named(actor: Actor, no: string): Promise<EnteredVendor> {
  const { values } = await readVendor(actor, no)
  return { became: { no, name: values.name ?? "" } }
}

/** What is shown beside a Vendor field after another button: fields that are open stay so, and what names no vendor can be registered. */
export async function vendorEntryAfter(
  actor: Actor,
  form: FormData,
  name: string,
  isUnknown: boolean,
): Promise<UnknownVendorView | undefined> {
  if (form.get("newVendor") === "1") return openEntry(actor, name)
  return isUnknown ? closedEntry(actor, name) : undefined
}

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
