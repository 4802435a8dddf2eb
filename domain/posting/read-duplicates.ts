import { and, eq, sql } from "drizzle-orm"
import { prepared, value } from "@/db/prepared"
import {
  ledgerTransaction,
  openedVendorEntry,
  postedPurchaseDocument,
  purchaseInvoice,
  vendor,
  vendorLedgerEntry,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { PostingDocument } from "./posting-document"
import { vendorInvoiceDigits, vendorInvoiceKey } from "./vendor-invoice-key"

/** Another document of the vendor with the same Vendor Invoice No., however it is written. */
export type Duplicate = {
  no: string
  vendorInvoiceNo: string
  /** The opening that brought it; absent: it was posted here, or is a draft. */
  openingNo?: number
}

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

/** The vendor, and those that became one with it: what was posted with them is posted. An array, so that an index finds each. */
const oneVendor = sql`any (array(select ${value("vendorNo")}::text union all
  select m.no from ${vendor} m where m.company_id = ${value("companyId")} and m.merged_into = ${value("vendorNo")}))`

const postedDuplicates = prepared<Duplicate & { openingNo: number | null }>(
  "posting_duplicates",
  () => sql`
    select p.no, p.vendor_invoice_no as "vendorInvoiceNo", null::integer as "openingNo" from ${postedPurchaseDocument} p
    where p.company_id = ${value("companyId")} and p.pay_to_vendor_no = ${oneVendor}
      and p.vendor_invoice_key = ${value("key")} and p.document_type = ${value("documentType")} and p.corrects_no is null
      and not exists (select from ${postedPurchaseDocument} c where c.company_id = p.company_id and c.corrects_no = p.no)
    union all
    select e.document_no, o.vendor_invoice_no, o.opening_no from ${openedVendorEntry} o
    join ${vendorLedgerEntry} e on e.company_id = o.company_id and e.transaction_no = o.transaction_no
    where o.company_id = ${value("companyId")} and o.vendor_no = ${oneVendor}
      and o.vendor_invoice_key = ${value("key")} and o.document_type = ${value("documentType")}
      and not exists (select from ${ledgerTransaction} t
        where t.company_id = o.company_id and t.reverses_no = o.transaction_no)
    order by 1`,
)

/** Documents of that type and vendor that are posted and not cancelled, and those that an opening brought. @param vendorInvoiceNo blank has no duplicates */
export async function readPostedDuplicates(
  tx: Tx,
  { companyId, documentType, payToVendorNo }: NumberedDocument,
  vendorInvoiceNo: string,
): Promise<Duplicate[]> {
  const key = vendorInvoiceKey(vendorInvoiceNo)
  if (key === "") return []
  const found = await postedDuplicates(tx, { companyId, vendorNo: payToVendorNo, key, documentType })
  return found.map(({ openingNo, ...document }) => (openingNo === null ? document : { ...document, openingNo }))
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
