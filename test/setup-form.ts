/** Setup as its pages edit it. */
import type { Actor } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { shownRecordValue } from "@/domain/records/values"
import { readSetup } from "@/domain/setup/read-setup"
import { saveSetup } from "@/domain/setup/save-setup"

/** What the row's form would send with nothing changed. */
export async function formOf(actor: Actor, slug: string, key: string[]) {
  const { definition, values, version } = await readSetup(actor, slug, key)
  const typed: Record<string, string> = {}
  for (const field of definition.fields) {
    const value = values[field.name]!
    if (field.kind !== "boolean") typed[field.name] = shownRecordValue(field, value, actor.language)
    else if (value === "true") typed[field.name] = "on"
  }
  return { version, typed, values }
}

/** Changes fields of a row as its form does. */
export async function changeSetup(actor: Actor, slug: string, key: string[], typed: Record<string, string>) {
  const form = await formOf(actor, slug, key)
  return saveSetup(actor, slug, { key, version: form.version, typed: { ...form.typed, ...typed } })
}

/** What refused a save: the control and the reason of each issue. */
export async function issuesOf(saving: Promise<unknown>): Promise<[string | undefined, string][]> {
  const error = await saving.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw error ?? new Error("nothing was refused")
  return error.issues.map(({ field, code }) => [field, code])
}
