import { eq } from "drizzle-orm"
import { purchaseInvoice, salesInvoice, vendorLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { requestBatchPosting } from "@/domain/batch-posting/request-batch-posting"
import type { IsoDate } from "@/domain/dates/date"
import { registerPayment } from "@/domain/payments/register-payment"
import { savePrice } from "@/domain/price-lists/save-price"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { attach } from "@/test/attachments"
import { makeItem, makeMember, makeUser, makeVendor } from "@/test/factories"
import { sendFile } from "@/test/file-imports"
import { insertOrder } from "@/test/payment-orders"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { fileOf } from "@/test/sales-csv"

/** One of each record that operations are asked about, in one company. */
export type Records = Awaited<ReturnType<typeof makeRecords>>

const postingDate = "2026-05-04" as IsoDate

/**
 * @param manager asked for and made all of them, is none of those who are tried, and holds every role
 */
export async function makeRecords(manager: Actor) {
  const { companyId } = manager
  const vendorNo = (await makeVendor(companyId)).no
  const item = await makeItem(companyId)
  const request = await makePurchaseRequest(manager, { vendorNo })
  const draft = () =>
    makePurchaseInvoice(manager, vendorNo, [{ no: item.no, quantity: "1", price: "100" }], { postingDate })
  const postedDraftNo = await draft()
  const posted = await postPurchaseDocument(manager, postedDraftNo, { unreviewed: true })
  const payment = {
    vendorNo,
    bankAccountNo: "BANK",
    postingDate,
    currency: "EUR",
    amount: "121",
    description: "By bank",
  }
  const applications = [{ vendorLedgerEntryNo: posted.transactionNo, amount: "121" }]
  const paymentNo = await registerPayment(manager, { ...payment, applications })
  const draftNo = await draft()
  const batch = await requestBatchPosting(manager, { formId: "rights", choice: { nos: [draftNo] }, unreviewed: false })
  const colleague = await makeUser()
  await makeMember(companyId, colleague, ["purchaser"])
  return {
    vendorNo,
    itemNo: item.no,
    priceKey: await savePrice(manager, "purchase-prices", {
      key: null,
      version: 0,
      typed: { vendorNo, itemNo: item.no, directUnitCost: "90" },
    }),
    customerNo: await customerOf(companyId, request.salesInvoiceNo),
    salesInvoiceNo: request.salesInvoiceNo,
    requestNo: request.no,
    draftNo,
    creditMemoNo: await makePurchaseCreditMemo(manager, vendorNo, []),
    postedNo: posted.no,
    postedDraftNo,
    attachmentId: await attach(manager, { type: "posted_purchase_document", no: posted.no }, "posted.pdf"),
    transactionNo: posted.transactionNo,
    paymentNo,
    orderNo: await insertOrder(manager, vendorNo),
    paymentEntryNo: await entryOf(companyId, paymentNo),
    batchId: batch.no,
    salesImportNo: await sendFile(manager, "sales-invoices", fileOf([{}])),
    paymentImportNo: await sendFile(manager, "payments", "vendor_no,amount"),
    userId: colleague.id,
  }
}

async function customerOf(companyId: number, no: string): Promise<string> {
  const [invoice] = await inCompany(companyId, tx => tx.select().from(salesInvoice).where(eq(salesInvoice.no, no)))
  return invoice!.customerNo
}

async function entryOf(companyId: number, documentNo: string): Promise<number> {
  const [entry] = await inCompany(companyId, tx =>
    tx.select().from(vendorLedgerEntry).where(eq(vendorLedgerEntry.documentNo, documentNo)),
  )
  return entry!.transactionNo
}

/** Makes a draft that of somebody's own request. @param reviewState where its review stands */
export async function handOver(
  companyId: number,
  no: string,
  requestedBy: number,
  reviewState: "ready_for_review" | "reviewed",
) {
  await inCompany(companyId, tx =>
    tx.update(purchaseInvoice).set({ requestedBy, reviewState }).where(eq(purchaseInvoice.no, no)),
  )
}
