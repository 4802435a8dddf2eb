import { sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { event, salesInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { registerPayment } from "@/domain/payments/register-payment"
import { newPurchaseDocument } from "@/domain/purchase-documents/new-purchase-document"
import { createSalesInvoice } from "@/domain/sales-invoices/create-sales-invoice"
import { makeActor, makeCompany, makeCustomer, makeVendor, type TestCompany } from "@/test/factories"
import { onceByForm } from "./form-once"

let home: TestCompany
let manager: Actor

beforeAll(async () => {
  home = await makeCompany()
  manager = await makeActor(home.id, "purchasing_manager")
})

/** Whatever else the user did since. */
function otherWork() {
  return inCompany(home.id, tx =>
    tx.execute(sql`
      insert into ${event} (company_id, actor_id, actor_name, kind, subject_type, subject_no)
      select ${home.id}, ${manager.userId}, 'Other', 'vendor.blocked', 'vendor', n::text from generate_series(1, 1001) as n`),
  )
}

test("a form sent again after a thousand other deeds pays nothing twice, and makes no second draft", async () => {
  const [{ no: vendorNo }, { no: customerNo }] = [await makeVendor(home.id), await makeCustomer(home.id)]
  const payment = { vendorNo, bankAccountNo: "BANK", postingDate: "2026-07-10", currency: "EUR", amount: "60" }
  const forms = [
    () => registerPayment(manager, { formId: "pays", ...payment, description: "", applications: [] }),
    () => newPurchaseDocument(manager, { formId: "buys", vendorNo }),
    () => createSalesInvoice(manager, { formId: "sells", customerNo }),
  ]
  for (const send of forms) {
    const first = await send()
    await otherWork()
    expect(await send()).toBe(first)
  }
})

test("the same sending at once makes one; where the first comes to nothing, the next makes it", async () => {
  let made = 0
  const send = (fails: boolean) =>
    inCompany(home.id, tx =>
      onceByForm(tx, manager, "a-sending", async () => {
        if (fails) throw new Error("refused")
        return `N-${++made}`
      }),
    )
  await expect(send(true)).rejects.toThrow("refused")
  expect(new Set(await Promise.all(Array.from({ length: 8 }, () => send(false))))).toEqual(new Set(["N-1"]))
  expect(made).toBe(1)
  // Another user's form, and another company's, is another form.
  const colleague = await makeActor(home.id, "purchasing_manager")
  const elsewhere = await makeCompany()
  const make = (actor: Actor) => () => Promise.resolve(`of ${actor.userId}`)
  for (const actor of [colleague, await makeActor(elsewhere.id, "purchasing_manager")]) {
    const no = await inCompany(actor.companyId, tx => onceByForm(tx, actor, "a-sending", make(actor)))
    expect(no).toBe(`of ${actor.userId}`)
  }
  expect(await inCompany(elsewhere.id, tx => tx.$count(salesInvoice))).toBe(0)
})
