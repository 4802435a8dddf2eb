import { getTranslations } from "next-intl/server"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { answerApproval } from "@/app/[company]/_purchase-documents/approval-action"
import { ApprovalDeed } from "@/app/[company]/_purchase-documents/approval-deed"
import { Link } from "@/components/link"
import type { Actor } from "@/domain/access/actor"
import { readDraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import type { PurchaseDocumentRow } from "@/domain/purchase-documents/purchase-header"

type Props = { actor: Actor; slug: string; header: PurchaseDocumentRow }

/** Approve, of a draft that asks the reader, and the way to where a reason for rejecting it is given. */
export async function ApproveBeside({ actor, slug, header }: Props) {
  const { may } = await readDraftApprovals(actor, header.no)
  if (!may.answer) return null
  const t = await getTranslations("approvals")
  return (
    <>
      <Link className="btn" href={`${draftPath(slug, header.documentType, header.no)}#approval`}>
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
