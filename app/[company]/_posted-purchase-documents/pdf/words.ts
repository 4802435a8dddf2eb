import { createTranslator } from "next-intl"
import { formatDate } from "@/language/date-format"
import { defaultLanguage, isLanguage, type Language, languageOfCountry } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { messages, type Texts } from "@/messages"

/**
 * The language that a document is written in: the vendor's, where it is one we speak; without one, that of the company's
 * country.
 */
export function documentLanguage(vendorsLanguage: string, companysCountry: string): Language {
  const code = vendorsLanguage.toLowerCase()
  if (isLanguage(code)) return code
  return code === "" ? languageOfCountry(companysCountry) : defaultLanguage
}

/** What a document says, in its own language and not the reader's. */
export type Words = ReturnType<typeof wordsIn>

/** The words, numbers and dates of a printed document. @param decimals of its amounts */
export function wordsIn(language: Language, decimals: number) {
  // All languages have the same keys: a test of the messages sees to it.
  const words = messages[language] as Texts
  return {
    t: createTranslator({ locale: language, messages: words, namespace: "posted_purchase_invoices" }),
    document: createTranslator({ locale: language, messages: words, namespace: "documents" }),
    amount: (value: string) => formatNumber(value, language, { min: decimals, max: decimals }),
    cost: (value: string) => formatNumber(value, language, { min: decimals, max: 10 }),
    quantity: (value: string) => formatNumber(value, language, { min: 0, max: 5 }),
    date: (date: string) => formatDate(date, language),
  }
}
