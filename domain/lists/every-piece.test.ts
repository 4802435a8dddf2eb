import { expect, test } from "vitest"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { listPurchaseDocuments } from "@/domain/purchase-documents/list-purchase-documents"
import { newPurchaseDocument } from "@/domain/purchase-documents/new-purchase-document"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { everyPiece } from "./every-piece"
import { ROWS_PER_PIECE } from "./read-list"

test("a list is read to its end, each row once, in pieces of a thousand and without being counted", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "purchaser")
  const { no: vendorNo } = await makeVendor(id)
  const no = await newPurchaseDocument(actor, { formId: "first", vendorNo })
  await inCompany(id, async tx => {
    const [first] = await tx.select().from(purchaseInvoice)
    const copies = Array.from({ length: ROWS_PER_PIECE + 3 }, (_, at) => ({ ...first!, no: `${no}-${at}` }))
    await tx.insert(purchaseInvoice).values(copies)
  })
  const pieces: string[][] = []
  for await (const rows of everyPiece(cursor => listPurchaseDocuments(actor, { cursor, inPieces: true }))) {
    pieces.push(rows.map(row => row.no))
  }
  expect(pieces.map(({ length }) => length)).toEqual([ROWS_PER_PIECE, 4])
  expect(new Set(pieces.flat()).size).toBe(ROWS_PER_PIECE + 4)
})
