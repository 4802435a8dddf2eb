import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { purchaseInvoice, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Forbidden, NotFound } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { commentLine, itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice } from "@/test/factories"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { buildPurchaseInvoice } from "./build-purchase-invoice"
import { readPurchaseRequest } from "./read-purchase-request"

const company = await makeCompany()
const processor = await makeActor(company.id, "order_processor")
const purchaser = await makeActor(company.id, "purchaser")

test("a queued request can be cancelled by who asked and by purchasers; others do not see it", async () => {
  const { no } = await makePurchaseRequest(processor)
  expect(await readPurchaseRequest(processor, no)).toMatchObject({
    request: { no, state: "queued", attempts: 0, requestedByName: processor.name },
    lines: [{ lineNo: 10000, quantity: "1", shownUnitCost: "10" }],
    mayCancel: true,
    mayRetry: false,
    mayOpenPurchaseInvoice: false,
    purchaseInvoice: null,
    salesInvoiceExists: true,
    amountDecimals: 2,
  })
  expect(await readPurchaseRequest(purchaser, no)).toMatchObject({ mayCancel: true })
  const colleague = await makeActor(company.id, "order_processor")
  await expect(readPurchaseRequest(colleague, no)).rejects.toThrow(NotFound)
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(readPurchaseRequest(stranger, no)).rejects.toThrow(NotFound)
  await expect(readPurchaseRequest(processor, "IA00-00000")).rejects.toThrow(NotFound)
  await expect(readPurchaseRequest(await makeActor(company.id, "administrator"), no)).rejects.toThrow(Forbidden)
})

test("a failed request says why and can be retried", async () => {
  const { no, vendorNo } = await makePurchaseRequest(processor)
  await inCompany(company.id, tx => tx.update(vendor).set({ blocked: "all" }).where(eq(vendor.no, vendorNo)))
  await buildPurchaseInvoice(company.id, no)
  const read = await readPurchaseRequest(processor, no)
  expect(read).toMatchObject({ mayCancel: false, mayRetry: true })
  expect(read.request.failure).toMatchObject([{ code: "vendor_blocked", params: { no: vendorNo } }])
  expect(read.history.map(({ kind }) => kind)).toEqual(["purchase_request.failed", "purchase_request.created"])
})

test("what was built can be opened until it is reviewed, and its history outlives it", async () => {
  const { no } = await makePurchaseRequest(processor)
  await buildPurchaseInvoice(company.id, no)
  const read = () => readPurchaseRequest(processor, no)
  const invoiceNo = (await read()).request.purchaseInvoiceNo!
  expect(await read()).toMatchObject({
    mayOpenPurchaseInvoice: true,
    purchaseInvoice: { amount: "10", lineCount: 1 },
  })

  await inCompany(company.id, tx =>
    tx.update(purchaseInvoice).set({ reviewState: "reviewed" }).where(eq(purchaseInvoice.no, invoiceNo)),
  )
  expect(await read()).toMatchObject({ mayOpenPurchaseInvoice: false, purchaseInvoice: { lineCount: 1 } })
  expect(await readPurchaseRequest(purchaser, no)).toMatchObject({ mayOpenPurchaseInvoice: true })

  await inCompany(company.id, async tx => {
    await tx.delete(purchaseInvoice).where(eq(purchaseInvoice.no, invoiceNo))
    const happened = {
      kind: "purchase_invoice.deleted",
      subjectType: "purchase_invoice" as const,
      subjectNo: invoiceNo,
    }
    await recordEvent(tx, { companyId: company.id, actor: purchaser, ...happened })
  })
  const gone = await read()
  expect(gone).toMatchObject({ mayOpenPurchaseInvoice: false, purchaseInvoice: null })
  expect(gone.history.map(({ kind }) => kind)).toEqual([
    "purchase_invoice.deleted",
    "purchase_invoice.built",
    "purchase_request.ready",
    "purchase_request.created",
  ])
})

test("many lines come in pages", async () => {
  const sold = await makeItem(company.id)
  const lines = Array.from({ length: 401 }, (_, n) => (n === 200 ? commentLine("Verdieping 2") : itemLine(sold)))
  const { no: salesInvoiceNo } = await makeSalesInvoice(company.id, lines)
  const { no } = await makePurchaseRequest(processor, { salesInvoiceNo })
  const second = await readPurchaseRequest(processor, no, { page: 2 })
  expect(second).toMatchObject({ page: 2, pages: 3 })
  expect(second.lines).toHaveLength(200)
  expect(second.lines[0]).toMatchObject({ lineNo: 2_010_000, type: "comment", description: "Verdieping 2" })
  expect((await readPurchaseRequest(processor, no, { page: 99 })).lines).toHaveLength(1)
  expect((await readPurchaseRequest(processor, no, { page: -1 })).lines[0]?.lineNo).toBe(10_000)
})
