import { CircleCheck, TriangleAlert } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { DraftDuplicates } from "@/app/posting/draft-duplicates"
import { ProblemList } from "@/app/posting/problem-list"
import { problemTexts } from "@/app/posting/problem-texts"
import type { PostingPreview } from "@/domain/purchase-invoices/preview-posting"
import { purchaseKinds } from "./kinds"

type Props = {
  preview: PostingPreview
  slug: string
  /** Address of the draft. */
  path: string
}

/**
 * What stands in the way of posting the draft as it is saved, to unfold while one edits it; and other drafts with its
 * number of the vendor's.
 */
export async function CheckPanel({ preview, slug, path }: Props) {
  const t = await getTranslations("posting")
  const { header, lineNos, currency, isReviewed, unreviewedPosting } = preview
  const unreviewed = !isReviewed && unreviewedPosting === "refuse" ? [{ code: "not_reviewed" }] : []
  const reasons = [...unreviewed, ...preview.problems]
  const problems = await problemTexts(reasons, {
    slug,
    path,
    decimals: currency.amountDecimals,
    lineNos,
    names: purchaseKinds[header.documentType].names,
  })
  const title = t("check", { count: problems.length })
  return (
    <>
      {problems.length === 0 ? (
        <p className="check">
          <CircleCheck className="icon" aria-hidden="true" />
          {title}
        </p>
      ) : (
        <details className="check">
          <summary>
            <TriangleAlert className="icon" aria-hidden="true" />
            {title}
          </summary>
          <ProblemList problems={problems} />
        </details>
      )}
      <DraftDuplicates slug={slug} documentType={header.documentType} duplicates={preview.draftDuplicates} />
    </>
  )
}
