import type { charge } from "@/db/schema"
import type { Language } from "@/language/language"

/** The column of a language. */
type TextColumn = `text${Capitalize<Language>}`

/** What a charge is called in a language. */
export function chargeText(texts: Pick<typeof charge.$inferSelect, TextColumn>, language: Language): string {
  return texts[`text${language[0]!.toUpperCase()}${language.slice(1)}` as TextColumn]
}
