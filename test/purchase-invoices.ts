import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { EditedLine } from "@/domain/documents/draft"
import type { LineType, LineValues } from "@/domain/documents/line-fields"
import { newPurchaseDocument } from "@/domain/purchase-documents/new-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { editOf } from "./edit"

/** A line to add: an item unless told otherwise. */
export type NewLine = LineValues & { type?: LineType }

/**
 * A draft purchase invoice made from new and filled, as a purchaser does: the vendor's number on it is its own number.
 *
 * @param actor may edit all purchase invoices
 * @param header fields to save with the lines, e.g. `{ postingDate: "2026-01-31" }`
 * @param columns of the header that no form has yet
 */
export async function makePurchaseInvoice(
  actor: Actor,
  vendorNo: string,
  lines: readonly NewLine[],
  header: Record<string, string> = {},
  columns: Partial<typeof purchaseInvoice.$inferInsert> = {},
): Promise<string> {
  const no = await newPurchaseDocument(actor, { formId: randomUUID(), vendorNo })
  if (Object.keys(columns).length > 0) {
    await inCompany(actor.companyId, tx => tx.update(purchaseInvoice).set(columns).where(eq(purchaseInvoice.no, no)))
  }
  await fill(actor, no, lines, header)
  return no
}

/** As `makePurchaseInvoice`, a purchase credit memo. */
export async function makePurchaseCreditMemo(
  actor: Actor,
  vendorNo: string,
  lines: readonly NewLine[],
  header: Record<string, string> = {},
): Promise<string> {
  const no = await newPurchaseDocument(actor, { formId: randomUUID(), vendorNo, documentType: "credit_memo" })
  await fill(actor, no, lines, header)
  return no
}

async function fill(actor: Actor, no: string, lines: readonly NewLine[], header: Record<string, string>) {
  const added = lines.map(
    ({ type = "item", ...values }, index): EditedLine => ({ id: `new${index + 1}`, type, values }),
  )
  const page = await readPurchaseDocument(actor, no)
  await savePurchaseDocument(actor, no, editOf(page, { added, header: { vendorInvoiceNo: `V-${no}`, ...header } }))
}
