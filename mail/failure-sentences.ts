import type { Language } from "@/messages"
import { translate } from "./translate"

/** One reason why something failed: `errors.<code>` in the messages. */
export type Failure = { code: string; params?: Record<string, string | number> }

/** The reasons in words, as the request's own page has them; each once. */
export function failureSentences(language: Language, failures: readonly Failure[]): string[] {
  const t = translate(language, "errors")
  return [...new Set(failures.map(({ code, params }) => t(code, params)))]
}
