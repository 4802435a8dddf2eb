import type { Tx } from "@/db/tenancy"
import { readLines } from "@/domain/documents/store-lines"
import type { PostingDocument } from "@/domain/posting/posting-document"
import type { PurchaseInvoiceRow } from "./header"

/** A draft with all its lines, as posting sees it. */
export async function readPostingDocument(tx: Tx, row: PurchaseInvoiceRow): Promise<PostingDocument> {
  const { documentType, ...header } = row
  return { documentType, header, lines: await readLines(tx, "purchase", row.companyId, row.no), correctsNo: null }
}
