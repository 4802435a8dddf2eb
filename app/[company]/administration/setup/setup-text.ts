import "server-only"
import { getLocale, getTranslations } from "next-intl/server"
import type { SetupField, SetupValues } from "@/domain/setup/definition"
import type { SetupChoice } from "@/domain/setup/references"
import type { Usage } from "@/domain/setup/row-usage"
import { shownSetupValue } from "@/domain/setup/values"

type Choices = Record<string, SetupChoice[]>

/** How a value reads in a list, a title or a history, in the reader's language: a user by name, a word in words. */
export async function setupText(choices: Choices = {}): Promise<(field: SetupField, value: string) => string> {
  const t = await getTranslations("setup")
  const language = await getLocale()
  return (field, value) => {
    if (value === "") return ""
    if (field.kind === "boolean") return t(value === "true" ? "yes" : "no")
    if (field.kind === "choice") return t(`choice.${field.name}.${value}`)
    if (field.kind === "user") return choices[field.name]?.find(choice => choice.value === value)?.label ?? value
    return shownSetupValue(field, value, language)
  }
}

/** What a row is called: its key. */
export async function rowTitle(
  { keys, fields }: { keys: readonly string[]; fields: readonly SetupField[] },
  values: SetupValues,
  choices: Choices,
): Promise<string> {
  const text = await setupText(choices)
  return keys.map(name => text(fields.find(field => field.name === name)!, values[name]!)).join(", ")
}

/** Who uses a row, as a list in words. */
export async function usersText(usages: readonly Usage[]): Promise<string> {
  const t = await getTranslations("setup")
  return usages.map(usage => ("noun" in usage ? t(`user.${usage.noun}`) : t(`table.${usage.table}.title`))).join(", ")
}
