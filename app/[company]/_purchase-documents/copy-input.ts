import type { CopyInput, CopySource } from "@/domain/posted-purchase-documents/copy-document"

/** What can be copied from, in the order of the choice. */
export const copySources = [
  { value: "posted_invoice", isPosted: true, documentType: "invoice" },
  { value: "posted_credit_memo", isPosted: true, documentType: "credit_memo" },
  { value: "invoice", isPosted: false, documentType: "invoice" },
  { value: "credit_memo", isPosted: false, documentType: "credit_memo" },
] as const satisfies readonly ({ value: string } & Omit<CopySource, "no">)[]

export const copyParts = ["both", "lines", "header"] as const satisfies readonly CopyInput["part"][]
