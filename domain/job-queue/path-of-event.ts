import { workKindNamed } from "@/domain/job-queue/work-kinds"
import type { Notification } from "@/domain/notifications/notifications"

type Happened = Pick<Notification, "kind" | "subjectType" | "subjectNo" | "data">

/** Where one goes from a notification, below the company's address; undefined where there is nothing to see any more. */
export function pathOfEvent({ kind, subjectType, subjectNo, data }: Happened): string | undefined {
  if (kind.endsWith(".deleted") || kind.endsWith(".renumbered_to")) return undefined
  // "purchase_credit_memo": its pages are below purchase-credit-memos.
  if (kind.startsWith("comment."))
    return `${String(data.document).replaceAll("_", "-")}s/${encodeURIComponent(subjectNo)}#history`
  const work = workKindNamed(subjectType)
  if (work) return work.page(subjectNo, { kind, data })
  const no = encodeURIComponent(subjectNo)
  switch (subjectType) {
    case "purchase_invoice":
      return `purchase-${isOfCreditMemo({ kind, data }) ? "credit-memos" : "invoices"}/${no}`
    case "posted_purchase_document":
      // Of the posted documents it is credit memos that are applied, and invoices that are cancelled.
      return `posted-purchase-${kind.startsWith("payment.") ? "credit-memos" : "invoices"}/${no}`
    case "sales_invoice":
      return `sales-invoices/${no}`
    case "payment":
      return `payments/${no}`
    case "payment_order":
      return `payment-orders/${no}`
    case "sales_import":
      return `imports/${no}`
    case "vendor":
      if (kind.startsWith("approval."))
        return `vendors/${no}/bank-accounts?account=${encodeURIComponent(String(data.accountId))}#approval`
      // Those who are written to are administrators, who need not see vendors.
      return kind === "vendor.bank_account_proposed_alone"
        ? "administration/security-log?kind=bank_account_changed"
        : `vendors/${no}`
    case "vendor_registration":
      return kind === "vendor_registration.asked" ? `vendor-registrations/${no}` : askedFrom(data)
    case "vendor_template":
      return `vendor-templates/${no}`
    case "webhook":
      return `administration/webhooks/${no}`
    case "user":
      return undefined
  }
}

/** Of approvals the kind does not say it. */
function isOfCreditMemo({ kind, data }: Pick<Happened, "kind" | "data">): boolean {
  return (
    kind.startsWith("purchase_credit_memo.") || (kind.startsWith("approval.") && data.documentType === "credit_memo")
  )
}

/** The document for which a vendor was asked, with the vendor chosen that it became. */
function askedFrom({ documentType, document, vendorNo }: Happened["data"]): string {
  const no = encodeURIComponent(String(document))
  if (documentType === "purchase_invoice") return `purchase-invoices/${no}`
  if (documentType === "purchase_credit_memo") return `purchase-credit-memos/${no}`
  return `sales-invoices/${no}/create-purchase-invoice?vendor=${encodeURIComponent(String(vendorNo ?? ""))}`
}
