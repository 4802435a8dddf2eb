import { getTranslations } from "next-intl/server"
import { ProblemList } from "@/app/_posting/problem-list"
import { CircleCheck, TriangleAlert } from "@/components/icons"
import type { Actor } from "@/domain/access/actor"
import type { PostingCheck } from "@/domain/purchase-documents/preview-posting"
import { reasonsAgainst } from "./reasons"

type Props = {
  actor: Actor
  preview: PostingCheck
  slug: string
  /** Address of the draft. */
  path: string
}

/** What stands in the way of posting the draft as it is saved, to unfold while one edits it. */
export async function CheckPanel({ actor, preview, slug, path }: Props) {
  const t = await getTranslations("posting")
  const problems = await reasonsAgainst(actor, preview, slug, path)
  const title = t("check", { count: problems.length })
  if (problems.length === 0) {
    return (
      <p className="posting-check">
        <CircleCheck className="icon" aria-hidden="true" />
        {title}
      </p>
    )
  }
  return (
    <details className="posting-check">
      <summary>
        <TriangleAlert className="icon" aria-hidden="true" />
        {title}
      </summary>
      <ProblemList problems={problems} />
    </details>
  )
}
