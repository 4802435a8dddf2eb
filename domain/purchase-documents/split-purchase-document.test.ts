/** Lines of a rejected draft in a draft of their own: what goes, what stays, and that nothing is evaded by it. */
import { eq, sql } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { attachment, purchaseInvoice, purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { readAttachments } from "@/domain/attachments/read-attachments"
import { removeAttachment } from "@/domain/attachments/remove-attachment"
import { NotFound, Stale } from "@/domain/errors"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { differenceToAsked } from "@/domain/purchase-approvals/difference-to-asked"
import { neverApproves } from "@/domain/purchase-approvals/never-approves"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { approvalsOf, makeApprovalCompany, setApproval, storedDraft, versionOf } from "@/test/approvals"
import { attach } from "@/test/attachments"
import { editOf } from "@/test/edit"
import { itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice } from "@/test/factories"
import { makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { askForPurchaseInvoice } from "@/test/purchase-requests"
import { expectCode } from "@/test/refusals"
import { deletePurchaseDocument } from "./delete-purchase-document"
import { postPurchaseDocument } from "./post-purchase-document"
import { readDraftFacts } from "./read-draft-facts"
import { readPurchaseDocument } from "./read-purchase-document"
import { markReviewed, sendBack } from "./review"
import { savePurchaseDocument } from "./save-purchase-document"
import { splitPurchaseDocument } from "./split-purchase-document"
import { typeVatAmounts } from "./type-vat-amounts"

let home: Awaited<ReturnType<typeof makeApprovalCompany>>
beforeEach(async () => {
  home = await makeApprovalCompany()
})

const at = (no: string) => versionOf(home.company.id, no)
const read = (no: string) => readPurchaseDocument(home.head, no)
const send = async (no: string) => sendForApproval(home.buyer, no, await at(no))
const split = async (no: string, lineIds: number[]) => splitPurchaseDocument(home.buyer, no, await at(no), lineIds)
const asked = async (no: string) =>
  (await approvalsOf(home.company.id, no)).at(-1)!.entries.map(({ approverId }) => approverId)

/** A draft of two lines of 500 and one of text, which the head rejected. */
async function rejected(header: Record<string, string> = {}, more: NewLine[] = []): Promise<string> {
  const line = { no: home.item.no, quantity: "1", price: "500" }
  const lines: NewLine[] = [line, { type: "comment", description: "as agreed" }, line, ...more]
  const dates = { postingDate: "2026-05-04" }
  const no = await makePurchaseInvoice(home.buyer, home.vendor.no, lines, { ...dates, ...header })
  await send(no)
  await reject(home.head, no, await at(no), "Not this lamp")
  return no
}

test("the chosen lines go, with the same header, and each history names the other", async () => {
  const no = await rejected({
    yourReference: "Order 7",
    invoiceDiscountCalculation: "percent",
    invoiceDiscountValue: "10",
  })
  const before = await read(no)
  const made = await split(no, [3])
  const [rest, off] = [await read(no), await read(made.no)]
  expect(rest.lines.map(({ lineId, lineNo }) => [lineId, lineNo])).toEqual([
    [1, 10_000],
    [2, 20_000],
  ])
  expect(off.lines).toMatchObject([{ lineId: 3, lineNo: 10_000, no: home.item.no, lineAmount: "500", amount: "450" }])
  const { header } = before
  expect(rest.header).toMatchObject({
    vendorInvoiceNo: header.vendorInvoiceNo,
    reviewState: "sent_back",
    sentBackReason: "Not this lamp",
    version: header.version + 1,
    lineCount: 2,
    amount: "450",
    amountIncludingVat: "544.5",
  })
  const { buyFromVendorNo, yourReference, postingDate, dueDate, requestedBy } = header
  expect(off.header).toMatchObject({
    ...{ buyFromVendorNo, yourReference, postingDate, dueDate, requestedBy },
    vendorInvoiceNo: "",
    postingDescription: `Invoice ${made.no}`,
    reviewState: "open",
    sentBackReason: "",
    version: 1,
    lineCount: 1,
    amountIncludingVat: "544.5",
    invoiceDiscountAmount: "50",
  })
  expect(rest.history[0]).toMatchObject({ kind: "purchase_invoice.split_off", data: { toNo: made.no, lineCount: 1 } })
  expect(off.history).toMatchObject([{ kind: "purchase_invoice.split", data: { fromNo: no } }])
  await send(no)
  await savePurchaseDocument(home.buyer, made.no, editOf(off, { header: { vendorInvoiceNo: "V-2" } }))
  expect(await read(made.no)).toMatchObject({ header: { vendorInvoiceNo: "V-2" } })
})

test("limits go on seeing both together, posted or not, whenever they were made", async () => {
  const no = await rejected()
  const made = await split(no, [3])
  // Neither the company's days nor a change of what they go by part them.
  await inCompany(home.company.id, tx =>
    tx.update(purchaseInvoice).set({ createdAt: sql`now() - interval '90 days'` }).where(eq(purchaseInvoice.no, no)),
  )
  for (const each of [no, made.no]) {
    await send(each)
    expect(await asked(each)).toEqual([home.head.userId])
    expect((await approvalsOf(home.company.id, each)).at(-1)).toMatchObject({ amount: "605", routedAmount: "1210" })
  }
  await approve(home.head, no, await at(no))
  await postPurchaseDocument(home.head, no, { unreviewed: true })
  await reject(home.head, made.no, await at(made.no), "Again")
  await send(made.no)
  expect((await approvalsOf(home.company.id, made.no)).at(-1)).toMatchObject({ routedAmount: "1210" })
})

test("both belong to the request, its sale and its files; who worked on one before approves neither", async () => {
  const { company, buyer, lead } = home
  const sold = [
    await makeItem(company.id, { lastDirectCost: "400" }),
    await makeItem(company.id, { lastDirectCost: "300" }),
  ]
  const sale = await makeSalesInvoice(
    company.id,
    sold.map(each => itemLine(each, { quantity: "1", unitPrice: "500" })),
  )
  const request = await askForPurchaseInvoice(buyer, { salesInvoiceNo: sale.no, vendorNo: home.vendor.no })
  await buildPurchaseInvoice(company.id, request.no)
  const [built] = await inCompany(company.id, tx =>
    tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, request.no)),
  )
  const no = built!.purchaseInvoiceNo!
  const dearer = editOf(await read(no), { lines: { 1: { price: "470" } } })
  await savePurchaseDocument(await editor(), no, dearer)
  await send(no)
  await reject(lead, no, await at(no), "Too dear")
  const before = await inCompany(company.id, async tx => differenceToAsked(tx, await storedDraft(company.id, no)))
  const made = await split(no, [2])
  for (const each of [no, made.no]) {
    expect(await read(each)).toMatchObject({ requestNo: request.no })
    const stored = await storedDraft(company.id, each)
    const [difference, never] = await inCompany(company.id, async tx => [
      await differenceToAsked(tx, stored),
      await neverApproves(tx, stored, buyer.userId),
    ])
    expect(difference!.toFixed(4)).toBe(before!.toFixed(4))
    expect(never.get(worked!.userId)).toBe("edited")
  }
  expect((await readDraftFacts(buyer, no)).margin).toMatchObject({ amount: "30" })
  expect((await readDraftFacts(buyer, made.no)).margin).toMatchObject({ amount: "200" })
})

