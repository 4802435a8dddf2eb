import { getTranslations } from "next-intl/server"
import { issueSentences } from "@/app/issue-sentences"
import { Notice } from "@/components/notice"
import type { Issue } from "@/domain/errors"

type Props = { ofSending?: Issue | null; ofAnswering?: Issue | null }

/** Of a draft that cannot be held against limits now: why, and what does not go until that is mended. */
export async function Unweighed({ ofSending, ofAnswering }: Props) {
  const issue = ofSending ?? ofAnswering
  if (!issue) return null
  const [t, say] = [await getTranslations("approvals"), await issueSentences()]
  return (
    <Notice>
      {say(issue)} {t(ofSending ? "unweighedToSend" : "unweighed")}
    </Notice>
  )
}
