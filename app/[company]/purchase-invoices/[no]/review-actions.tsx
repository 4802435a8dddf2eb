import { getTranslations } from "next-intl/server"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { markPurchaseInvoiceReviewed } from "./actions"

type Props = {
  company: string
  no: string
  version: number
  /** Where to go after it; default: stay. */
  then?: "review"
}

/** Mark as Reviewed, and Send Back, which asks for a reason on a page of its own. */
export async function ReviewActions({ company, no, version, then }: Props) {
  const t = await getTranslations("purchase_invoices")
  const path = `/${company}/purchase-invoices/${encodeURIComponent(no)}`
  return (
    <>
      <Link className="btn" href={`${path}/send-back`}>
        {t("sendBack")}
      </Link>
      <Form action={markPurchaseInvoiceReviewed.bind(null, company, no)} label={t("markReviewed")}>
        <HiddenField name="version" value={version} />
        {then && <HiddenField name="then" value={then} />}
        {/* The filled button of the invoice's own page is Save. */}
        <SubmitButton className={then ? "btn primary" : "btn"} pendingLabel={t("marking")}>
          {t("markReviewed")}
        </SubmitButton>
      </Form>
    </>
  )
}
