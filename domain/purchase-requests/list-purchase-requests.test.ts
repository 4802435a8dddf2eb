import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { purchaseRequest, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Forbidden } from "@/domain/errors"
import { ROWS_PER_PAGE } from "@/domain/lists/read-list"
import { itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { buildPurchaseInvoice } from "./build-purchase-invoice"
import { cancelPurchaseRequests } from "./cancel-purchase-requests"
import { listPurchaseRequests } from "./list-purchase-requests"

test("the list holds what the actor may see, by state, by whom, and by search", async () => {
  const [company, other] = [await makeCompany(), await makeCompany()]
  const processor = await makeActor(company.id, "order_processor")
  const purchaser = await makeActor(company.id, "purchaser")
  const noordkade = await makeVendor(company.id, { name: "Noordkade Elektro B.V." })
  const [queued, failed, cancelled] = [
    await makePurchaseRequest(processor, { vendorNo: noordkade.no }),
    await makePurchaseRequest(processor),
    await makePurchaseRequest(purchaser),
  ]
  const stranger = await makeActor(other.id, "purchaser")
  await makePurchaseRequest(stranger)
  await inCompany(company.id, tx =>
    tx.update(vendor).set({ blocked: "all", privacyBlocked: true }).where(eq(vendor.no, failed.vendorNo)),
  )
  await buildPurchaseInvoice(company.id, failed.no)
  await cancelPurchaseRequests(purchaser, [cancelled.no])

  const nos = async (...[actor, query]: Parameters<typeof listPurchaseRequests>) =>
    (await listPurchaseRequests(actor, query)).rows.map(({ no }) => no)
  expect(await nos(purchaser, {})).toEqual([cancelled.no, failed.no, queued.no])
  expect(await nos(purchaser, { sort: "oldest" })).toEqual([queued.no, failed.no, cancelled.no])
  expect(await nos(processor, {})).toEqual([failed.no, queued.no])
  expect(await nos(purchaser, { who: "me" })).toEqual([cancelled.no])
  expect(await nos(purchaser, { states: ["queued", "failed"] })).toEqual([failed.no, queued.no])
  expect(await nos(purchaser, { search: " nordkade " })).toEqual([queued.no])
  expect(await nos(purchaser, { search: queued.salesInvoiceNo.toLowerCase() })).toEqual([queued.no])
  expect(await nos(purchaser, { search: failed.no })).toEqual([failed.no])
  expect(await nos(purchaser, { search: "zzz" })).toEqual([])
  expect((await listPurchaseRequests(purchaser, { states: ["failed"] })).rows).toMatchObject([
    { reason: { code: "vendor_privacy_blocked" }, reasonCount: 1, attempts: 1, lineCount: 1 },
  ])
  await expect(nos(await makeActor(company.id, "administrator"), {})).rejects.toThrow(Forbidden)
})

test("pages follow each other without a gap or a repetition, there and back, also within one moment", async () => {
  const company = await makeCompany()
  const actor = await makeActor(company.id, "purchaser")
  const vendorNo = (await makeVendor(company.id)).no
  const sold = await makeSalesInvoice(company.id, [itemLine(await makeItem(company.id))])
  const { no } = await makePurchaseRequest(actor, { vendorNo, salesInvoiceNo: sold.no })
  const copies = 2 * ROWS_PER_PAGE + 3
  // Sixteen at each moment, the moments a microsecond apart, so that a key cut to milliseconds would lose some.
  await inCompany(company.id, tx =>
    tx.execute(sql`insert into ${purchaseRequest} (company_id, no, state, requested_by, requested_by_name, requested_at,
        form_id, content_hash, sales_invoice_no, customer_name, sales_invoice_line_count, scope, vendor_no, vendor_name,
        work_date, currency_code, line_count, amount)
      select company_id, 'X' || lpad(n::text, 5, '0'), state, requested_by, requested_by_name,
        requested_at + (n / 16) * interval '1 microsecond', form_id || n, content_hash, sales_invoice_no, customer_name,
        sales_invoice_line_count, scope, vendor_no, vendor_name, work_date, currency_code, line_count, amount
      from ${purchaseRequest}, generate_series(1, ${copies}::int) as n where no = ${no}`),
  )
  for (const sort of ["newest", "oldest"] as const) {
    const pages: string[][] = []
    let list = await listPurchaseRequests(actor, { sort })
    expect(list.previous).toBeUndefined()
    expect(list.count).toBe(copies + 1)
    const page = () => list.rows.map(request => request.no)
    pages.push(page())
    while (list.next) {
      list = await listPurchaseRequests(actor, { sort, cursor: list.next })
      pages.push(page())
    }
    expect(pages.map(({ length }) => length)).toEqual([ROWS_PER_PAGE, ROWS_PER_PAGE, 4])
    expect(new Set(pages.flat()).size).toBe(copies + 1)
    for (const earlier of pages.slice(0, -1).reverse()) {
      list = await listPurchaseRequests(actor, { sort, cursor: list.previous! })
      expect(page()).toEqual(earlier)
    }
    expect(list.previous).toBeUndefined()
  }
})

test("a cursor that somebody made up is the first page", async () => {
  const actor = await makeActor((await makeCompany()).id, "purchaser")
  for (const cursor of ["", "after", "after.x.y", "after.99999999999999999.X", "'; drop table vendor"]) {
    expect(await listPurchaseRequests(actor, { cursor })).toMatchObject({ rows: [], count: 0 })
  }
})
