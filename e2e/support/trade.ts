import { randomUUID } from "node:crypto"
import { Readable } from "node:stream"
import { and, eq, sql } from "drizzle-orm"
import {
  approval,
  approvalEntry,
  approvalStep,
  postedPurchaseDocument,
  purchaseInvoice,
  purchaseRequest,
  webhookDelivery,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { readStanding } from "@/domain/approvals/in-force"
import { requestBatchPosting } from "@/domain/batch-posting/request-batch-posting"
import { batchPostingWork } from "@/domain/batch-posting/work-kind"
import { today } from "@/domain/dates/date"
import { readLines } from "@/domain/documents/store-lines"
import { recordEvent } from "@/domain/history/record-event"
import { importKindNamed } from "@/domain/imports/kinds"
import { receiveImport } from "@/domain/imports/receive-file"
import { runImport } from "@/domain/imports/run-import"
import { postOpening } from "@/domain/opening-balances/post-opening"
import { prepareOpening, putOpeningLine } from "@/domain/opening-balances/prepare-opening"
import { readPreparation } from "@/domain/opening-balances/read-preparation"
import { findPayment } from "@/domain/payments/find-payment"
import { registerPayment } from "@/domain/payments/register-payment"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { listOwnTokens, makeToken } from "@/domain/users/api-tokens"
import { openSession } from "@/domain/users/sessions"
import { listDeliveries } from "@/domain/webhooks/delivery-log"
import { makeWebhook } from "@/domain/webhooks/webhooks"
import { makeItem, makeVendor } from "@/test/factories"
import { insertOrder } from "@/test/payment-orders"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { fileOf } from "@/test/sales-csv"

/** A request of the actor's that failed. @returns its number */
export async function failedRequest(actor: Actor): Promise<string> {
  const { no } = await makePurchaseRequest(actor)
  const { companyId } = actor
  await inCompany(companyId, tx =>
    tx
      .update(purchaseRequest)
      .set({
        state: "failed",
        finishedAt: sql`now()`,
        failure: [{ code: "vendor_blocked", params: { vendor: "Voorbeeld B.V.", no: "L1" } }],
      })
      .where(and(eq(purchaseRequest.companyId, companyId), eq(purchaseRequest.no, no))),
  )
  return no
}

export type Built = { requestNo: string; invoiceNo: string; version: string }

/** A purchase invoice built from a request of the actor's, ready for review. */
export async function builtInvoice(actor: Actor): Promise<Built> {
  const { no: requestNo } = await makePurchaseRequest(actor)
  // The portal's own worker may be quicker: it is the same invoice.
  await buildPurchaseInvoice(actor.companyId, requestNo)
  return inCompany(actor.companyId, async tx => {
    const [request] = await tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, requestNo))
    const invoiceNo = request?.purchaseInvoiceNo
    if (!invoiceNo) throw new Error(`the request ${requestNo} made no purchase invoice`)
    const [invoice] = await tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, invoiceNo))
    return { requestNo, invoiceNo, version: String(invoice!.version) }
  })
}

/** A purchase invoice of one piece of stock at 10.00, posted by the actor. @returns its posted number */
export async function postedInvoice(actor: Actor, vendorName?: string): Promise<string> {
  const seller = await makeVendor(actor.companyId, vendorName ? { name: vendorName } : {})
  const stock = await makeItem(actor.companyId)
  const draft = await makePurchaseInvoice(actor, seller.no, [{ no: stock.no, quantity: "1", price: "10" }])
  const { no } = await postPurchaseDocument(actor, draft, { unreviewed: true })
  return no
}

/** A draft purchase credit memo over one piece of stock at 10.00. @returns its number and version */
export async function draftCreditMemo(actor: Actor, vendorName?: string): Promise<{ no: string; version: string }> {
  const seller = await makeVendor(actor.companyId, vendorName ? { name: vendorName } : {})
  const stock = await makeItem(actor.companyId)
  const no = await makePurchaseCreditMemo(actor, seller.no, [{ no: stock.no, quantity: "1", price: "10" }])
  // Made, and saved once.
  return { no, version: "2" }
}

/** A posted purchase invoice that the actor cancelled. @returns the credit memo's number */
export async function postedCreditMemo(actor: Actor, vendorName?: string): Promise<string> {
  const no = await postedInvoice(actor, vendorName)
  return (await cancelPostedInvoice(actor, no, { postingDate: null, reason: "Twice" })).no
}

/** Opening balances of a company that has none: a capital and its counterpart. @returns the opening's number */
export async function postedOpening(actor: Actor): Promise<number> {
  const { version } = (await readPreparation(actor)).prepared
  await prepareOpening(actor, { startDate: "2001-01-01", clearingAccountNo: "1190" }, version)
  await putOpeningLine(actor, "accounts", { glAccountNo: "0510", credit: "100" })
  await putOpeningLine(actor, "accounts", { glAccountNo: "0520", debit: "100" })
  return postOpening(actor, (await readPreparation(actor)).prepared.version)
}

/** A file of one sales invoice that was tried and has a row to mend. @returns the import's number */
export async function triedImport(actor: Actor, name = "invoices"): Promise<string> {
  const file = fileOf([{ invoice: randomUUID().slice(0, 12), quantity: "six" }])
  return tried({ ...actor, roles: ["order_processor"] }, "sales-invoices", { name, file, option: "" })
}

