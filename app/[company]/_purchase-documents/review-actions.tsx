import { getTranslations } from "next-intl/server"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { markPurchaseDocumentReviewed } from "./actions"
import { reviewId } from "./reasons"

type Props = {
  company: string
  documentType: PurchaseDocumentType
  no: string
  version: number
  /** Where to go after it; default: stay. */
  then?: "review"
}

/** Mark as Reviewed, and Send Back, which asks for a reason on a page of its own. */
export async function ReviewActions({ company, documentType, no, version, then }: Props) {
  const t = await getTranslations("purchase_invoices")
  const path = draftPath(company, documentType, no)
  return (
    <>
      <Link className="btn" href={`${path}/send-back`}>
        {t("sendBack")}
      </Link>
      <Form action={markPurchaseDocumentReviewed.bind(null, company, no)} label={t("markReviewed")}>
        <HiddenField name="version" value={version} />
        {then && <HiddenField name="then" value={then} />}
        {/* The filled button of the draft's own page is Save. */}
        <SubmitButton id={reviewId} className={then ? "btn primary" : "btn"} pendingLabel={t("marking")}>
          {t("markReviewed")}
        </SubmitButton>
      </Form>
    </>
  )
}