let worked: Awaited<ReturnType<typeof makeActor>> | undefined
async function editor() {
  worked = await makeActor(home.company.id, "purchasing_manager")
  return worked
}

test("a file that both show goes with the last of them, and never once either is posted", async () => {
  const filesOn = async (no: string) =>
    (await readAttachments(home.head, { type: "purchase_invoice", no })).files.map(({ fileName, mayRemove }) => [
      fileName,
      mayRemove,
    ])
  const parted = async () => {
    const no = await rejected()
    const file = await attach(home.buyer, { type: "purchase_invoice", no }, `${no}.pdf`)
    return { no, file, off: (await split(no, [3])).no }
  }
  const drafts = await parted()
  await deletePurchaseDocument(home.buyer, drafts.no, await at(drafts.no))
  expect(await filesOn(drafts.off)).toEqual([[`${drafts.no}.pdf`, true]])
  await deletePurchaseDocument(home.buyer, drafts.off, await at(drafts.off))
  const kept = () => inCompany(home.company.id, tx => tx.$count(attachment, eq(attachment.companyId, home.company.id)))
  expect(await kept()).toBe(0)

  const { no, file, off } = await parted()
  await savePurchaseDocument(home.buyer, off, editOf(await read(off), { header: { vendorInvoiceNo: "V-2" } }))
  await send(off)
  await approve(home.head, off, await at(off))
  const { no: postedNo } = await postPurchaseDocument(home.head, off, { unreviewed: true })
  expect(await filesOn(no)).toEqual([[`${no}.pdf`, false]])
  const removing = removeAttachment(home.buyer, { type: "purchase_invoice", no }, file)
  await expectCode(removing, "attachment.posted")
  await deletePurchaseDocument(home.buyer, no, await at(no))
  const { files } = await readAttachments(home.head, { type: "posted_purchase_document", no: postedNo })
  expect(files.map(({ fileName }) => fileName)).toEqual([`${no}.pdf`])
  expect(await kept()).toBe(1)
})

