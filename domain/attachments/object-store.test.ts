import { createHash, randomBytes } from "node:crypto"
import { truncate, writeFile } from "node:fs/promises"
import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { attachment, objectToRemove } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { ObjectStoreAway } from "@/domain/object-store/object-store"
import { removeObjects } from "@/domain/object-store/remove-objects"
import type { PaperSubject } from "@/domain/papers/paper-trail"
import { deletePurchaseDocument } from "@/domain/purchase-documents/delete-purchase-document"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import * as environment from "@/env"
import { attach, pdfOf, sentIn } from "@/test/attachments"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { type ObjectServer, startObjectServer } from "@/test/object-server"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { expectCode } from "@/test/refusals"
import { openAttachment, readAttachments } from "./read-attachments"
import { receiveAttachment } from "./receive-attachment"
import { removeAbandonedAttachments } from "./remove-abandoned"
import { removeAttachment } from "./remove-attachment"
import { withdrawAttachment } from "./withdraw-attachment"

let server: ObjectServer
let companyId: number
let manager: Actor
let purchaser: Actor
let stranger: Actor
let newDraft: () => Promise<string>
const others = environment.env()
const named = vi.spyOn(environment, "env")
const use = (settings: Partial<environment.Env>) =>
  named.mockReturnValue({ ...others, ATTACHMENT_MEGABYTES: 16, ...settings })
const draft = (no: string): PaperSubject => ({ type: "purchase_invoice", no })

beforeAll(async () => {
  server = await startObjectServer()
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  purchaser = await makeActor(companyId, "purchaser")
  stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  const [vendor, item] = [await makeVendor(companyId), await makeItem(companyId)]
  newDraft = () => makePurchaseInvoice(purchaser, vendor.no, [{ no: item.no, quantity: "1", price: "10" }])
})
beforeEach(() => void use({ ...server.settings, ATTACHMENT_STORE: "s3" }))
afterAll(async () => {
  named.mockRestore()
  await server.end()
})

