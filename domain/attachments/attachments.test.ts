import { randomBytes } from "node:crypto"
import { eq, sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { attachment, attachmentPiece, event } from "@/db/schema"
import { inCompany, postgresErrorCode } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import type { PaperSubject } from "@/domain/papers/paper-trail"
import { listPostedPurchaseDocuments } from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import { deletePurchaseDocument } from "@/domain/purchase-documents/delete-purchase-document"
import { listPurchaseDocuments } from "@/domain/purchase-documents/list-purchase-documents"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { sendBack } from "@/domain/purchase-documents/review"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { splitPurchaseDocument } from "@/domain/purchase-documents/split-purchase-document"
import { turnPurchaseDocument } from "@/domain/purchase-documents/turn-purchase-document"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { readPurchaseRequest } from "@/domain/purchase-requests/read-purchase-request"
import { readQueue } from "@/domain/review-queue/read-queue"
import { env } from "@/env"
import { attach, pdfOf, sentIn } from "@/test/attachments"
import { countStatements } from "@/test/count-statements"
import { editOf } from "@/test/edit"
import { makeActor, makeCompany, makeItem, makeVendor, type TestItem } from "@/test/factories"
import { pngOf } from "@/test/pictures"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { expectCode } from "@/test/refusals"
import { openAttachment, readAttachments } from "./read-attachments"
import { receiveAttachment } from "./receive-attachment"
import { removeAbandonedAttachments } from "./remove-abandoned"
import { removeAttachment } from "./remove-attachment"
import { withdrawAttachment } from "./withdraw-attachment"

let companyId: number
let manager: Actor
let purchaser: Actor
let processor: Actor
let other: Actor
let administrator: Actor
let stranger: Actor
let sellerNo: string
let item: TestItem

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  purchaser = await makeActor(companyId, "purchaser")
  processor = await makeActor(companyId, "order_processor")
  other = await makeActor(companyId, "order_processor")
  administrator = await makeActor(companyId, "administrator")
  stranger = await makeActor((await makeCompany()).id, "purchasing_manager", "administrator")
  sellerNo = (await makeVendor(companyId)).no
  item = await makeItem(companyId)
})

const draft = (no: string): PaperSubject => ({ type: "purchase_invoice", no })
const request = (no: string): PaperSubject => ({ type: "purchase_request", no })
const posted = (no: string): PaperSubject => ({ type: "posted_purchase_document", no })

const makeDraft = (price = "10", quantity = "1") =>
  makePurchaseInvoice(purchaser, sellerNo, [{ no: item.no, quantity, price }])
const post = async (no: string) => (await postPurchaseDocument(manager, no, { unreviewed: true })).no
const namesOn = async (actor: Actor, of: PaperSubject) =>
  (await readAttachments(actor, of)).files.map(({ fileName }) => fileName)