test("nothing is split that was not rejected, into nothing, or twice from one look", async () => {
  const waiting = await home.draft(home.buyer, "100")
  await expectCode(split(waiting, [1]), "split.not_rejected")
  const no = await rejected()
  await expectCode(split(no, []), "split.nothing_chosen")
  await expectCode(split(no, [2, 99]), "split.nothing_chosen")
  await expectCode(split(no, [1, 3]), "split.nothing_left")
  const version = await at(no)
  const both = await Promise.allSettled([
    splitPurchaseDocument(home.buyer, no, version, [1]),
    splitPurchaseDocument(home.buyer, no, version, [3]),
  ])
  expect(both.filter(({ status }) => status === "rejected")).toMatchObject([{ reason: expect.any(Stale) }])
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(splitPurchaseDocument(stranger, no, version + 1, [1])).rejects.toThrow(NotFound)
  await expect(splitPurchaseDocument(home.asker, no, version + 1, [1])).rejects.toThrow(NotFound)
})

test("a discount typed as an amount, and typed VAT of lines that would come apart, are refused", async () => {
  const no = await rejected({ invoiceDiscountCalculation: "amount", invoiceDiscountValue: "10" })
  await expectCode(split(no, [3]), "split.discount_amount")

  const book = await makeItem(home.company.id, { vatProdPostingGroup: "LAAG" })
  const typed = await rejected({}, [{ no: book.no, quantity: "1", price: "100" }])
  await typeVatAmounts(home.head, typed, {
    version: await at(typed),
    amounts: { "HOOG|normal|21": "210.02", "LAAG|normal|9": "9.01" },
  })
  await expectCode(split(typed, [3]), "split.vat_typed")
  await typeVatAmounts(home.head, typed, { version: await at(typed), amounts: { "HOOG|normal|21": "210" } })
  const made = await split(typed, [4])
  expect((await read(made.no)).lines).toMatchObject([{ vatDifference: "0.01", amountIncludingVat: "109.01" }])
  expect((await read(typed)).header).toMatchObject({ amountIncludingVat: "1210" })
})

test("where drafts are reviewed both wait for it, by somebody who did not split them", async () => {
  await setApproval(home.company.id, { approval: "review" })
  const line = { no: home.item.no, quantity: "1", price: "500" }
  const no = await makePurchaseInvoice(home.buyer, home.vendor.no, [line, line])
  await sendBack(home.head, no, await at(no), "One too many")
  const made = await splitPurchaseDocument(home.lead, no, await at(no), [2])
  for (const each of [no, made.no]) {
    expect(await storedDraft(home.company.id, each)).toMatchObject({ reviewState: "ready_for_review" })
    await expectCode(markReviewed(home.lead, each, await at(each)), "review_own")
    await markReviewed(home.head, each, await at(each))
  }
})
