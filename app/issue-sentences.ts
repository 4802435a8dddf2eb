import "server-only"
import { getLocale, getTimeZone, getTranslations } from "next-intl/server"
import { issueParams } from "@/components/issue-params"
import type { Issue } from "@/domain/errors"

/**
 * Says an issue in the reader's language, its amounts, numbers and dates in the reader's way: the one way from an issue to a
 * sentence on the server.
 * @param decimals of the currency that its amounts are in, where they do not come with them
 */
export async function issueSentences(decimals?: number): Promise<(issue: Pick<Issue, "code" | "params">) => string> {
  const [say, language, zone] = [await getTranslations("errors"), await getLocale(), await getTimeZone()]
  return issue => say(issue.code, issueParams(issue, language, zone, decimals))
}
