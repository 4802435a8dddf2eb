import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { inCompany } from "@/db/tenancy"
import { recordEvent } from "@/domain/history/record-event"
import { readRoleCenter } from "@/domain/role-center/read-role-center"
import { itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice } from "@/test/factories"
import { frameCounts } from "./frame-counts"

test("counts what the actor may see, of this company alone", async () => {
  const [{ id }, other] = [await makeCompany(), await makeCompany()]
  for (const company of [id, id, other.id]) await makeSalesInvoice(company, [itemLine(await makeItem(company))])
  const processor = await makeActor(id, "order_processor")
  const manager = await makeActor(id, "purchasing_manager")
  const administrator = await makeActor(id, "administrator")
  await inCompany(id, tx =>
    recordEvent(tx, {
      companyId: id,
      actor: null,
      kind: "purchase_request.ready",
      subjectType: "purchase_request",
      subjectNo: "IA26-00001",
      tell: { userIds: [processor.userId], mail: false },
    }),
  )
  const trade = { salesInvoices: 2, purchaseRequests: 0, purchaseInvoices: 0 }
  expect(await frameCounts(processor)).toEqual({ ...trade, unreadNotifications: 1 })
  expect(await frameCounts(manager)).toEqual({
    ...trade,
    purchaseCreditMemos: 0,
    readyForReview: 0,
    unreadNotifications: 0,
  })
  expect(await frameCounts(administrator)).toEqual({ unreadNotifications: 0 })
})

test("counts a thousand and one of fifteen hundred", async () => {
  const { id } = await makeCompany()
  await makeSalesInvoice(id)
  await inCompany(id, tx =>
    tx.execute(sql`
      insert into sales_invoice (company_id, no, customer_no, customer_name, document_date, posting_date, due_date, currency_code)
      select company_id, no || '-' || copy, customer_no, customer_name, document_date, posting_date, due_date, currency_code
      from sales_invoice, generate_series(1, 1500) as copy`),
  )
  const processor = await makeActor(id, "order_processor")
  expect((await frameCounts(processor)).salesInvoices).toBe(1_001)
  expect((await readRoleCenter(processor)).counts.salesInvoices).toEqual({ count: 1_001, dueThisWeek: 1_001 })
})
