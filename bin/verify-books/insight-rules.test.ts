/** What Insight's figures are summed of, kept as documents are posted: verify-books compares it with them. */
import { eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { env } from "@/env"
import { wrongAfter } from "@/test/corrupt"
import { editOf } from "@/test/edit"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeCustomer,
  makeItem,
  makeSalesInvoice,
  makeVendor,
} from "@/test/factories"
import { insightCorruptions } from "@/test/insight-corruptions"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { verifyBooks } from "./verify"

const app = postgres(env().DATABASE_URL, { max: 1 })
afterAll(() => app.end())

let companyId: number

/** Two invoices that were asked for for one customer, in May, two days before they were posted; the second was cancelled. */
beforeAll(async () => {
  companyId = (await makeCompany()).id
  const manager = await makeActor(companyId, "purchasing_manager")
  const vendor = await makeVendor(companyId, { no: "L1" })
  const item = await makeItem(companyId, { no: "STOCK", vendorNo: vendor.no, unitPrice: "15", lastDirectCost: "10.10" })
  const { no: customerNo } = await makeCustomer(companyId, { name: "Customer" })
  for (const quantity of ["4", "3"]) {
    const sale = await makeSalesInvoice(companyId, [itemLine(item, { quantity })], { customerNo })
    const asked = await makePurchaseRequest(manager, { salesInvoiceNo: sale.no, vendorNo: vendor.no })
    await buildPurchaseInvoice(companyId, asked.no)
    const [request] = await inCompany(companyId, tx =>
      tx
        .update(purchaseRequest)
        .set({ requestedAt: new Date(Date.now() - 2 * 86_400_000), customerName: "Customer" })
        .where(eq(purchaseRequest.no, asked.no))
        .returning(),
    )
    const draft = request!.purchaseInvoiceNo!
    const header = { vendorInvoiceNo: `V-${draft}`, postingDate: "2026-05-04", documentDate: "2026-05-04" }
    await savePurchaseDocument(manager, draft, editOf(await readPurchaseDocument(manager, draft), { header }))
    const { no } = await postPurchaseDocument(manager, draft, { unreviewed: true })
    if (quantity === "3") await cancelPostedInvoice(manager, no, { postingDate: null, reason: "as agreed" })
  }
})

test("finds nothing wrong with what was kept as it was posted", async () => {
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})

describe("one value that is wrong is named", () => {
  test.each(insightCorruptions)("%s: %s, %s", async (rule, table, key, statement) => {
    const wrong = await wrongAfter(companyId, statement)
    const found = wrong.find(row => row.rule === rule && row.table === table)
    expect(found).toMatchObject({ key })
    expect(found!.expected).not.toBe(found!.found)
  })
})
