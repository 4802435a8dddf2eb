import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { documentComment, event, notification } from "@/db/schema"
import { inCompany, postgresErrorCode } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import type { PaperSubject } from "@/domain/papers/paper-trail"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { readPurchaseRequest } from "@/domain/purchase-requests/read-purchase-request"
import { superuser } from "@/test/comments"
import { makeCompany, makeItem, makeMember, makeUser, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { expectCode } from "@/test/refusals"
import { editComment, strikeComment, tickTask } from "./change-comment"
import { readComments } from "./read-comments"
import { writeComment } from "./write-comment"

let companyId: number
let mia: Actor
let piet: Actor
let olga: Actor
let otto: Actor
let abroad: Actor

const named = async (id: number, name: string, role: "purchasing_manager" | "purchaser" | "order_processor") =>
  makeMember(id, await makeUser({ name }), [role])

beforeAll(async () => {
  companyId = (await makeCompany()).id
  mia = await named(companyId, "Mia Manager", "purchasing_manager")
  piet = await named(companyId, "Piet de Inkoper", "purchaser")
  olga = await named(companyId, "Olga Order", "order_processor")
  otto = await named(companyId, "Otto Order", "order_processor")
  abroad = await named((await makeCompany()).id, "Bob Abroad", "purchasing_manager")
})

const draft = (no: string): PaperSubject => ({ type: "purchase_invoice", no })
const request = (no: string): PaperSubject => ({ type: "purchase_request", no })
const write = (actor: Actor, on: PaperSubject, body: string, assignedTo = "") =>
  writeComment(actor, on, { body, assignedTo })
const read = async (actor: Actor, of: PaperSubject) => (await readComments(actor, of)).comments
const textsOf = async (actor: Actor, of: PaperSubject) =>
  (await read(actor, of)).map(({ parts }) => parts.map(({ text }) => text).join(""))

async function makeDraft(): Promise<PaperSubject> {
  const { no } = await makeVendor(companyId)
  const item = await makeItem(companyId)
  return draft(await makePurchaseInvoice(piet, no, [{ no: item.no, quantity: "1", price: "10" }]))
}

const told = (userId: number, no: string) =>
  inCompany(companyId, tx =>
    tx
      .select({ kind: event.kind, mail: notification.mailState, data: event.data })
      .from(notification)
      .innerJoin(event, eq(event.id, notification.eventId))
      .where(eq(notification.userId, userId))
      .then(rows => rows.filter(({ data }) => data.document !== undefined && no !== "")),
  )

/** As if it had been written so long ago; the guard lets nobody do this. */
async function age(of: PaperSubject, minutes: number): Promise<void> {
  await superuser(
    sql =>
      sql`UPDATE document_comment SET written_at = now() - make_interval(mins => ${minutes}) WHERE subject_no = ${of.no}`,
  )
}

test("who is mentioned is told by bell and mail, once, and who writes is not", async () => {
  const of = await makeDraft()
  await write(mia, of, "Is this right, @Piet de Inkoper? @piet, @Mia Manager. Mail a@b.nl")
  expect((await read(piet, of))[0]).toMatchObject({
    writtenByName: "Mia Manager",
    parts: [
      { text: "Is this right, ", isName: false },
      { text: "@Piet de Inkoper", isName: true },
      { text: "? ", isName: false },
      { text: "@Piet de Inkoper", isName: true },
      { text: ", ", isName: false },
      { text: "@Mia Manager", isName: true },
      { text: ". Mail a@b.nl", isName: false },
    ],
  })
  expect(await told(piet.userId, of.no)).toMatchObject([{ kind: "comment.written", mail: "pending" }])
  expect(await told(mia.userId, of.no)).toEqual([])
})

test("who may not see the document is refused as who is not there, and nothing is written", async () => {
  const of = await makeDraft()
  for (const name of ["Olga", "Nobody", "Bob"]) await expectCode(write(mia, of, `Look, @${name}!`), "comment.nobody")
  await expectCode(write(mia, of, "For you", String(olga.userId)), "comment.not_theirs")
  await expectCode(write(mia, of, "For you", "98765432"), "comment.not_theirs")
  await expectCode(write(mia, of, " \n "), "comment.blank")
  await expectCode(write(mia, of, "x".repeat(4_001)), "comment.too_long")
  // What a mention is kept as names nobody when it is typed.
  await write(mia, of, `@{${olga.userId}}`)
  expect(await textsOf(mia, of)).toEqual([`@ {${olga.userId}}`])
  await named(companyId, "Piet Anders", "purchaser")
  await expectCode(write(mia, of, "@Piet"), "comment.several")
  await write(mia, of, "@Piet Anders")
})

test("comments follow from the request to the draft to what is posted; new ones are marked for each reader once", async () => {
  const { no } = await makePurchaseRequest(olga)
  await write(olga, request(no), "Urgent, @Mia Manager")
  await buildPurchaseInvoice(companyId, no)
  const { request: built } = await readPurchaseRequest(olga, no)
  const of = draft(built.purchaseInvoiceNo!)
  await write(piet, of, "Asked the vendor, @Olga")
  expect(await textsOf(olga, of)).toEqual(["Asked the vendor, @Olga Order", "Urgent, @Mia Manager"])
  expect(await textsOf(olga, request(no))).toEqual(["Urgent, @Mia Manager"])
  expect((await read(mia, of)).map(({ isNew }) => isNew)).toEqual([true, true])
  expect((await read(mia, of)).map(({ isNew }) => isNew)).toEqual([false, false])
  await write(piet, of, "More")
  expect((await read(mia, of)).map(({ isNew }) => isNew)).toEqual([true, false, false])
  expect((await read(piet, of)).map(({ isNew }) => isNew)).toEqual([false, false, true])
  await expect(read(otto, of)).rejects.toThrow(NotFound)
  await expect(write(otto, of, "Hello")).rejects.toThrow(NotFound)
  await expect(read(abroad, of)).rejects.toThrow(NotFound)
  // Posted it is among what those see who see the books.
  const plain = await makeDraft()
  await write(piet, plain, "Before posting")
  const { no: postedNo } = await postPurchaseDocument(mia, plain.no, { unreviewed: true })
  expect(await textsOf(mia, { type: "posted_purchase_document", no: postedNo })).toEqual(["Before posting"])
})

test("words change for five minutes, then are struck through, and are never gone", async () => {
  const of = await makeDraft()
  await write(piet, of, "Wrnog")
  const { id } = (await read(piet, of))[0]!
  await expect(editComment(mia, of, id, "Mine")).rejects.toThrow(Forbidden)
  await expect(strikeComment(mia, of, id)).rejects.toThrow(Forbidden)
  await expect(editComment(piet, await makeDraft(), id, "Elsewhere")).rejects.toThrow(NotFound)
  await editComment(piet, of, id, "Wrong, @Mia")
  expect(await told(mia.userId, of.no)).toMatchObject([{ kind: "comment.written" }, { kind: "comment.edited" }])
  await age(of, 6)
  await expectCode(editComment(piet, of, id, "Too late"), "comment.too_late")
  const forced = inCompany(companyId, tx =>
    tx.update(documentComment).set({ body: "x" }).where(eq(documentComment.id, id)),
  )
  expect(postgresErrorCode(await forced.catch((error: unknown) => error))).toBe("42501")
  const deleted = inCompany(companyId, tx => tx.delete(documentComment).where(eq(documentComment.id, id)))
  expect(postgresErrorCode(await deleted.catch((error: unknown) => error))).toBe("42501")
  await strikeComment(piet, of, id)
  await strikeComment(piet, of, id)
  expect((await read(piet, of))[0]).toMatchObject({ mayEdit: false, mayStrike: false, struckAt: expect.any(Date) })
  expect(await textsOf(piet, of)).toEqual(["Wrong, @Mia Manager"])
})

test("a task is told to whose it is, and ticked by them, by who gave it and by who edits all drafts", async () => {
  const { no } = await makePurchaseRequest(olga)
  await write(mia, request(no), "Please look", String(olga.userId))
  expect(await told(olga.userId, no)).toMatchObject([{ kind: "comment.written" }, { kind: "comment.assigned" }])
  const { id } = (await read(olga, request(no)))[0]!
  await tickTask(olga, request(no), id, true)
  await tickTask(olga, request(no), id, true)
  expect((await read(mia, request(no)))[0]).toMatchObject({ assignedName: "Olga Order", doneByName: "Olga Order" })
  await tickTask(piet, request(no), id, false)
  expect((await read(mia, request(no)))[0]).toMatchObject({ doneAt: null, mayTick: true })
  await write(mia, request(no), "No task")
  const { id: plain } = (await read(mia, request(no)))[0]!
  await expectCode(tickTask(mia, request(no), plain, true), "comment.no_task")
  await expect(tickTask(otto, request(no), id, true)).rejects.toThrow(NotFound)
})
