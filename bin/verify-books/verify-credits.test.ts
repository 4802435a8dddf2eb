/** What `npm run verify-books` says of credit memos that credit posted invoices. */
import { randomUUID } from "node:crypto"
import { sql } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { createCreditMemo } from "@/domain/posted-purchase-documents/create-credit-memo"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { env } from "@/env"
import { wrongAfter } from "@/test/corrupt"
import { creditCorruptions } from "@/test/credit-corruptions"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { verifyBooks } from "./verify"

const app = postgres(env().DATABASE_URL, { max: 1 })
afterAll(() => app.end())

let companyId: number

/** 1 an invoice of stock and an account with an invoice discount, which 2 credits in part and 3 as to the rest; 4 and 5 one in dollars. */
beforeAll(async () => {
  companyId = (await makeCompany()).id
  const manager = await makeActor(companyId, "purchasing_manager")
  const post = (no: string) => postPurchaseDocument(manager, no, { unreviewed: true })
  const credit = async (no: string, lines: [number, string, string][]) => {
    const typed = lines.map(([lineNo, quantity, amount]) => ({ lineNo, quantity, amount }))
    const input = { formId: randomUUID(), everything: lines.length === 0, lines: typed }
    const draft = await createCreditMemo(manager, no, input)
    await inCompany(companyId, tx => tx.update(purchaseInvoice).set({ vendorInvoiceNo: sql`no` }))
    await post(draft)
  }
  const [home, away] = [
    await makeVendor(companyId, { no: "L1" }),
    await makeVendor(companyId, { no: "L2", currencyCode: "USD", vendorPostingGroup: "BUITENL" }),
  ]
  const stock = await makeItem(companyId, { no: "STOCK" })
  const lines = [
    { no: stock.no, quantity: "3", price: "33.335" },
    { type: "gl_account" as const, no: "8450", quantity: "1", price: "100", vatProdPostingGroup: "HOOG" },
  ]
  const discount = { invoiceDiscountCalculation: "amount", invoiceDiscountValue: "7" }
  await post(await makePurchaseInvoice(manager, home.no, lines, discount))
  await credit("GIF26-00001", [
    [10_000, "1", ""],
    [20_000, "", "33.33"],
  ])
  await credit("GIF26-00001", [])
  const inMay = { postingDate: "2026-05-04" }
  await post(await makePurchaseInvoice(manager, away.no, [{ no: stock.no, quantity: "7", price: "3.33" }], inMay))
  await credit("GIF26-00002", [[10_000, "3", ""]])
})

test("finds nothing wrong with what was credited", async () => {
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})

describe("one value that is wrong is named", () => {
  test.each(creditCorruptions)("%s: %s, %s", async (rule, table, key, statement) => {
    const wrong = await wrongAfter(companyId, statement)
    const found = wrong.find(row => row.rule === rule && row.table === table)
    expect(found).toMatchObject({ key })
    expect(found!.expected).not.toBe(found!.found)
  })
})
