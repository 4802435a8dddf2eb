/** Purchase credit memos from new: drafts beside invoices, each under its own name. */
import { randomUUID } from "node:crypto"
import { and, eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { event, glEntry, item, itemLedgerEntry, vatEntry, vendorLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound, Refusal } from "@/domain/errors"
import { frameCounts } from "@/domain/frame/frame-counts"
import { applyEntries } from "@/domain/payments/apply-entries"
import { readSettlement } from "@/domain/payments/read-settlement"
import { unapplyEntries } from "@/domain/payments/unapply-entries"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { readRoleCenter } from "@/domain/role-center/read-role-center"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { deletePurchaseDocument } from "./delete-purchase-document"
import { findPostedAs } from "./find-posted-as"
import { listPurchaseDocuments } from "./list-purchase-documents"
import { listReadyForReview } from "./list-ready-for-review"
import { newPurchaseDocument } from "./new-purchase-document"
import { postPurchaseDocument } from "./post-purchase-document"
import { previewPosting } from "./preview-posting"
import { readPurchaseDocument } from "./read-purchase-document"

let companyId: number
let purchaser: Actor
let manager: Actor
let vendorNo: string
let stockNo: string

beforeAll(async () => {
  companyId = (await makeCompany()).id
  purchaser = await makeActor(companyId, "purchaser")
  manager = await makeActor(companyId, "purchasing_manager")
  vendorNo = (await makeVendor(companyId, { name: "Retour B.V.", paymentTermsCode: "30D" })).no
  stockNo = (await makeItem(companyId, { lastDirectCost: "9" })).no
})

const lines = () => [{ no: stockNo, quantity: "2", price: "10" }]
const codes = (error: unknown) => (error instanceof Refusal ? error.issues.map(({ code }) => code) : error)

test("a draft stands in its own list, under its own number, due at once", async () => {
  const memo = await makePurchaseCreditMemo(purchaser, vendorNo, lines())
  const invoice = await makePurchaseInvoice(purchaser, vendorNo, lines())
  expect([memo, invoice]).toEqual([expect.stringMatching(/^IC26-\d{5}$/), expect.stringMatching(/^IF26-\d{5}$/)])
  const { header, vendor } = await readPurchaseDocument(purchaser, memo, { documentType: "credit_memo" })
  expect(header).toMatchObject({ postingDescription: `Credit Memo ${memo}`, dueDate: header.documentDate })
  expect(vendor.ongoingInvoices).toBe(1)

  const nosOf = async (query: Parameters<typeof listPurchaseDocuments>[1]) =>
    (await listPurchaseDocuments(purchaser, query)).rows.map(({ no }) => no)
  expect(await nosOf({})).toEqual([invoice])
  expect(await nosOf({ documentType: "credit_memo" })).toEqual([memo])
  expect(await nosOf({ documentType: "credit_memo", search: "Retour" })).toEqual([memo])
  expect(await nosOf({ search: memo })).not.toContain(memo)
  expect(await frameCounts(manager)).toMatchObject({ purchaseInvoices: 1, purchaseCreditMemos: 1, readyForReview: 2 })
  // The manager's tile opens the queue, which holds both; the purchaser's the list of invoices.
  expect((await readRoleCenter(manager)).counts).toMatchObject({
    purchaseInvoices: { count: 1 },
    readyForReview: { count: 2 },
  })
  expect((await readRoleCenter(purchaser)).counts.readyForReview).toMatchObject({ count: 1 })
  const queue = (await listReadyForReview(manager)).invoices.map(({ no, documentType }) => [no, documentType])
  expect(queue).toEqual([
    [memo, "credit_memo"],
    [invoice, "invoice"],
  ])

  await expect(readPurchaseDocument(purchaser, memo, { documentType: "invoice" })).rejects.toThrow(NotFound)
  await expect(previewPosting(purchaser, invoice, "credit_memo")).rejects.toThrow(NotFound)
  // What an order processor once made as a purchaser is not theirs as a request is.
  await expect(readPurchaseDocument({ ...purchaser, roles: ["order_processor"] }, memo)).rejects.toThrow(NotFound)
  expect(await deletePurchaseDocument(purchaser, memo, header.version)).toBe("credit_memo")
  expect(await deletePurchaseDocument(purchaser, memo, header.version)).toBe("credit_memo")
  expect(await deletePurchaseDocument(purchaser, invoice, 2)).toBe("invoice")
})

test("one form makes one; who does not purchase makes none", async () => {
  const input = { formId: randomUUID(), vendorNo, documentType: "credit_memo" as const }
  const no = await newPurchaseDocument(purchaser, input)
  expect(await newPurchaseDocument(purchaser, input)).toBe(no)
  // The same form on the other page is another document.
  expect(await newPurchaseDocument(purchaser, { ...input, documentType: "invoice" })).toMatch(/^IF/)
  const processor = await makeActor(companyId, "order_processor")
  await expect(newPurchaseDocument(processor, { ...input, formId: randomUUID() })).rejects.toThrow()
})

test("posted, every entry is an invoice's with its sign turned, and the last direct cost stays", async () => {
  const no = await makePurchaseCreditMemo(purchaser, vendorNo, lines())
  const posted = await postPurchaseDocument(manager, no, { unreviewed: true })
  expect(posted).toMatchObject({ documentType: "credit_memo", no: "GIC26-00001" })
  const { gl, vat, vendor, items, bought, told } = await inCompany(companyId, async tx => {
    const of = <T extends { companyId: unknown; transactionNo: unknown }>(table: T) =>
      and(eq(table.companyId as never, companyId), eq(table.transactionNo as never, posted.transactionNo))
    const [entry] = await tx.select().from(vendorLedgerEntry).where(of(vendorLedgerEntry))
    const [stock] = await tx.select().from(item).where(eq(item.no, stockNo))
    return {
      gl: await tx.select().from(glEntry).where(of(glEntry)).orderBy(glEntry.lineNo),
      vat: await tx.select().from(vatEntry).where(of(vatEntry)),
      vendor: entry,
      items: await tx.select().from(itemLedgerEntry).where(of(itemLedgerEntry)),
      bought: stock,
      told: await tx.select().from(event).where(eq(event.subjectNo, no)).orderBy(event.id),
    }
  })
  expect(gl.map(({ glAccountNo, amount }) => [glAccountNo, Number(amount)])).toEqual([
    ["7000", -20],
    ["1500", -4.2],
    ["1600", 24.2],
    ["3000", -20],
    ["7400", 20],
  ])
  expect(vat.map(({ base, amount }) => [Number(base), Number(amount)])).toEqual([[-20, -4.2]])
  expect(Number(vendor?.amount)).toBe(24.2)
  expect(items.map(({ quantity }) => Number(quantity))).toEqual([-2])
  expect(Number(bought?.lastDirectCost)).toBe(9)
  expect(told.map(({ kind }) => kind)).toEqual([
    "purchase_credit_memo.created",
    "purchase_credit_memo.saved",
    "purchase_credit_memo.posted",
  ])
  const { header, state, remaining } = await readPostedPurchaseDocument(manager, "credit_memo", posted.no)
  expect({ state, remaining: Number(remaining), before: header.preAssignedNo }).toEqual({
    state: "open",
    remaining: 24.2,
    before: no,
  })
  expect(await findPostedAs(purchaser, no, "credit_memo")).toMatchObject({ no: posted.no })
  expect(await findPostedAs(purchaser, no, "invoice")).toBeNull()
})

test("every reason is given at once, in a credit memo's words", async () => {
  const no = await makePurchaseCreditMemo(purchaser, vendorNo, [{ no: stockNo, quantity: "-1", price: "10" }], {
    vendorInvoiceNo: "",
  })
  const refused = await postPurchaseDocument(manager, no, { unreviewed: true }).catch(codes)
  expect(refused).toEqual(["vendor_cr_memo_no_missing", "credit_memo_total_negative"])
})

test("the vendor's number is compared among credit memos, however written", async () => {
  const number = { vendorInvoiceNo: "CN 0042" }
  const first = await makePurchaseCreditMemo(purchaser, vendorNo, lines(), number)
  const second = await makePurchaseCreditMemo(purchaser, vendorNo, lines(), { vendorInvoiceNo: "cn-42" })
  const invoice = await makePurchaseInvoice(purchaser, vendorNo, lines(), number)
  const { draftDuplicates } = await previewPosting(purchaser, second)
  expect(draftDuplicates.map(({ no }) => no)).toEqual([first])
  const { no } = await postPurchaseDocument(manager, first, { unreviewed: true })
  const { problems } = await previewPosting(purchaser, second)
  expect(problems).toMatchObject([
    {
      code: "duplicate_posted_credit_memo",
      correction: { page: "posted_purchase_document", documentType: "credit_memo", no },
    },
  ])
  await postPurchaseDocument(manager, invoice, { unreviewed: true })
})

test("it is applied to what the vendor is owed, as it is posted and afterwards, and unapplied", async () => {
  const { no: seller } = await makeVendor(companyId, {})
  const owed = async () => {
    const draft = await makePurchaseInvoice(purchaser, seller, lines())
    return postPurchaseDocument(manager, draft, { unreviewed: true })
  }
  const remaining = async (documentType: "invoice" | "credit_memo", no: string) => {
    const page = await readPostedPurchaseDocument(manager, documentType, no)
    return [page.state, Number(page.remaining)]
  }
  const [first, second] = [await owed(), await owed()]
  const memo = await makePurchaseCreditMemo(purchaser, seller, lines())
  const { applicable } = await previewPosting(manager, memo)
  expect(applicable.map(({ documentNo }) => documentNo)).toEqual([first.no, second.no])

  const part = (of: { transactionNo: number }, amount: string) => ({ vendorLedgerEntryNo: of.transactionNo, amount })
  const tooMuch = { unreviewed: true, applications: [part(first, "24.20"), part(second, "0.01")] }
  expect(await postPurchaseDocument(manager, memo, tooMuch).catch(codes)).toEqual(["payment.applied_more_than_amount"])
  const beyond = { unreviewed: true, applications: [part(first, "24.21")] }
  expect(await postPurchaseDocument(manager, memo, beyond).catch(codes)).toContain("payment.more_than_remaining")

  const posted = await postPurchaseDocument(manager, memo, { unreviewed: true, applications: [part(first, "10")] })
  expect(await remaining("credit_memo", posted.no)).toEqual(["open", 14.2])
  expect(await remaining("invoice", first.no)).toEqual(["open", 14.2])
  const { today: postingDate } = await readSettlement(manager, posted.transactionNo)
  const entryNo = posted.transactionNo
  await applyEntries(manager, { entryNo, postingDate, applications: [part(first, "4.20"), part(second, "10")] })
  expect(await remaining("credit_memo", posted.no)).toEqual(["closed", 0])
  expect(await remaining("invoice", second.no)).toEqual(["open", 14.2])
  const { applied } = await readSettlement(manager, entryNo)
  expect(applied.map(({ entry, amount }) => [entry.documentNo, Number(amount)])).toEqual([
    [first.no, 14.2],
    [second.no, 10],
  ])
  await unapplyEntries(manager, { entryNo, appliedEntryNo: first.transactionNo, postingDate })
  expect(await remaining("credit_memo", posted.no)).toEqual(["open", 14.2])
  expect(await remaining("invoice", first.no)).toEqual(["open", 24.2])
  const given = { postingDate: null, reason: "Twice" }
  expect(await cancelPostedInvoice(manager, posted.no, given).catch(codes)).toEqual(["cancel_credit_memo"])
})
