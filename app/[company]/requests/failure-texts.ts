import "server-only"
import { getLocale, getTimeZone, getTranslations } from "next-intl/server"
import { issueParams } from "@/components/issue-params"
import { LINE_NO_STEP } from "@/domain/documents/lines"
import type { PurchaseRequestHeader } from "@/domain/purchasing/read-purchase-request"

type Failure = NonNullable<PurchaseRequestHeader["failure"]>[number]

/** Turns the reasons of failures into sentences that say what to mend, and on which line. */
export async function failureSentences(): Promise<(failure: Failure) => string> {
  const [say, t, language, timeZone] = [
    await getTranslations("errors"),
    await getTranslations("requests.failed"),
    await getLocale(),
    await getTimeZone(),
  ]
  return ({ code, params, lineNo }) => {
    const text = say(code, issueParams(params, language, timeZone))
    return lineNo === undefined ? text : t("line", { line: lineNo / LINE_NO_STEP, text })
  }
}
