import countries from "i18n-iso-countries"
import type { Language } from "@/language/language"

/** Whether a code is one of ISO 3166-1 alpha-2. */
export function isCountry(code: string): boolean {
  return Object.hasOwn(countries.getAlpha2Codes(), code)
}

export type Country = { code: string; name: string }

/** Every country of ISO 3166-1 by its name in the reader's language, as that language sorts. */
export function listCountries(language: Language): Country[] {
  const names = new Intl.DisplayNames(language, { type: "region" })
  return Object.keys(countries.getAlpha2Codes())
    .map(code => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, language))
}
