import { getTranslations } from "next-intl/server"
import { signedNames } from "@/app/[company]/_approvals/voided-by"
import { ApprovalSection } from "@/app/[company]/_purchase-documents/approval-section"
import { Notice } from "@/components/notice"
import type { Actor } from "@/domain/access/actor"
import { readAccountApproval } from "@/domain/bank-account-approvals/read-account-approval"

type Props = { actor: Actor; slug: string; id: number; timeZone: string }

/** The approval of a bank account that rules answer: who is asked, and what the reader can do about it. */
export async function AccountApproval({ actor, slug, id, timeZone }: Props) {
  const t = await getTranslations("bank_accounts")
  const { approvals, changed } = await readAccountApproval(actor, id)
  return (
    <>
      {changed.length > 0 && (
        <Notice tone="warning">{t("changedSince", { fields: (await signedNames(changed)).join(", ") })}</Notice>
      )}
      <ApprovalSection
        actor={actor}
        slug={slug}
        of={{ bankAccount: String(id) }}
        // It is never edited.
        version={1}
        beside={[]}
        approvals={approvals}
        timeZone={timeZone}
      />
    </>
  )
}
