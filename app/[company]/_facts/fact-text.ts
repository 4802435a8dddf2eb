import { useLocale, useTranslations } from "next-intl"
import type { DocumentFact, FigureKind } from "@/domain/facts/fact"
import { factKinds } from "@/domain/facts/fact-kinds"
import { formatDate } from "@/language/date-format"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"

/** The company's, which the amounts of facts are in. */
export type OwnCurrency = { currencyCode: string; amountDecimals: number }

/** A fact as a sentence, its figures in the reader's way. */
export function useFactText({ currencyCode, amountDecimals: min }: OwnCurrency): (fact: DocumentFact) => string {
  const [t, language] = [useTranslations("facts"), useLocale() as Language]
  const written = (value: string | number, kind: FigureKind): string | number => {
    if (kind === "count" || kind === "text") return value
    // Of another currency, on a day without an exchange rate.
    if (value === "") return t("noRate")
    if (kind === "date") return formatDate(String(value), language)
    if (kind === "percent") return `${formatNumber(String(value), language, { max: 1 })}\u00a0%`
    if (kind === "quantity") return formatNumber(String(value), language, { max: 5 })
    const figure = formatNumber(String(value), language, { min, max: kind === "amount" ? min : Math.max(min, 5) })
    return `${currencyCode}\u00a0${figure}`
  }
  return ({ kind, figures }) => {
    const known = factKinds.find(({ name }) => name === kind)
    if (!known) return kind
    // What was kept with an approval before a kind had a figure has none of it.
    const shown = Object.entries(known.figures).map(([name, of]) => [
      name,
      written(figures[name] ?? (of === "count" ? 0 : ""), of),
    ])
    // What is known of a kind is what its sentence names.
    return t(`kind.${kind}` as "kind.split", Object.fromEntries(shown))
  }
}
