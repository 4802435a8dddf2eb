import type { Issue } from "@/domain/errors"
import type { PostingDocument } from "./posting-document"

/** A reason, with the page that corrects it where that is not the document itself. */
export type PostingProblem = Issue & { correction?: Correction }

/** Where a reason is corrected; the page knows the addresses. */
export type Correction =
  | { page: "vendor" | "item" | "gl_account" | "payment"; no: string }
  | { page: "posted_purchase_document"; documentType: PostingDocument["documentType"]; no: string }
  | { page: "opening_balance"; no: number }
  | { page: "general_posting_setup" | "vat_posting_setup"; bus: string; prod: string }
  | { page: "vendor_posting_group" | "inventory_posting_group" | "currency"; code: string }
  | { page: "posting_dates" }
  | { page: "vat_amounts"; documentType: PostingDocument["documentType"]; no: string }

/** Whether a reason is corrected in the company's setup, which administrators alone change. */
export function isCorrectedInSetup({ correction }: PostingProblem): boolean {
  return (
    correction !== undefined &&
    !["vendor", "item", "payment", "posted_purchase_document", "opening_balance", "vat_amounts"].includes(
      correction.page,
    )
  )
}
