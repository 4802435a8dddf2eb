"use server"

import { redirect } from "next/navigation"
import { getLocale, getTranslations } from "next-intl/server"
import { z } from "zod"
import { answer, type FormState, shown } from "@/app/form-action"
import { NotFound, Refusal } from "@/domain/errors"
import { type SetupDefinition, setupControl } from "@/domain/setup/definition"
import { setupDefinition } from "@/domain/setup/definitions"
import { deleteSetup, SetupInUse } from "@/domain/setup/delete-setup"
import { StaleSetup } from "@/domain/setup/merge-setup"
import { saveSetup } from "@/domain/setup/save-setup"
import { shownSetupValue } from "@/domain/setup/values"
import { donePath } from "./addresses"
import { usersText } from "./setup-text"

/** What the page bound is the client's to change. */
const boundKey = z.array(z.string().max(100)).max(5)
const boundTable = z.string().max(100)

/** Saves a row of setup, or makes one where `key` is null, and goes back to its table. */
export async function saveRow(
  company: string,
  table: string,
  key: string[] | null,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  let stale: StaleSetup | undefined
  const state = await answer(company, form, async actor => {
    const bound = z.object({ table: boundTable, key: boundKey.nullable() }).safeParse({ table, key })
    if (!bound.success) throw new NotFound("setup")
    const input = { key: bound.data.key, version: versionIn(form), typed: typedFields(form) }
    const saved = await saveSetup(actor, bound.data.table, input).catch(error => {
      if (error instanceof StaleSetup) stale = error
      throw error
    })
    redirect(donePath(company, table, "saved", saved))
  })
  return stale ? merged(await withConflicts(state, table), setupDefinition(table), stale) : state
}

/** Deletes a row of setup that nothing rests on, and goes back to its table. */
export async function removeRow(
  company: string,
  table: string,
  key: string[],
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const state = await answer(company, form, async actor => {
    const bound = z.object({ table: boundTable, key: boundKey }).safeParse({ table, key })
    if (!bound.success) throw new NotFound("setup")
    try {
      await deleteSetup(actor, bound.data.table, bound.data.key, versionIn(form), form.get("missed") === "on")
    } catch (error) {
      if (error instanceof SetupInUse) throw await inUse(error)
      throw error
    }
    redirect(donePath(company, table, "deleted", bound.data.key))
  })
  return withConflicts(state, table)
}

function typedFields(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {}
  for (const [name, value] of form) {
    if (name.startsWith("setup.") && typeof value === "string") typed[name.slice("setup.".length)] = value
  }
  return typed
}

/** A version that is none is older than any. */
function versionIn(form: FormData): number {
  const version = Number(form.get("version"))
  return Number.isSafeInteger(version) ? version : 0
}

/** Says beside each field to what another administrator has changed it. */
async function withConflicts(state: FormState, table: string): Promise<FormState> {
  if (!state.stale) return state
  const language = await getLocale()
  const { fields } = setupDefinition(table)
  const inReadersWay = (name: string, value: string) => {
    const known = fields.find(each => setupControl(each.name) === name)
    return known ? shownSetupValue(known, value, language) : value
  }
  const issues = state.stale.conflicts.map(({ field, by, theirs }) => ({
    field,
    code: theirs === "" ? "setup.emptied_by" : "setup.changed_by",
    params: { by, theirs: inReadersWay(field, theirs ?? "") },
  }))
  return { ...state, issues: [...state.issues, ...(await shown(issues))] }
}

/** The form with what the others alone changed taken over, and a sentence that names it. */
async function merged(state: FormState, definition: SetupDefinition, { taken }: StaleSetup): Promise<FormState> {
  // The title of the answer says it.
  const issues = state.issues.filter(({ code }) => code !== "stale")
  if (taken.length === 0) return { ...state, issues }
  const language = await getLocale()
  const t = await getTranslations("setup")
  const values = { ...state.values }
  for (const { field: name, now } of taken) {
    const field = definition.fields.find(each => each.name === name)
    if (!field) continue
    const shownNow = field.kind === "boolean" ? (now === "true" ? ["on"] : []) : [shownSetupValue(field, now, language)]
    values[setupControl(name)] = shownNow
  }
  const fields = taken.map(({ field }) => t(`field.${field}`)).join(", ")
  const [told] = await shown([{ code: "setup.taken_over", params: { fields, by: taken.at(-1)!.by } }])
  return { ...state, values, issues: [...issues, told!] }
}

async function inUse({ code, usages }: SetupInUse): Promise<Refusal> {
  if (usages.length === 0) return new Refusal([{ code: "setup.in_use_now", params: { code } }])
  return new Refusal([{ code: "setup.in_use", params: { code, users: await usersText(usages) } }])
}
