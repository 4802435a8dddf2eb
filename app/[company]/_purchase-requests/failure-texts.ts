import "server-only"
import { getTranslations } from "next-intl/server"
import { issueSentences } from "@/app/issue-sentences"
import { LINE_NO_STEP } from "@/domain/documents/lines"
import type { PurchaseRequestHeader } from "@/domain/purchase-requests/read-purchase-request"

type Failure = NonNullable<PurchaseRequestHeader["failure"]>[number]

/** Turns the reasons of failures into sentences that say what to correct, and on which line. */
export async function failureTexts(): Promise<(failure: Failure) => string> {
  const [say, t] = [await issueSentences(), await getTranslations("purchase_requests.failed")]
  return ({ lineNo, ...issue }) => {
    const text = say(issue)
    return lineNo === undefined ? text : t("line", { line: lineNo / LINE_NO_STEP, text })
  }
}
