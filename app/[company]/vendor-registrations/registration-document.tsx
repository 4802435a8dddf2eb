import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { Link } from "@/components/link"
import type { WaitingRegistration } from "@/domain/vendors/list-vendor-registrations"

type Props = { asked: Pick<WaitingRegistration, "documentType" | "documentNo" | "isThere">; company: string }

/** The document that a vendor was asked for; a link as long as it is an ongoing one. */
export function RegistrationDocument({ asked, company }: Props) {
  const { documentType, documentNo: no, isThere } = asked
  if (!isThere) return <span className="no">{no}</span>
  const href =
    documentType === "sales_invoice"
      ? `/${company}/sales-invoices/${encodeURIComponent(no)}`
      : draftPath(company, documentType === "purchase_invoice" ? "invoice" : "credit_memo", no)
  return (
    <Link className="link no" href={href}>
      {no}
    </Link>
  )
}
