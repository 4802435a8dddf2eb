import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { hasUnlinked, linkRows } from "@/domain/chain/link-rows"
import { sealDay } from "@/domain/chain/seal-day"
import { mergeCards } from "@/domain/merging/merge-cards"
import { readMerge } from "@/domain/merging/read-merge"
import { undoMerge } from "@/domain/merging/undo-merge"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { wrongChain } from "@/test/chain"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"

test("merging two vendors that were bought from, and undoing it, changes nothing that was linked", async () => {
  const { id: companyId } = await makeCompany()
  const manager = await makeActor(companyId, "purchasing_manager")
  const [from, into, item] = [await makeVendor(companyId), await makeVendor(companyId), await makeItem(companyId)]
  const draft = (vendorNo: string) =>
    makePurchaseInvoice(manager, vendorNo, [{ no: item.no, quantity: "2", price: "10" }])
  for (const { no } of [from, into]) await postPurchaseDocument(manager, await draft(no), { unreviewed: true })
  const open = await draft(from.no)
  const vendorOfOpen = async () => {
    const [row] = await inCompany(companyId, tx =>
      tx.select({ no: purchaseInvoice.buyFromVendorNo }).from(purchaseInvoice).where(eq(purchaseInvoice.no, open)),
    )
    return row!.no
  }
  await linkRows(companyId)
  await sealDay(companyId)

  const cards = await readMerge(manager, "vendor", from.no, into.no)
  await mergeCards(manager, "vendor", {
    fromNo: from.no,
    intoNo: into.no,
    fromVersion: cards.from.version,
    intoVersion: cards.into.version,
    taken: [],
  })
  expect(await vendorOfOpen()).toBe(into.no)
  expect(await wrongChain(companyId)).toEqual([])
  expect(await linkRows(companyId)).toBeGreaterThan(0)

  await undoMerge(manager, "vendor", from.no)
  expect(await vendorOfOpen()).toBe(from.no)
  expect(await linkRows(companyId)).toBeGreaterThan(0)
  expect(await wrongChain(companyId)).toEqual([])
  expect(await hasUnlinked(companyId)).toBe(false)
})
