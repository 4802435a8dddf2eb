import { formatDate } from "@/language/date-format"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { argumentKind } from "@/messages/argument-kinds"
import { translate } from "./translate"

/** One reason why something failed: `errors.<code>` in the messages. */
export type FailureReason = { code: string; params?: Record<string, string | number> }

/** The reasons in words, as the request's own page has them; each once. */
export function failureSentences(language: Language, failures: readonly FailureReason[]): string[] {
  const t = translate(language, "errors")
  return [...new Set(failures.map(failure => t(failure.code, readable(failure, language))))]
}

/** Amounts, numbers and dates in the reader's way, as components/issue-params.ts writes them on a page. */
function readable({ code, params = {} }: FailureReason, language: Language): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const kind = argumentKind(code, name)
      if (typeof value === "number" || name === "typed") return [name, value]
      if (/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/u.test(value)) return [name, formatDate(value.slice(0, 10), language)]
      const isFigure = (kind === "amount" || kind === "number") && /^-?\d+(\.\d+)?$/u.test(value)
      const min = value.split(".")[1]?.length ?? 0
      return [name, isFigure ? formatNumber(value, language, { min }) : value]
    }),
  )
}
