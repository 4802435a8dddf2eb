import { createTranslator } from "use-intl/core"
import { messages } from "@/messages"

/** One reason why something failed: `errors.<code>` in the messages. */
export type Failure = { code: string; params?: Record<string, string | number> }

/** The reasons in words, as the request's own page has them; each once. */
export function failureSentences(language: "en" | "nl", failures: readonly Failure[]): string[] {
  const t: (key: string, params?: Failure["params"]) => string = createTranslator({
    locale: language,
    messages: { errors: messages[language].errors },
  })
  return [...new Set(failures.map(({ code, params }) => t(`errors.${code}`, params)))]
}
