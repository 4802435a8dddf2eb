import { createECDH, randomBytes, randomUUID } from "node:crypto"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { writeComment } from "@/domain/comments/write-comment"
import { saveOwnNotificationSettings } from "@/domain/notifications/own-settings"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { requestPurchaseInvoice } from "@/domain/purchase-requests/request-purchase-invoice"
import { turnPushOn } from "@/domain/push/own-browsers"
import { openSession } from "@/domain/users/sessions"
import { makeApprovalCompany, versionOf } from "./approvals"
import { attach } from "./attachments"
import { itemLine, makeSalesInvoice } from "./factories"

export const whyRejected = "Prijs navragen bij de leverancier"

/**
 * A company whose one purchase was asked for, commented on, given a paper, rejected, sent again, approved and posted; the approver wants a
 * daily mail of what waits, and a push that nobody has sent yet.
 */
export async function makeApprovedPurchase() {
  const home = await makeApprovalCompany()
  const { company, asker, buyer, lead, head, vendor, item } = home
  const sale = await makeSalesInvoice(company.id, [itemLine(item)])
  const request = await requestPurchaseInvoice(asker, {
    formId: randomUUID(),
    salesInvoiceNo: sale.no,
    salesInvoiceVersion: 1,
    scope: { kind: "all_lines" },
    vendorNo: vendor.no,
    edits: new Map(),
  })
  await buildPurchaseInvoice(company.id, request.no)
  // The number on paper is no part of what is signed.
  const [{ no }] = (await inCompany(company.id, tx =>
    tx.update(purchaseInvoice).set({ vendorInvoiceNo: "F-2026-1" }).returning({ no: purchaseInvoice.no }),
  )) as [{ no: string }]
  const draft = { type: "purchase_invoice", no } as const
  await attach(buyer, draft, "paper.pdf")
  await writeComment(buyer, draft, { body: "Nog dit jaar boeken", assignedTo: "" })
  await saveOwnNotificationSettings(lead, { ways: { asked: "digest" }, digestHour: 7, version: 0 })
  const p256dh = createECDH("prime256v1").generateKeys("base64url")
  const keys = { p256dh, auth: randomBytes(16).toString("base64url") }
  const browser = JSON.stringify({ endpoint: "http://127.0.0.1:9/push", keys })
  await turnPushOn(lead.userId, await openSession(lead.userId), browser)
  const send = async () => sendForApproval(buyer, no, await versionOf(company.id, no))
  await send()
  await reject(lead, no, await versionOf(company.id, no), whyRejected)
  await send()
  await approve(lead, no, await versionOf(company.id, no))
  const posted = await postPurchaseDocument(head, no, { unreviewed: true })
  return { ...home, sale, request, draft, posted }
}
