import { and, eq, isNull, sql } from "drizzle-orm"
import { preparedSelect, value } from "@/db/prepared"
import { postedPurchaseDocument, purchaseInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { PostingDocument } from "./posting-document"
import { vendorInvoiceDigits, vendorInvoiceKey } from "./vendor-invoice-key"

/** Another document of the vendor with the same Vendor Invoice No., however it is written. */
export type Duplicate = { no: string; vendorInvoiceNo: string }

/** A draft, with what decides who may see it. */
export type DraftDuplicate = Duplicate &
  Pick<typeof purchaseInvoice.$inferSelect, "requestedBy" | "reviewState" | "documentType">

/** The document in question; its number is left out: "" for one that has none yet. */
export type NumberedDocument = {
  companyId: number
  documentType: PostingDocument["documentType"]
  payToVendorNo: string
  no: string
}

const postedDuplicates = preparedSelect("posting_duplicates", query =>
  query
    .select({ no: postedPurchaseDocument.no, vendorInvoiceNo: postedPurchaseDocument.vendorInvoiceNo })
    .from(postedPurchaseDocument)
    .where(
      and(
        eq(postedPurchaseDocument.companyId, value("companyId")),
        eq(postedPurchaseDocument.payToVendorNo, value("vendorNo")),
        eq(postedPurchaseDocument.vendorInvoiceKey, value("key")),
        eq(postedPurchaseDocument.documentType, value("documentType")),
        isNull(postedPurchaseDocument.correctsNo),
        sql`not exists (select from ${postedPurchaseDocument} correction
          where correction.company_id = ${value("companyId")} and correction.corrects_no = ${postedPurchaseDocument.no})`,
      ),
    )
    .orderBy(postedPurchaseDocument.no),
)

/** Documents of that type and vendor that are posted and not cancelled. @param vendorInvoiceNo blank has no duplicates */
export async function readPostedDuplicates(
  tx: Tx,
  { companyId, documentType, payToVendorNo }: NumberedDocument,
  vendorInvoiceNo: string,
): Promise<Duplicate[]> {
  const key = vendorInvoiceKey(vendorInvoiceNo)
  return key === "" ? [] : postedDuplicates(tx, { companyId, vendorNo: payToVendorNo, key, documentType })
}

/** Drafts of that type and vendor. @param vendorInvoiceNo blank has no duplicates */
export async function readDraftDuplicates(
  tx: Tx,
  { companyId, documentType, payToVendorNo, no }: NumberedDocument,
  vendorInvoiceNo: string,
): Promise<DraftDuplicate[]> {
  const key = vendorInvoiceKey(vendorInvoiceNo)
  if (key === "") return []
  const drafts = await tx
    .select({
      no: purchaseInvoice.no,
      vendorInvoiceNo: purchaseInvoice.vendorInvoiceNo,
      requestedBy: purchaseInvoice.requestedBy,
      reviewState: purchaseInvoice.reviewState,
      documentType: purchaseInvoice.documentType,
    })
    .from(purchaseInvoice)
    .where(
      and(
        eq(purchaseInvoice.companyId, companyId),
        eq(purchaseInvoice.payToVendorNo, payToVendorNo),
        // Found by an index, and compared below.
        eq(purchaseInvoice.vendorInvoiceDigits, vendorInvoiceDigits(vendorInvoiceNo)),
        eq(purchaseInvoice.documentType, documentType),
        sql`${purchaseInvoice.no} <> ${no} and ${purchaseInvoice.vendorInvoiceNo} <> ''`,
      ),
    )
    .orderBy(purchaseInvoice.no)
    .prepare("posting_draft_duplicates")
    .execute()
  return drafts.filter(draft => vendorInvoiceKey(draft.vendorInvoiceNo) === key)
}
