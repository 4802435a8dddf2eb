import "server-only"
import { getLocale, getTranslations } from "next-intl/server"
import { type EnteredVendor, takeVendorEntry, vendorEntryAfter } from "@/app/[company]/_vendors/vendor-entry"
import { answer, type FormState, shown } from "@/app/form-action"
import type { Actor } from "@/domain/access/actor"
import { controlOf, type RecordDefinition, type RecordField, scopeOf } from "@/domain/records/definition"
import { StaleRecord } from "@/domain/records/merge-record"
import { shownRecordValue } from "@/domain/records/values"
import type { Language } from "@/language/language"
import { becameText, CardsUnclear, vendorControlOf } from "./meant-cards"

/**
 * Answers the form of a row: where somebody else saved it first, with what they alone changed taken over, and what both
 * changed said beside its field.
 */
export async function answerRecord(
  company: string,
  form: FormData,
  definition: RecordDefinition,
  save: (actor: Actor) => Promise<void>,
): Promise<FormState> {
  let stale: StaleRecord | undefined
  let beside: Beside | undefined
  const state = await answer(company, form, async actor => {
    beside = await takeBeside(actor, form, definition)
    if (beside) return { status: "refused", issues: beside.entry.issues ?? [] }
    try {
      await save(actor)
    } catch (error) {
      if (error instanceof StaleRecord) stale = error
      if (error instanceof CardsUnclear) return unclear(actor, form, definition, error)
      throw error
    }
    return undefined
  })
  if (beside) return withBeside(state, beside)
  const told = await withConflicts(state, definition)
  return stale ? merged(told, definition, stale) : told
}

/** What a button beside the field for a vendor led to; the rest of the form stays as it was typed. */
type Beside = { control: string; entry: EnteredVendor }

async function takeBeside(actor: Actor, form: FormData, definition: RecordDefinition): Promise<Beside | undefined> {
  const control = vendorControlOf(definition)
  const entry = control && (await takeVendorEntry(actor, form, textIn(form, control)))
  return entry ? { control, entry } : undefined
}

function withBeside(state: FormState, { control, entry }: Beside): FormState {
  const text = becameText(entry)
  const values = text === undefined ? state.values : { ...state.values, [control]: [text] }
  return { ...state, values, data: { unknownVendor: entry.unknownVendor } }
}

/** A text that may mean several: those, and the way to register a vendor where it is none of them. */
async function unclear(actor: Actor, form: FormData, definition: RecordDefinition, error: CardsUnclear) {
  const control = vendorControlOf(definition)
  const unknownVendor =
    control === undefined
      ? undefined
      : await vendorEntryAfter(actor, form, textIn(form, control), control in error.candidates)
  return {
    status: "refused" as const,
    issues: await shown(error.issues),
    data: { candidates: error.candidates, unknownVendor },
  }
}

const textIn = (form: FormData, control: string) => String(form.get(control) ?? "").trim()

/** Says beside each field to what another person has changed it. */
export async function withConflicts(state: FormState, definition: RecordDefinition): Promise<FormState> {
  if (!state.stale) return state
  const language = await getLocale()
  const inReadersWay = (name: string, value: string) => {
    const known = definition.fields.find(each => controlOf(definition, each.name) === name)
    return known ? shownRecordValue(known, value, language) : value
  }
  const issues = state.stale.conflicts.map(({ field, by, theirs }) => ({
    field,
    code: theirs === "" ? "setup.emptied_by" : "setup.changed_by",
    params: { by, theirs: inReadersWay(field, theirs ?? "") },
  }))
  return { ...state, issues: [...state.issues, ...(await shown(issues))] }
}

/** The form with what the others alone changed taken over, and a sentence that names it. */
async function merged(state: FormState, definition: RecordDefinition, { taken }: StaleRecord): Promise<FormState> {
  // The title of the answer says it.
  const issues = state.issues.filter(({ code }) => code !== "stale")
  if (taken.length === 0) return { ...state, issues }
  const language = await getLocale()
  const t = await getTranslations(scopeOf(definition) as "setup")
  const values = { ...state.values }
  for (const { field: name, now } of taken) {
    const field = definition.fields.find(each => each.name === name)
    if (field) values[controlOf(definition, name)] = sentAs(field, now, language)
  }
  const fields = taken.map(({ field }) => t(`field.${field}`)).join(", ")
  const [told] = await shown([{ code: "setup.taken_over", params: { fields, by: taken.at(-1)!.by } }])
  return { ...state, values, issues: [...issues, told!] }
}

const sentAs = (field: RecordField, value: string, language: Language) =>
  field.kind !== "boolean" ? [shownRecordValue(field, value, language)] : value === "true" ? ["on"] : []
