import "server-only"
import { getLocale, getTranslations } from "next-intl/server"
import { listCountries } from "@/domain/countries/countries"
import { type RecordDefinition, type RecordField, scopeOf } from "@/domain/records/definition"
import type { RecordChoice } from "@/domain/records/references"
import { shownRecordValue } from "@/domain/records/values"
import { isLanguage, ownName } from "@/language/language"

export type RecordChoices = Readonly<Record<string, RecordChoice[]>>

/**
 * How a value reads in a list, a title, a history or beside a blank field, in the reader's language: a user by name, a word
 * in words.
 */
export async function recordText(
  definition: Pick<RecordDefinition, "slug" | "card">,
  choices: RecordChoices = {},
): Promise<(field: RecordField, value: string) => string> {
  const t = await getTranslations("setup")
  const own = await getTranslations(scopeOf(definition) as "setup")
  const language = await getLocale()
  const said: Partial<Record<RecordField["kind"], (value: string, name: string) => string>> = {
    boolean: value => t(value === "true" ? "yes" : "no"),
    choice: (value, name) => own(`choice.${name}.${value}`),
    user: (value, name) => choices[name]?.find(choice => choice.value === value)?.label ?? value,
    country: value => listCountries(language).find(({ code }) => code === value)?.name ?? value,
    language: value => (isLanguage(value) ? ownName(value) : value),
  }
  return (field, value) =>
    value === "" ? "" : (said[field.kind]?.(value, field.name) ?? shownRecordValue(field, value, language))
}
