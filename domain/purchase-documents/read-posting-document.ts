import type { Tx } from "@/db/tenancy"
import { readLines } from "@/domain/documents/store-lines"
import type { PostingDocument } from "@/domain/posting/posting-document"
import type { PurchaseDocumentRow } from "./purchase-header"

/** A draft with all its lines, as posting sees it. */
export async function readPostingDocument(tx: Tx, row: PurchaseDocumentRow): Promise<PostingDocument> {
  const { documentType, ...header } = row
  const lines = await readLines(tx, "purchase", row.companyId, row.no)
  // What was typed and what defaulted is of no account to the books.
  return { documentType, header, lines: lines.map(({ typedFields: _, ...line }) => line), correctsNo: null }
}
