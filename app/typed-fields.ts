import "server-only"
import { controlOf, type RecordDefinition } from "@/domain/records/definition"

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
