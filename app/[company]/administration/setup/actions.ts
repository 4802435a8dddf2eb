"use server"

import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { z } from "zod"
import { answer, type FormState, shown } from "@/app/form-action"
import { NotFound, Refusal } from "@/domain/errors"
import { deleteSetup, SetupInUse } from "@/domain/setup/delete-setup"
import { saveSetup } from "@/domain/setup/save-setup"
import { tablePath } from "./addresses"

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
  const state = await answer(company, form, async actor => {
    const bound = z.object({ table: boundTable, key: boundKey.nullable() }).safeParse({ table, key })
    if (!bound.success) throw new NotFound("setup")
    const typed = typedFields(form)
    const saved = await saveSetup(actor, bound.data.table, { key: bound.data.key, version: versionIn(form), typed })
    redirect(`${tablePath(company, table)}?saved=${encodeURIComponent(saved.join(", ")) || "1"}`)
  })
  return withConflicts(state)
}

/** Deletes a row of setup that nothing uses, and goes back to its table. */
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
      await deleteSetup(actor, bound.data.table, bound.data.key, versionIn(form))
    } catch (error) {
      if (error instanceof SetupInUse) throw await inUse(error)
      throw error
    }
    redirect(`${tablePath(company, table)}?deleted=${encodeURIComponent(key.join(", "))}`)
  })
  return withConflicts(state)
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
async function withConflicts(state: FormState): Promise<FormState> {
  if (!state.stale) return state
  const issues = state.stale.conflicts.map(({ field, by, theirs }) => ({
    field,
    code: theirs === "" ? "setup.emptied_by" : "setup.changed_by",
    params: { by, theirs: theirs ?? "" },
  }))
  return { ...state, issues: [...state.issues, ...(await shown(issues))] }
}

async function inUse({ code, usages }: SetupInUse): Promise<Refusal> {
  if (usages.length === 0) return new Refusal([{ code: "setup.in_use_now", params: { code } }])
  const t = await getTranslations("setup")
  const users = usages.map(usage => ("noun" in usage ? t(`user.${usage.noun}`) : t(`table.${usage.table}.title`)))
  return new Refusal([{ code: "setup.in_use", params: { code, users: users.join(", ") } }])
}
