/**
 * The languages that people read, and all that code has to know of each. A third one is a line here and a folder of
 * messages; what a browser or Node knows of it (its own name, marks of numbers, names of months) is asked of them.
 */

type LanguageFacts = {
  /** Whose formats it writes in, BCP 47: English as it is written in Europe (20 Nov 2026, 1,234.56). */
  locale: string
  /** Dates in figures, or with the month's name where figures may be taken for another day. */
  dates: "figures" | "named_month"
  /** Letters of date formulas that differ from the stored ones (D, W, M, Q, Y and C for the current one). */
  formulaLetters: Readonly<Record<string, string>>
  /** Countries, ISO 3166-1, whose companies write it to who has not chosen a language, and keep their books in it. */
  countries: readonly string[]
}

const table = {
  en: { locale: "en-GB", dates: "named_month", formulaLetters: {}, countries: [] },
  nl: {
    locale: "nl-NL",
    dates: "figures",
    formulaLetters: { Q: "K", Y: "J", C: "L" },
    countries: ["NL", "BE", "SR"],
  },
} as const satisfies Record<string, LanguageFacts>

export type Language = keyof typeof table

/** What code has to know of each language. */
export const languageFacts: Readonly<Record<Language, LanguageFacts>> = table

/** Every language, in the order in which they are offered. */
export const languages = Object.keys(table) as [Language, ...Language[]]

/** What is spoken where nobody has said anything else, and what formulas are stored in. */
export const defaultLanguage: Language = "en"

/** Whether a word from outside names a language we speak. */
export function isLanguage(word: unknown): word is Language {
  return languages.some(language => language === word)
}

/** A language's own name for itself. */
export function ownName(language: Language): string {
  const name = new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language
  return name.slice(0, 1).toLocaleUpperCase(language) + name.slice(1)
}

/** The language of a country's companies. @param country ISO 3166-1 alpha-2 */
export function languageOfCountry(country: string): Language {
  return languages.find(language => languageFacts[language].countries.includes(country)) ?? defaultLanguage
}
