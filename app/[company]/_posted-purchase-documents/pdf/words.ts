import { createTranslator } from "next-intl"
import { formatReaderDate } from "@/components/date-format"
import { formatReaderNumber } from "@/components/number-format"
import { isLanguage, type Language, messages } from "@/messages"

/**
 * The language that a document is written in: the vendor's, where it is one we speak; without one, that of the company's
 * country.
 */
export function languageOf(vendorsLanguage: string, companysCountry: string): Language {
  const code = vendorsLanguage.toLowerCase()
  if (isLanguage(code)) return code
  return code === "" && companysCountry === "NL" ? "nl" : "en"
}

/** What a document says, in its own language and not the reader's. */
export type Words = ReturnType<typeof wordsIn>

/** The words, numbers and dates of a printed document. @param decimals of its amounts */
export function wordsIn(language: Language, decimals: number) {
  // Both languages have the same keys: a test of the messages sees to it.
  const words = messages[language] as (typeof messages)["en"]
  return {
    t: createTranslator({ locale: language, messages: words, namespace: "posted_purchase_invoices" }),
    document: createTranslator({ locale: language, messages: words, namespace: "documents" }),
    amount: (value: string) => formatReaderNumber(value, language, { min: decimals, max: decimals }),
    cost: (value: string) => formatReaderNumber(value, language, { min: decimals, max: 6 }),
    quantity: (value: string) => formatReaderNumber(value, language, { min: 0, max: 5 }),
    date: (date: string) => formatReaderDate(date, language),
  }
}
