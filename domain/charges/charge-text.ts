import type { charge } from "@/db/schema"
import type { Language } from "@/language/language"

/** What a charge is called in a language. */
export function chargeText(
  { textEn, textNl }: Pick<typeof charge.$inferSelect, "textEn" | "textNl">,
  language: Language,
) {
  return { en: textEn, nl: textNl }[language]
}
