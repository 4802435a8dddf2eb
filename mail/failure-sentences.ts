import { formatNumber } from "@/domain/money/number-format"
import type { Language } from "@/messages"
import { argumentKind } from "@/messages/argument-kinds"
import { translate } from "./translate"

/** One reason why something failed: `errors.<code>` in the messages. */
export type Failure = { code: string; params?: Record<string, string | number> }

/** The reasons in words, as the request's own page has them; each once. */
export function failureSentences(language: Language, failures: readonly Failure[]): string[] {
  const t = translate(language, "errors")
  return [...new Set(failures.map(failure => t(failure.code, readable(failure, language))))]
}

const dates = {
  en: new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
  nl: new Intl.DateTimeFormat("nl-NL", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" }),
}

/** Amounts, numbers and dates in the reader's way, as components/issue-params.ts writes them on a page. */
function readable({ code, params = {} }: Failure, language: Language): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const kind = argumentKind(code, name)
      if (typeof value === "number" || name === "typed") return [name, value]
      if (/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/u.test(value)) return [name, dates[language].format(new Date(value))]
      const isFigure = (kind === "amount" || kind === "number") && /^-?\d+(\.\d+)?$/u.test(value)
      const minDecimals = value.split(".")[1]?.length ?? 0
      return [name, isFigure ? formatNumber(value, language, { minDecimals }) : value]
    }),
  )
}