async function bytesOf(actor: Actor, of: PaperSubject, id: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of (await openAttachment(actor, of, id)).bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function keyOf(id: number): Promise<string> {
  const [row] = await inCompany(companyId, tx =>
    tx.select({ key: attachment.objectKey }).from(attachment).where(eq(attachment.id, id)),
  )
  return row!.key!
}

const waiting = () => inCompany(companyId, tx => tx.select().from(objectToRemove))
const megabytes = (many: number) => Buffer.concat([pdfOf("large"), randomBytes(many * 1024 * 1024)])

test.for([
  ["small", pdfOf("small")],
  ["of 12 MB", megabytes(12)],
] as const)(
  "a file that is %s comes in, is read, withdrawn where it is posted, and removed where it is not",
  async ([, bytes]) => {
    const no = await newDraft()
    const [kept, gone] = [
      await attach(purchaser, draft(no), "a.pdf", bytes),
      await attach(purchaser, draft(no), "b.pdf"),
    ]
    const { hash } = await openAttachment(manager, draft(no), kept)
    expect(hash).toBe(createHash("sha256").update(bytes).digest("hex"))
    expect((await bytesOf(manager, draft(no), kept)).equals(bytes)).toBe(true)
    const [keptKey, goneKey] = [await keyOf(kept), await keyOf(gone)]
    expect(keptKey).toMatch(new RegExp(`^${companyId}/[0-9a-f-]{36}$`, "u"))
    expect(await server.keys()).toEqual(expect.arrayContaining([keptKey, goneKey]))
    await removeAttachment(purchaser, draft(no), gone)
    const { no: postedNo } = await postPurchaseDocument(manager, no, { unreviewed: true })
    await withdrawAttachment(manager, postedNo, kept, "Other invoice")
    expect(await removeObjects(companyId)).toBe(1)
    expect(await server.keys()).not.toContain(goneKey)
    const posted: PaperSubject = { type: "posted_purchase_document", no: postedNo }
    expect((await bytesOf(manager, posted, kept)).equals(bytes)).toBe(true)
  },
)

test("what is refused leaves no object", async () => {
  const before = await server.keys()
  const of = draft(await newDraft())
  await expectCode(attach(purchaser, of, "a.pdf", Buffer.from("MZ\0")), "attachment.not_taken")
  await expectCode(attach(purchaser, of, "a.pdf", megabytes(17)), "attachment.too_large")
  await attach(purchaser, of, "first.pdf", pdfOf("same"))
  await expectCode(attach(purchaser, of, "second.pdf", pdfOf("same")), "attachment.already")
  await removeObjects(companyId)
  expect(await server.keys()).toHaveLength(before.length + 1)
  expect(await waiting()).toEqual([])
})

test("files of a deleted draft go once that is written, and never where it is taken back", async () => {
  const no = await newDraft()
  const id = await attach(purchaser, draft(no), "a.pdf")
  const key = await keyOf(id)
  const undone = inCompany(companyId, async tx => {
    await tx.delete(attachment).where(eq(attachment.id, id))
    // While others cannot see it yet, nothing is removed.
    expect(await removeObjects(companyId)).toBe(0)
    expect(await server.keys()).toContain(key)
    throw new Error("taken back")
  })
  await expect(undone).rejects.toThrow("taken back")
  expect(await removeObjects(companyId)).toBe(0)
  expect((await bytesOf(manager, draft(no), id)).equals(pdfOf("a.pdf"))).toBe(true)
  const { header } = await readPurchaseDocument(purchaser, no)
  await deletePurchaseDocument(purchaser, no, header.version)
  expect(await server.keys()).toContain(key)
  expect(await removeObjects(companyId)).toBe(1)
  expect(await server.keys()).not.toContain(key)
})

test("a file whose draft is deleted while it comes in leaves nothing", async () => {
  const before = await server.keys()
  const no = await newDraft()
  async function* interrupted() {
    yield* sentIn(megabytes(9))
    const { header } = await readPurchaseDocument(purchaser, no)
    await deletePurchaseDocument(purchaser, no, header.version)
    // What still comes in may be written yet.
    expect(await removeObjects(companyId)).toBe(0)
    yield* sentIn(Buffer.alloc(600_000, 32))
  }
  const sending = receiveAttachment(purchaser, draft(no), { name: "long.pdf", file: interrupted() })
  await expect(sending).rejects.toThrow(NotFound)
  expect(await removeObjects(companyId)).toBe(1)
  expect(await server.keys()).toEqual(before)
})

test("what stopped coming in long ago is removed with its object, if there is one", async () => {
  const key = `${companyId}/abandoned`
  const row = {
    companyId,
    subjectType: "purchase_invoice",
    subjectNo: await newDraft(),
    fileName: "old",
    attachedByName: "",
  } as const
  const attachedAt = new Date(Date.now() - 2 * 3_600_000)
  await inCompany(companyId, tx =>
    tx.insert(attachment).values({ ...row, attachedBy: purchaser.userId, attachedAt, store: "s3", objectKey: key }),
  )
  expect(await removeAbandonedAttachments(companyId)).toBe(1)
  expect(await waiting()).toMatchObject([{ objectKey: key, ofCompany: companyId }])
  await inCompany(companyId, tx => tx.update(objectToRemove).set({ notBefore: sql`now()` }))
  expect(await removeObjects(companyId)).toBe(1)
})

test("while the store is away nothing is attached, and what is to go waits for it", async () => {
  const of = draft(await newDraft())
  const [kept, gone] = [await attach(purchaser, of, "kept.pdf"), await attach(purchaser, of, "gone.pdf")]
  const key = await keyOf(gone)
  await server.goAway()
  const sending = attach(purchaser, of, "new.pdf")
  await expectCode(sending, "attachment.store_away")
  expect(await sending.catch((error: Error) => error.cause)).toBeInstanceOf(ObjectStoreAway)
  expect((await readAttachments(purchaser, of)).files.map(({ fileName }) => fileName)).toEqual(["gone.pdf", "kept.pdf"])
  await expect(openAttachment(purchaser, of, kept)).rejects.toThrow(ObjectStoreAway)
  await removeAttachment(purchaser, of, gone)
  await expect(removeObjects(companyId)).rejects.toThrow("ECONNREFUSED")
  await server.comeBack()
  expect(await server.keys()).toContain(key)
  expect(await removeObjects(companyId)).toBe(2)
  expect(await server.keys()).not.toContain(key)
  expect((await bytesOf(purchaser, of, kept)).length).toBeGreaterThan(0)
  await attach(purchaser, of, "new.pdf")
})

test("whom the store does not know is told as where it is away", async () => {
  use({ ...server.settings, ATTACHMENT_STORE: "s3", S3_SECRET_KEY: "wrong" })
  const sending = attach(purchaser, draft(await newDraft()), "a.pdf")
  await expectCode(sending, "attachment.store_away")
  expect(await sending.catch((error: Error) => String(error.cause))).toMatch(/403.*SignatureDoesNotMatch/u)
  use({ ...server.settings, ATTACHMENT_STORE: "s3" })
  await removeObjects(companyId)
})

test("files stay readable where they are, whichever way the settings change", async () => {
  const of = draft(await newDraft())
  const inStore = await attach(purchaser, of, "store.pdf")
  use({ ...server.settings, ATTACHMENT_STORE: "postgresql" })
  const inDatabase = await attach(purchaser, of, "database.pdf")
  const places = await inCompany(companyId, tx =>
    tx.select({ id: attachment.id, store: attachment.store }).from(attachment).where(eq(attachment.subjectNo, of.no)),
  )
  expect(places.sort((a, b) => a.id - b.id)).toEqual([
    { id: inStore, store: "s3" },
    { id: inDatabase, store: "postgresql" },
  ])
  for (const ATTACHMENT_STORE of ["postgresql", "s3"] as const) {
    use({ ...server.settings, ATTACHMENT_STORE })
    expect((await bytesOf(manager, of, inStore)).equals(pdfOf("store.pdf"))).toBe(true)
    expect((await bytesOf(manager, of, inDatabase)).equals(pdfOf("database.pdf"))).toBe(true)
  }
  await expect(openAttachment(stranger, of, inStore)).rejects.toThrow(NotFound)
  use({})
  await expect(openAttachment(manager, of, inStore)).rejects.toThrow("S3_ENDPOINT")
})

test("bytes that are not those that came in break off before their end", async () => {
  const of = draft(await newDraft())
  const bytes = megabytes(1)
  const id = await attach(purchaser, of, "a.pdf", bytes)
  const file = server.fileOf(await keyOf(id))
  const taken: number[] = []
  const read = async () => {
    taken.length = 0
    for await (const piece of (await openAttachment(manager, of, id)).bytes) taken.push(piece.length)
  }
  const altered = Buffer.from(bytes)
  altered[500_000]! ^= 1
  await writeFile(file, altered)
  await expect(read()).rejects.toThrow(`attachment ${id} is not what came in`)
  await writeFile(file, Buffer.concat([bytes, Buffer.from("more")]))
  await expect(read()).rejects.toThrow(`attachment ${id} is not what came in`)
  await truncate(file, 700_000)
  await expect(read()).rejects.toThrow(`attachment ${id} is not what came in`)
  expect(taken.reduce((sum, length) => sum + length, 0)).toBeLessThan(700_000)
  await writeFile(file, bytes)
  await read()
})

test("a company's objects are removed for it alone, and never one that a file is kept in", async () => {
  const id = await attach(purchaser, draft(await newDraft()), "kept.pdf")
  const key = await keyOf(id)
  await inCompany(companyId, tx => tx.insert(objectToRemove).values({ objectKey: key, ofCompany: companyId }))
  await inCompany(companyId, tx =>
    tx.insert(objectToRemove).values({ objectKey: `${companyId}/x`, ofCompany: companyId }),
  )
  expect(await removeObjects(stranger.companyId)).toBe(0)
  expect(await removeObjects(companyId)).toBe(1)
  expect(await server.keys()).toContain(key)
})
