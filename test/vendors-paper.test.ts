/** What stands on a vendor's paper is typed, kept and posted as it stands there (docs/semantics.md, "Amounts"). */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { item, itemLedgerEntry, valueEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { correctPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { editOf } from "./edit"
import { makeActor, makeCompany, makeItem, makeVendor } from "./factories"
import { makePurchaseInvoice, type NewLine } from "./purchase-invoices"

let companyId: number
let manager: Actor
let vendorNo: string

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  vendorNo = (await makeVendor(companyId)).no
})

const draft = (lines: NewLine[], header: Record<string, string> = {}) =>
  makePurchaseInvoice(manager, vendorNo, lines, header)
const read = (no: string) => readPurchaseDocument(manager, no)
const post = (no: string) => postPurchaseDocument(manager, no, { unreviewed: true })
const postedLines = async (no: string) => (await readPostedPurchaseDocument(manager, "invoice", no)).lines

test("616,290 at 0.061232374 come to 37,736.90, as typed: posted, in stock, and on the corrected copy", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const no = await draft([{ no: itemNo, quantity: "616290", price: "0.061232374" }])
  const typed = { price: "0.061232374", pricePer: "1", lineAmount: "37736.9" }
  expect((await read(no)).lines).toMatchObject([typed])
  const posted = await post(no)
  expect(await postedLines(posted.no)).toMatchObject([typed])
  const [bought] = await inCompany(companyId, tx => tx.select().from(item).where(eq(item.no, itemNo)))
  expect(bought!.lastDirectCost).toBe("0.06123")
  const copy = await correctPostedInvoice(manager, posted.no, { postingDate: null, reason: "Wrong number" })
  expect((await read(copy.draftNo)).lines).toMatchObject([typed])
})

test("a cost of a hundred or a thousand is one hundredth or thousandth a piece", async () => {
  const { no: itemNo } = await makeItem(companyId, {}, { DOOS: "12" })
  const no = await draft([
    { no: itemNo, quantity: "350", price: "12.34", pricePer: "100" },
    { no: itemNo, quantity: "2500", unitOfMeasureCode: "DOOS", price: "48", pricePer: "1000" },
  ])
  expect((await read(no)).lines).toMatchObject([
    { price: "12.34", pricePer: "100", lineAmount: "43.19" },
    { price: "48", pricePer: "1000", lineAmount: "120" },
  ])
  const { transactionNo, no: postedNo } = await post(no)
  expect(await postedLines(postedNo)).toMatchObject([{ pricePer: "100" }, { pricePer: "1000" }])
  const entries = await inCompany(companyId, tx =>
    Promise.all([
      tx.select().from(itemLedgerEntry).where(eq(itemLedgerEntry.transactionNo, transactionNo)),
      tx.select().from(valueEntry).where(eq(valueEntry.transactionNo, transactionNo)),
      tx.select().from(item).where(eq(item.no, itemNo)),
    ]),
  )
  expect(entries[0]).toMatchObject([{ quantity: "350" }, { quantity: "30000" }])
  expect(entries[1]).toMatchObject([
    { costAmount: "43.19", costPerUnit: "0.1234" },
    { costAmount: "120", costPerUnit: "0.004" },
  ])
  // 48 for a thousand boxes of twelve.
  expect(entries[2]).toMatchObject([{ lastDirectCost: "0.004" }])
})

test("a default cost says the same of a hundred, a typed one is that of a hundred from now on", async () => {
  const { no: itemNo } = await makeItem(companyId, { lastDirectCost: "0.1234" })
  const no = await draft([
    { no: itemNo, quantity: "1000" },
    { no: itemNo, quantity: "1000", price: "0.15" },
  ])
  const page = await read(no)
  const [given, typed] = page.lines.map(({ lineId }) => lineId)
  const lines = { [given!]: { pricePer: "100" }, [typed!]: { pricePer: "100" } }
  await savePurchaseDocument(manager, no, editOf(page, { lines }))
  expect((await read(no)).lines).toMatchObject([
    { price: "12.34", pricePer: "100", lineAmount: "123.4", costSource: { kind: "last_direct_cost" } },
    { price: "0.15", pricePer: "100", lineAmount: "1.5", costSource: { kind: "typed", insteadOf: "12.34" } },
  ])
})

test("a typed cost that comes to include VAT keeps what it is worth, small as it is", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const no = await draft([{ no: itemNo, quantity: "616290", price: "0.061232374" }])
  const change = editOf(await read(no), { header: { pricesIncludingVat: "yes" } })
  await savePurchaseDocument(manager, no, { ...change, typedCosts: "value" })
  const { lines, header } = await read(no)
  expect(lines).toMatchObject([{ price: "0.074091173" }])
  expect(header.amount).toBe("37736.9")
})

test("a cost is that of one, a hundred or a thousand, and nothing else", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const refused = (await draft([{ no: itemNo, quantity: "1", pricePer: "12" }]).catch(
    (error: unknown) => error,
  )) as Refusal
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused.issues).toEqual([{ field: "lines.new1.pricePer", code: "invalid" }])
})
