import { getTranslations } from "next-intl/server"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { answerApproval } from "@/app/[company]/_purchase-documents/approval-action"
import { ApprovalDeed } from "@/app/[company]/_purchase-documents/approval-deed"
import { Link } from "@/components/link"
import type { DraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import type { PurchaseDocumentRow } from "@/domain/purchase-documents/purchase-header"

type Props = { slug: string; header: PurchaseDocumentRow; may: DraftApprovals["may"] }

/** Approve, of a draft that asks the reader, and the way to where a reason for rejecting it, or a question, is given. */
export async function ApproveBeside({ slug, header, may }: Props) {
  if (!may.answer) return null
  const t = await getTranslations("approvals")
  const answers = `${draftPath(slug, header.documentType, header.no)}#approval`
  return (
    <>
      {may.ask && (
        <Link className="btn" href={answers}>
          {t("ask.do")}
        </Link>
      )}
      <Link className="btn" href={answers}>
        {t("reject")}
      </Link>
      <ApprovalDeed
        action={answerApproval.bind(null, slug, header.no)}
        version={header.version}
        intent="approve"
        label={t("approve")}
        pending={t("approving")}
        primary
      />
    </>
  )
}
