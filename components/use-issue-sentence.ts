import { useLocale, useTimeZone, useTranslations } from "next-intl"
import { issueParams } from "./issue-params"

type Issue = { code: string; params?: Readonly<Record<string, string | number>> }

/** Says an issue in the reader's language, its amounts, numbers and dates in the reader's way: needs the messages "errors". */
export function useIssueSentence(): (issue: Issue) => string {
  const [say, language, zone] = [useTranslations("errors"), useLocale(), useTimeZone() ?? "UTC"]
  return issue => say(issue.code as "unexpected", issueParams(issue, language, zone))
}
