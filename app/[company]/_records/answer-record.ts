import "server-only"
import { getLocale, getTranslations } from "next-intl/server"
import { answer, type FormState, shown } from "@/app/form-action"
import type { Actor } from "@/domain/access/actor"
import { controlOf, type RecordDefinition, type RecordField, scopeOf } from "@/domain/records/definition"
import { StaleRecord } from "@/domain/records/merge-record"
import { shownRecordValue } from "@/domain/records/values"
import type { Language } from "@/language/language"

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
  const state = await answer(company, form, async actor => {
    await save(actor).catch(error => {
      if (error instanceof StaleRecord) stale = error
      throw error
    })
    return undefined
  })
  const told = await withConflicts(state, definition)
  return stale ? merged(told, definition, stale) : told
}

/** What the form of a table typed, by name of field. */
export function typedFields(
  form: FormData,
  definition: Pick<RecordDefinition, "slug" | "card">,
): Record<string, string> {
  const prefix = controlOf(definition, "")
  const typed: Record<string, string> = {}
  for (const [name, value] of form) {
    if (name.startsWith(prefix) && typeof value === "string") typed[name.slice(prefix.length)] = value
  }
  return typed
}

/** A version that is none is older than any. */
export function versionIn(form: FormData): number {
  const version = Number(form.get("version"))
  return Number.isSafeInteger(version) ? version : 0
}

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