/** A batch of one purchase invoice, which is refused: nobody has reviewed it. @returns its id */
export async function refusedBatch(actor: Actor): Promise<string> {
  const { invoiceNo } = await builtInvoice({ ...actor, roles: ["purchaser"] })
  const input = { formId: randomUUID(), choice: { nos: [invoiceNo] }, unreviewed: false }
  const { no: id } = await requestBatchPosting({ ...actor, roles: ["purchasing_manager"] }, input)
  // The portal's own worker may be quicker: it comes to the same.
  await batchPostingWork.run(actor.companyId, String(id), () => false)
  return String(id)
}

/** A file of one payment, to a vendor that is not there. @returns the import's number */
export async function importedPayments(actor: Actor, name = "payments"): Promise<string> {
  const file = "Vendor No.,Posting Date,Amount\nL00000,2026-11-20,1.00"
  return tried({ ...actor, roles: ["purchasing_manager"] }, "payments", { name, file, option: "BANK" })
}

async function tried(actor: Actor, kind: string, { name, file, option }: Record<"name" | "file" | "option", string>) {
  const pieces = Readable.from([Buffer.from(file)])
  const { no } = await receiveImport(importKindNamed(kind)!, actor, { name: `${name}.csv`, option }, pieces)
  // The relay's worker may be quicker: it comes to the same.
  await runImport(actor.companyId, no)
  return no
}

/** A payment on account to a vendor of its own. @returns its number, and that of its vendor ledger entry */
export async function madePayment(actor: Actor, vendorName = "Betaald B.V."): Promise<{ no: string; entryNo: number }> {
  const { companyId } = actor
  const { no: vendorNo } = await makeVendor(companyId, { name: vendorName })
  const payment = { vendorNo, bankAccountNo: "BANK", postingDate: today("Europe/Amsterdam"), currency: "EUR" }
  const no = await registerPayment(actor, { ...payment, amount: "12.50", description: vendorName, applications: [] })
  const entryNo = await inCompany(companyId, async tx => (await findPayment(tx, companyId, no)).entry.transactionNo)
  return { no, entryNo }
}

/** An order to pay a vendor of its own, which nobody was asked about yet. @returns its number */
export async function madeOrder(actor: Actor, vendorName = "Betaald B.V."): Promise<string> {
  const { no } = await makeVendor(actor.companyId, { name: vendorName })
  return insertOrder(actor, no)
}

/** The vendor ledger entry of an invoice posted for the actor. @returns its number */
export async function owedEntry(actor: Actor): Promise<number> {
  const no = await postedInvoice(actor)
  return inCompany(actor.companyId, async tx => {
    const [document] = await tx.select().from(postedPurchaseDocument).where(eq(postedPurchaseDocument.no, no))
    return document!.transactionNo
  })
}

/** A webhook of the actor's company, and a message to it that was given up, as those to earlier ones are: nothing of it changes by itself. */
export async function toldWebhook(actor: Actor): Promise<{ webhook: number; delivery: number }> {
  const { id: webhook } = await makeWebhook(actor, { url: "http://127.0.0.1:9/told", kinds: ["vendor.changed"] })
  await inCompany(actor.companyId, tx =>
    recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "vendor.changed",
      subjectType: "vendor",
      subjectNo: "L1",
    }),
  )
  const [told] = (await listDeliveries(actor, webhook, { limit: 1 })).deliveries
  await inCompany(actor.companyId, tx =>
    tx.update(webhookDelivery).set({ state: "failed" }).where(eq(webhookDelivery.companyId, actor.companyId)),
  )
  return { webhook, delivery: told!.no }
}

/** Of a draft of the actor's: somebody who is asked to approve it, before another step. @returns the entry's id, and the draft */
export async function waitingEntry(
  actor: Actor,
  approver: Actor,
): Promise<{ id: number; invoiceNo: string; version: string }> {
  const { invoiceNo, version } = await builtInvoice(actor)
  const { companyId, userId, name } = actor
  const id = await inCompany(companyId, async tx => {
    const [header] = await tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, invoiceNo))
    const { signed, digest } = await readStanding(tx, header!, await readLines(tx, "purchase", companyId, invoiceNo))
    const sent = {
      companyId,
      subjectType: "purchase_invoice",
      subjectNo: invoiceNo,
      round: 1,
      way: "chain",
      amount: header!.amountIncludingVat,
      routedAmount: header!.amountIncludingVat,
      sentBy: userId,
      sentByName: name,
      digest,
      signed,
    } as const
    const [made] = await tx.insert(approval).values(sent).returning({ approvalId: approval.id })
    const { approvalId } = made!
    await tx.insert(approvalStep).values([1, 2].map(step => ({ companyId, approvalId, step })))
    const asked = { companyId, approvalId, step: 1, approverId: approver.userId, state: "open" } as const
    const [entry] = await tx.insert(approvalEntry).values(asked).returning({ id: approvalEntry.id })
    return entry!.id
  })
  return { id, invoiceNo, version }
}

/** A token of the actor's for the API. @returns its id */
export async function madeToken(actor: Actor): Promise<string> {
  const sessionId = await openSession(actor.userId)
  await makeToken(actor, { name: "Program", scopes: ["documents.read"], days: 7, sessionId })
  return String((await listOwnTokens(actor)).at(-1)!.id)
}