async function bytesOf(actor: Actor, of: PaperSubject, id: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of (await openAttachment(actor, of, id)).bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function built(actor: Actor): Promise<{ requestNo: string; draftNo: string }> {
  const { no } = await makePurchaseRequest(actor)
  await buildPurchaseInvoice(companyId, no)
  const { request: read } = await readPurchaseRequest(actor, no)
  return { requestNo: no, draftNo: read.purchaseInvoiceNo! }
}

const left = async () => {
  const [row] = await inCompany(companyId, tx =>
    tx
      .select({ pieces: sql<number>`count(*)::int` })
      .from(attachmentPiece)
      .leftJoin(attachment, eq(attachment.id, attachmentPiece.attachmentId))
      .where(sql`${attachment.hash} is null`),
  )
  return row!.pieces
}

test("a file comes out as it went in, and is what its content says", async () => {
  const of = draft(await makeDraft())
  const bytes = Buffer.concat([pngOf(8, 8), randomBytes(700_000)])
  const id = await attach(purchaser, of, "C:\\scans\\paper.exe", bytes)
  expect(await readAttachments(manager, of)).toMatchObject({
    mayAttach: true,
    files: [{ id, fileName: "paper.exe.png", type: "image/png", size: bytes.length, isShown: true, mayRemove: true }],
  })
  expect((await bytesOf(manager, of, id)).equals(bytes)).toBe(true)
  await attach(purchaser, of, "lines.csv", Buffer.from("No.;Amount\n1;2\n"))
  expect((await readAttachments(manager, of)).files[0]).toMatchObject({ type: "text/plain", isShown: false })
})

test("what is missing, empty, too large, no such file or there already is refused, and nothing of it is left", async () => {
  const of = draft(await makeDraft())
  const send = (name: string, bytes: Buffer) => attach(purchaser, of, name, bytes)
  await expectCode(send("", Buffer.alloc(0)), "attachment.missing")
  await expectCode(send("a.pdf", Buffer.alloc(0)), "attachment.empty")
  await expectCode(send("a.pdf", Buffer.from("MZ\0")), "attachment.not_taken")
  await expectCode(send("a.svg", Buffer.from("<svg onload='x'>")), "attachment.not_taken")
  await send("first.pdf", pdfOf("same"))
  await expectCode(send("second.pdf", pdfOf("same")), "attachment.already")
  expect(await namesOn(purchaser, of)).toEqual(["first.pdf"])
  expect(await left()).toBe(0)
})

test("what is too large is refused once it is, whatever is still to come", async () => {
  const of = draft(await makeDraft())
  let sent = 0
  async function* endless() {
    yield pdfOf("endless")
    for (;;) {
      sent += 65_536
      yield Buffer.alloc(65_536, 32)
    }
  }
  await expectCode(receiveAttachment(purchaser, of, { name: "endless.pdf", file: endless() }), "attachment.too_large")
  expect(sent).toBeLessThan(env().ATTACHMENT_MEGABYTES * 1024 * 1024 + 1_000_000)
  expect(await left()).toBe(0)
  const head = pdfOf("just small enough")
  const rest = Buffer.alloc(env().ATTACHMENT_MEGABYTES * 1024 * 1024 - head.length, 32)
  await attach(purchaser, of, "just.pdf", Buffer.concat([head, rest]))
})

test("files follow from the request to the draft to what is posted, and none the other way", async () => {
  const { requestNo, draftNo } = await built(processor)
  await attach(processor, request(requestNo), "asked.pdf")
  await attach(purchaser, draft(draftNo), "bought.pdf")
  expect(await namesOn(processor, request(requestNo))).toEqual(["asked.pdf"])
  expect(await namesOn(processor, draft(draftNo))).toEqual(["bought.pdf", "asked.pdf"])
  const postedNo = await makePostable(draftNo)
  const late = await attach(manager, posted(postedNo), "late.pdf")
  expect(await namesOn(manager, posted(postedNo))).toEqual(["late.pdf", "bought.pdf", "asked.pdf"])
  expect(await namesOn(processor, request(requestNo))).toEqual(["asked.pdf"])
  await expect(openAttachment(processor, request(requestNo), late)).rejects.toThrow(NotFound)
  expect((await readAttachments(administrator, posted(postedNo))).mayAttach).toBe(false)
  await expect(attach(administrator, posted(postedNo), "x.pdf")).rejects.toThrow(Forbidden)
})

test("lists count what a document's page shows, of the whole page in their own statement", async () => {
  const { requestNo, draftNo } = await built(purchaser)
  await attach(purchaser, request(requestNo), "one.pdf")
  await attach(purchaser, draft(draftNo), "two.pdf")
  const turnedFrom = await makeDraft("10", "-1")
  await attach(purchaser, draft(turnedFrom), "three.pdf")
  const { header } = await readPurchaseDocument(purchaser, turnedFrom)
  const turned = await turnPurchaseDocument(purchaser, turnedFrom, header.version)
  const none = await makeDraft()
  const counted = (rows: readonly { no: string; attachments: number }[], no: string) =>
    rows.find(row => row.no === no)?.attachments
  const [drafts, queue] = [await listPurchaseDocuments(manager, {}), await readQueue(manager)]
  const memos = await listPurchaseDocuments(manager, { documentType: "credit_memo" })
  for (const { rows } of [drafts, queue]) expect([counted(rows, draftNo), counted(rows, none)]).toEqual([2, 0])
  expect(counted(memos.rows, turned.no)).toBe(1)
  const postedNo = await makePostable(draftNo)
  const late = await attach(manager, posted(postedNo), "late.pdf")
  const ofPosted = async () =>
    counted((await listPostedPurchaseDocuments(manager, { documentType: "invoice" })).rows, postedNo)
  expect(await ofPosted()).toBe(3)
  await withdrawAttachment(manager, postedNo, late, "Other invoice")
  expect(await ofPosted()).toBe(2)
})

async function makePostable(draftNo: string): Promise<string> {
  const page = await readPurchaseDocument(manager, draftNo)
  await savePurchaseDocument(manager, draftNo, editOf(page, { header: { vendorInvoiceNo: `V-${draftNo}` } }))
  return post(draftNo)
}

test("posting takes not one statement more for the files on a draft", async () => {
  const [bare, full] = [await makeDraft(), await makeDraft()]
  await attach(purchaser, draft(full), "a.pdf")
  await attach(purchaser, draft(full), "b.pdf")
  const [without] = [await countStatements(() => post(bare))]
  expect(await countStatements(() => post(full))).toEqual(without)
})

test("on a draft who attached it removes a file, or who edits all drafts; once it is posted nobody does", async () => {
  const { requestNo, draftNo } = await built(processor)
  const mine = await attach(processor, request(requestNo), "mine.pdf")
  const theirs = await attach(purchaser, draft(draftNo), "theirs.pdf")
  await expect(removeAttachment(processor, draft(draftNo), theirs)).rejects.toThrow(Forbidden)
  await removeAttachment(processor, draft(draftNo), mine)
  expect(await namesOn(processor, request(requestNo))).toEqual([])
  const again = await attach(processor, request(requestNo), "again.pdf")
  const postedNo = await makePostable(draftNo)
  await expectCode(removeAttachment(processor, request(requestNo), again), "attachment.posted")
  await expectCode(removeAttachment(manager, posted(postedNo), theirs), "attachment.posted")
  for (const id of [again, theirs]) {
    const deleting = inCompany(companyId, tx => tx.delete(attachment).where(eq(attachment.id, id)))
    expect(postgresErrorCode(await deleting.catch((error: unknown) => error))).toBe("42501")
  }
  const bytes = inCompany(companyId, tx => tx.delete(attachmentPiece).where(eq(attachmentPiece.attachmentId, again)))
  expect(postgresErrorCode(await bytes.catch((error: unknown) => error))).toBe("42501")
})

test("a file of what is posted is withdrawn once, with a reason, by whoever corrects it; it stays to be read", async () => {
  const no = await makeDraft()
  const id = await attach(purchaser, draft(no), "wrong.pdf")
  const postedNo = await post(no)
  await expect(withdrawAttachment(purchaser, postedNo, id, "Other invoice")).rejects.toThrow(Forbidden)
  await expectCode(withdrawAttachment(manager, postedNo, id, "  "), "attachment.reason")
  await withdrawAttachment(manager, postedNo, id, "Other invoice")
  await expectCode(withdrawAttachment(manager, postedNo, id, "Again"), "attachment.withdrawn")
  expect((await readAttachments(purchaser, posted(postedNo))).files).toMatchObject([
    { id, isShown: false, mayWithdraw: false, withdrawnReason: "Other invoice", withdrawnByName: manager.name },
  ])
  expect((await bytesOf(purchaser, posted(postedNo), id)).equals(pdfOf("wrong.pdf"))).toBe(true)
  // The same file may come again.
  await attach(manager, posted(postedNo), "wrong.pdf")
})

test("files go with a draft that is deleted, and the history says what they were; those of its request stay", async () => {
  const { requestNo, draftNo } = await built(processor)
  await attach(processor, request(requestNo), "kept.pdf")
  const id = await attach(purchaser, draft(draftNo), "gone.pdf")
  const { header } = await readPurchaseDocument(purchaser, draftNo)
  await deletePurchaseDocument(purchaser, draftNo, header.version)
  expect(await namesOn(processor, request(requestNo))).toEqual(["kept.pdf"])
  const pieces = await inCompany(companyId, tx =>
    tx.select({ no: attachmentPiece.pieceNo }).from(attachmentPiece).where(eq(attachmentPiece.attachmentId, id)),
  )
  expect(pieces).toEqual([])
  const events = await inCompany(companyId, tx =>
    tx.select({ kind: event.kind, data: event.data }).from(event).where(eq(event.subjectNo, draftNo)),
  )
  expect(events.at(-1)).toMatchObject({
    kind: "purchase_invoice.deleted",
    data: { attachments: [{ fileName: "gone.pdf", hash: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
  })
})

test("files follow a draft that is turned into the other type of document", async () => {
  const no = await makeDraft("10", "-1")
  await attach(purchaser, draft(no), "turned.pdf")
  const { header } = await readPurchaseDocument(purchaser, no)
  const turned = await turnPurchaseDocument(purchaser, no, header.version)
  expect(await namesOn(purchaser, draft(turned.no))).toEqual(["turned.pdf"])
  expect(await namesOn(manager, posted(await post(turned.no)))).toEqual(["turned.pdf"])
})

test("the database itself keeps what was posted as another draft: turned, or in a part that was split off", async () => {
  const deleted = async (company: number, id: number) => {
    const deleting = inCompany(company, tx => tx.execute(sql`delete from attachment where id = ${id}`))
    return postgresErrorCode(await deleting.catch((error: unknown) => error))
  }
  const no = await makeDraft("10", "-1")
  const onTurned = await attach(purchaser, draft(no), "turned.pdf")
  const { header } = await readPurchaseDocument(purchaser, no)
  await post((await turnPurchaseDocument(purchaser, no, header.version)).no)
  expect(await deleted(companyId, onTurned)).toBe("42501")

  const at = async (each: string) => (await readPurchaseDocument(manager, each)).header.version
  const line = { id: "new", type: "item" as const, values: { no: item.no, quantity: "1", price: "10" } }
  const { draftNo, requestNo } = await built(purchaser)
  const asked = await attach(purchaser, request(requestNo), "asked.pdf")
  await savePurchaseDocument(
    purchaser,
    draftNo,
    editOf(await readPurchaseDocument(purchaser, draftNo), { added: [line] }),
  )
  const onWhole = await attach(purchaser, draft(draftNo), "whole.pdf")
  await sendBack(manager, draftNo, await at(draftNo), "Not this one")
  const { lines } = await readPurchaseDocument(purchaser, draftNo)
  const off = await splitPurchaseDocument(purchaser, draftNo, await at(draftNo), [lines.at(-1)!.lineId])
  const onOther = await attach(purchaser, draft(off.no), "part.pdf")
  const onRest = await attach(purchaser, draft(await makeDraft()), "other.pdf")
  await makePostable(off.no)
  for (const id of [asked, onWhole, onOther]) expect(await deleted(companyId, id)).toBe("42501")
  expect(await deleted(companyId, onRest)).toBeUndefined()
})

test("only who may see the document reaches its files, and by that document alone", async () => {
  const { requestNo, draftNo } = await built(processor)
  const id = await attach(processor, request(requestNo), "own.pdf")
  const elsewhere = draft(await makeDraft())
  for (const of of [request(requestNo), draft(draftNo)]) {
    for (const actor of [other, stranger]) {
      await expect(readAttachments(actor, of)).rejects.toThrow(NotFound)
      await expect(openAttachment(actor, of, id)).rejects.toThrow(NotFound)
      await expect(attach(actor, of, "x.pdf")).rejects.toThrow(NotFound)
      await expect(removeAttachment(actor, of, id)).rejects.toThrow(NotFound)
    }
  }
  await expect(openAttachment(purchaser, elsewhere, id)).rejects.toThrow(NotFound)
  await expect(removeAttachment(purchaser, elsewhere, id)).rejects.toThrow(NotFound)
  expect((await bytesOf(processor, draft(draftNo), id)).length).toBeGreaterThan(0)
})

test("a file whose draft is deleted while it comes in is not found, and leaves nothing", async () => {
  const no = await makeDraft()
  async function* interrupted() {
    yield* sentIn(pdfOf("long", 300_000))
    const { header } = await readPurchaseDocument(purchaser, no)
    await deletePurchaseDocument(purchaser, no, header.version)
    yield* sentIn(Buffer.alloc(600_000, 32))
  }
  const sending = receiveAttachment(purchaser, draft(no), { name: "long.pdf", file: interrupted() })
  await expect(sending).rejects.toThrow(NotFound)
  expect(await left()).toBe(0)
})

test("what stopped coming in long ago is removed", async () => {
  const no = await makeDraft()
  await inCompany(companyId, tx =>
    tx.insert(attachment).values([
      {
        companyId,
        subjectType: "purchase_invoice",
        subjectNo: no,
        fileName: "old",
        attachedBy: purchaser.userId,
        attachedByName: "",
        attachedAt: new Date(Date.now() - 2 * 3_600_000),
      },
      { companyId, subjectType: "purchase_invoice", subjectNo: no, fileName: "new", attachedBy: 1, attachedByName: "" },
    ]),
  )
  expect(await removeAbandonedAttachments(companyId)).toBe(1)
  expect(await namesOn(purchaser, draft(no))).toEqual([])
})
