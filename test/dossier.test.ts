import { inflateSync } from "node:zlib"
import { expect, test } from "vitest"
import { drawDossier } from "@/app/[company]/_posted-purchase-documents/dossier/draw-dossier"
import { linkRows } from "@/domain/chain/link-rows"
import { sealDay } from "@/domain/chain/seal-day"
import { today } from "@/domain/dates/date"
import { Forbidden, NotFound } from "@/domain/errors"
import { registerPayment } from "@/domain/payments/register-payment"
import { readDossier } from "@/domain/posted-purchase-documents/read-dossier"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeApprovedPurchase, whyRejected } from "@/test/approved-purchase"
import { attach } from "@/test/attachments"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"

async function paidInvoice(lineCount: number) {
  const company = await makeCompany()
  const manager = await makeActor(company.id, "purchasing_manager")
  const seller = await makeVendor(company.id)
  const item = await makeItem(company.id)
  const lines = Array.from({ length: lineCount }, () => ({ no: item.no, quantity: "2", price: "10" }))
  const draft = await makePurchaseInvoice(manager, seller.no, lines)
  await attach(manager, { type: "purchase_invoice", no: draft }, "paper.pdf")
  const posted = await postPurchaseDocument(manager, draft, { unreviewed: true })
  await registerPayment(manager, {
    vendorNo: seller.no,
    bankAccountNo: "BANK",
    postingDate: today("Europe/Amsterdam"),
    currency: "EUR",
    amount: "5",
    description: "by bank",
    applications: [{ vendorLedgerEntryNo: posted.transactionNo, amount: "5" }],
  })
  return { company, manager, seller, draft, posted }
}

test("a dossier holds posting, history, payment, the hashes of papers, and the place in the chain once it is linked", async () => {
  const { company, manager, posted } = await paidInvoice(1)
  const before = await readDossier(manager, "invoice", posted.no)
  expect(before.link).toBeUndefined()
  await linkRows(company.id)
  const day = await sealDay(company.id)
  const dossier = await readDossier(manager, "invoice", posted.no)
  expect(dossier.events.map(({ kind }) => kind)).toContain("purchase_invoice.posted")
  expect(dossier.events.map(({ id }) => id)).toEqual(dossier.events.map(({ id }) => id).sort((a, b) => a - b))
  expect(dossier.settledBy).toMatchObject([{ documentType: "payment", entry: { currencyCode: "EUR" } }])
  expect(dossier.attachments).toMatchObject([{ fileName: "paper.pdf", hash: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  expect(dossier.link).toMatchObject({ sealed: day, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(dossier).toMatchObject({ requests: [], approvals: [] })

  await expect(readDossier(manager, "credit_memo", posted.no)).rejects.toThrow(NotFound)
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(readDossier(stranger, "invoice", posted.no)).rejects.toThrow(NotFound)
  const processor = await makeActor(company.id, "order_processor")
  await expect(readDossier(processor, "invoice", posted.no)).rejects.toThrow(Forbidden)
})

test("a dossier names who asked, who agreed to what, and what they saw; the PDF has each of them", async () => {
  const { company, asker, buyer, lead, head, sale, request, posted } = await makeApprovedPurchase()
  const dossier = await readDossier(head, "invoice", posted.no)
  expect(dossier.requests).toMatchObject([
    { no: request.no, requestedByName: asker.name, sold: { salesInvoiceNo: sale.no } },
  ])
  const [refused, agreed] = dossier.approvals
  expect(dossier.approvals).toHaveLength(2)
  expect(refused).toMatchObject({
    state: "rejected",
    sentByName: buyer.name,
    entries: [{ approver: lead.name, decision: "rejected", reason: whyRejected }],
  })
  expect(agreed).toMatchObject({
    state: "approved",
    // Ten, and 21 % VAT.
    amount: "12.1",
    entries: [{ approver: lead.name, decision: "approved", decidedAt: expect.any(Date) }],
  })
  expect(agreed!.digest).toMatch(/^[0-9a-f]{64}$/)
  expect(agreed!.digest).toBe(refused!.digest)
  const purchaserSees = await readDossier(buyer, "invoice", posted.no)
  expect(purchaserSees.approvals).toEqual(dossier.approvals)

  const withApproval = drawn(await drawDossier(dossier, { name: company.name, timeZone: "Europe/Amsterdam" }, "nl"))
  const without = drawn(
    await drawDossier({ ...dossier, approvals: [] }, { name: company.name, timeZone: "Europe/Amsterdam" }, "nl"),
  )
  // Two rounds: each its head and who answered.
  expect(withApproval).toBeGreaterThan(without + 3)
})

test("it is a PDF in the reader's language, of as many pages as it takes", async () => {
  const { company, manager, posted } = await paidInvoice(150)
  const dossier = await readDossier(manager, "invoice", posted.no)
  for (const [language, title] of [
    ["en", `Dossier of Posted Purchase Invoice ${posted.no}`],
    ["nl", `Dossier van Geboekte inkoopfactuur ${posted.no}`],
  ] as const) {
    const pdf = await drawDossier(dossier, { name: company.name, timeZone: "Europe/Amsterdam" }, language)
    const text = pdf.toString("latin1")
    expect(text.startsWith("%PDF-")).toBe(true)
    expect(text).toContain(`(${title})`)
    expect(text).toContain(`/Lang (${language})`)
    const pages = text.match(/\/Type \/Page\b(?!s)/g)!.length
    expect(pages).toBeGreaterThan(3)
    expect(pages).toBeLessThan(8)
    expect(drawn(pdf)).toBeGreaterThan(150)
  }
})

/** How many texts stand on its pages. */
function drawn(pdf: Buffer): number {
  let texts = 0
  for (let at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 7)) {
    if (pdf.subarray(at - 3, at).toString() === "end") continue
    try {
      texts +=
        inflateSync(pdf.subarray(at + 7))
          .toString("latin1")
          .match(/\bTJ\b/g)?.length ?? 0
    } catch {
      // A font, which is packed otherwise.
    }
  }
  return texts
}
