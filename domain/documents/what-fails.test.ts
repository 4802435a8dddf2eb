import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Forbidden } from "@/domain/errors"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeCustomer,
  makeItem,
  makeSalesInvoice,
  makeVendor,
} from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { type BlockedNoun, readWhatFails } from "./what-fails"

const company = await makeCompany()
const purchaser = await makeActor(company.id, "purchaser")
const manager = await makeActor(company.id, "purchasing_manager")

const failing = async (noun: BlockedNoun, no: string, actor = purchaser) =>
  Object.fromEntries(
    (await readWhatFails(actor, noun, no)).map(({ of, documents }) => [
      of,
      documents.map(({ no: each }) => each).sort(),
    ]),
  )

test("of a vendor: drafts and requests of its own, and drafts that it is paid for", async () => {
  const { no } = await makeVendor(company.id)
  const other = await makeVendor(company.id, { payToVendorNo: no })
  const line = [{ no: (await makeItem(company.id)).no, quantity: "1", price: "5" }]
  const own = await makePurchaseInvoice(manager, no, line)
  const paidFor = await makePurchaseInvoice(manager, other.no, line)
  const memo = await makePurchaseCreditMemo(manager, no, line)
  await makePurchaseInvoice(manager, (await makeVendor(company.id)).no, line)
  const queued = await makePurchaseRequest(manager, { vendorNo: no })
  expect(await failing("vendor", no)).toEqual({ buying: [own, paidFor, memo, queued.no].sort() })
})

test("of an item: drafts and unfinished requests, credit memos, and sales invoices with a line of it, each for its own block", async () => {
  const [item, other] = [await makeItem(company.id), await makeItem(company.id)]
  expect(await failing("item", item.no)).toEqual({})
  const { no: vendorNo } = await makeVendor(company.id)
  const line = (no: string) => [{ no, quantity: "1", price: "5" }]
  const draft = await makePurchaseInvoice(manager, vendorNo, line(item.no))
  await makePurchaseInvoice(manager, vendorNo, line(other.no))
  const memo = await makePurchaseCreditMemo(manager, vendorNo, line(item.no))
  const sale = await makeSalesInvoice(company.id, [itemLine(item)])
  await makeSalesInvoice(company.id, [itemLine(other)])
  const queued = await makePurchaseRequest(manager, { salesInvoiceNo: sale.no })
  expect(await failing("item", item.no)).toEqual({
    buying: [draft, queued.no].sort(),
    crediting: [memo],
    selling: [sale.no],
  })
  // What was built fails as the draft that it is.
  await buildPurchaseInvoice(company.id, queued.no)
  const built = (await failing("item", item.no)).buying!
  expect(built).toHaveLength(2)
  expect(built).not.toContain(queued.no)
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  expect(await failing("item", item.no, stranger)).toEqual({})
  await expect(failing("item", item.no, await makeActor(company.id, "order_processor"))).rejects.toThrow(Forbidden)
})

test("of a customer: its ongoing sales invoices; of many the first twenty, and that there are more", async () => {
  const { no } = await makeCustomer(company.id)
  const sale = await makeSalesInvoice(company.id, [], { customerNo: no })
  await makeSalesInvoice(company.id)
  expect(await failing("customer", no)).toEqual({ selling: [sale.no] })
  const { no: vendorNo } = await makeVendor(company.id)
  const first = await makePurchaseInvoice(manager, vendorNo, [])
  await inCompany(company.id, async tx => {
    const [row] = await tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, first))
    await tx.insert(purchaseInvoice).values(Array.from({ length: 20 }, (_, at) => ({ ...row!, no: `${first}-${at}` })))
  })
  const [group] = await readWhatFails(purchaser, "vendor", vendorNo)
  expect(group).toMatchObject({ documents: { length: 20 }, more: true })
})
