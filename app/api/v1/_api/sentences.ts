import { createTranslator } from "use-intl/core"
import { issueParams } from "@/components/issue-params"
import type { Issue } from "@/domain/errors"
import type { Language } from "@/language/language"
import { messages } from "@/messages"

/** Whom an answer is written for. */
export type SentenceReader = { language: Language; timeZone: string }

/** An issue in the reader's language. */
export function sayIssue({ language, timeZone }: SentenceReader, issue: Pick<Issue, "code" | "params">): string {
  return say(language, "errors", issue.code, issueParams(issue, language, timeZone))
}

/** A sentence of the API's own. */
export function sayProblem(language: Language, code: string, params?: Record<string, string | number>): string {
  return say(language, "web_api", `problem.${code}`, params)
}

function say(
  language: Language,
  namespace: "errors" | "web_api",
  key: string,
  params?: Record<string, string | number>,
) {
  // To the compiler a flat list: it cannot follow keys that are put together.
  const words = messages[language][namespace] as unknown as Record<string, string>
  return createTranslator({ locale: language, messages: words })(key, params)
}
