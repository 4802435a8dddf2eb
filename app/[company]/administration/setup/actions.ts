"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { answerRecord, withConflicts } from "@/app/[company]/_records/answer-record"
import { answer, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { typedFields, versionIn } from "@/app/typed-fields"
import { NotFound, Refusal } from "@/domain/errors"
import { setupDefinition, setupDefinitions } from "@/domain/setup/definitions"
import { deleteSetup, SetupInUse } from "@/domain/setup/delete-setup"
import { saveSetup } from "@/domain/setup/save-setup"
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
  const bound = z.object({ table: boundTable, key: boundKey.nullable() }).safeParse({ table, key })
  if (!bound.success) return answer(company, form, unknownRow)
  const definition = setupDefinitions.find(({ slug }) => slug === bound.data.table)
  if (!definition) return answer(company, form, unknownRow)
  return answerRecord(company, form, definition, async actor => {
    if (definition.guarded) await requireFreshSignIn(form)
    const input = { key: bound.data.key, version: versionIn(form), typed: typedFields(form, definition) }
    const saved = await saveSetup(actor, definition.slug, input)
    redirect(donePath(company, table, "saved", saved))
  })
}

async function unknownRow(): Promise<never> {
  throw new NotFound("setup")
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
    if (setupDefinitions.find(({ slug }) => slug === bound.data.table)?.guarded) await requireFreshSignIn(form)
    try {
      await deleteSetup(actor, bound.data.table, bound.data.key, versionIn(form), form.get("missed") === "on")
    } catch (error) {
      if (error instanceof SetupInUse) throw await inUse(error)
      throw error
    }
    redirect(donePath(company, table, "deleted", bound.data.key))
  })
  return withConflicts(state, setupDefinition(table))
}

async function inUse({ code, usages }: SetupInUse): Promise<Refusal> {
  if (usages.length === 0) return new Refusal([{ code: "setup.in_use_now", params: { code } }])
  return new Refusal([{ code: "setup.in_use", params: { code, users: await usersText(usages) } }])
}
