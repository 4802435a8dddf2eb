/** Each kind of fact: an example that shows it, and one beside it that does not. */
import { and, eq, inArray, sql } from "drizzle-orm"
import postgres from "postgres"
import { beforeAll, expect, inject, test } from "vitest"
import {
  currencyExchangeRate,
  item,
  purchaseInvoice,
  purchaseInvoiceLine,
  purchaseRequest,
  purchasesSetup,
  vendor,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { addDays, today } from "@/domain/dates/date"
import { Forbidden, NotFound } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readDraftFacts } from "@/domain/purchase-documents/read-draft-facts"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { env } from "@/env"
import { makeApprovalCompany, setApproval, setVendorLimit } from "@/test/approvals"
import { countStatements } from "@/test/count-statements"
import { daysAgo } from "@/test/days-ago"
import { editOf } from "@/test/edit"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeItem,
  makePurchasePrice,
  makeSalesInvoice,
  makeVendor,
} from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { askForPurchaseInvoice } from "@/test/purchase-requests"
import { onDatabase } from "@/test/services"
import { factKinds } from "./fact-kinds"
import { factsOfDrafts } from "./read-facts"

let companyId: number
let buyer: Actor
let manager: Actor
const now = today("Europe/Amsterdam")

beforeAll(async () => {
  companyId = (await makeCompany()).id
  buyer = await makeActor(companyId, "purchaser")
  manager = await makeActor(companyId, "purchasing_manager")
})

const inOurs = <T>(work: Parameters<typeof inCompany<T>>[1]) => inCompany(companyId, work)
const factOf = async (kind: string, no: string) =>
  (await readDraftFacts(manager, no)).facts.find(fact => fact.kind === kind)

/** Long ago, from whom nothing is new. */
async function knownVendor(overrides: Parameters<typeof makeVendor>[1] = {}) {
  const made = await makeVendor(companyId, overrides)
  await posted(made.no, await makeItem(companyId), { quantity: "1", price: "10" }, addDays(now, -300))
  return made
}

async function posted(
  vendorNo: string,
  { no }: { no: string },
  line: { quantity: string; price: string },
  date: string,
) {
  const draft = await makePurchaseInvoice(buyer, vendorNo, [{ no, ...line }], { postingDate: date, documentDate: date })
  return (await postPurchaseDocument(manager, draft, { unreviewed: true })).no
}

const draftOf = (vendorNo: string, no: string, line: { quantity?: string; price?: string } = {}) =>
  makePurchaseInvoice(buyer, vendorNo, [{ no, quantity: "1", price: "10", ...line }])

/** Of a sale of ten at 15.00, bought at 10.00. @param change what is asked for instead */
async function built(
  change: {
    vendorNo?: string
    salesInvoiceNo?: string
    itemNo?: string
    cost?: string
    shown?: string
    unitPrice?: string
  } = {},
) {
  const bought = change.itemNo ? { no: change.itemNo } : await makeItem(companyId)
  const sold = { ...(await readItem(bought.no)), units: { STUK: "1" } }
  const line = itemLine(sold, { quantity: "10", ...(change.unitPrice && { unitPrice: change.unitPrice }) })
  const salesInvoiceNo = change.salesInvoiceNo ?? (await makeSalesInvoice(companyId, [line])).no
  const vendorNo = change.vendorNo ?? (await makeVendor(companyId)).no
  const edit = {
    ...(change.cost && { typedUnitCost: new Decimal(change.cost) }),
    ...(change.shown && { shownUnitCost: new Decimal(change.shown) }),
  }
  const asked = { salesInvoiceNo, vendorNo, edits: new Map([[1, edit]]) }
  const first = await askForPurchaseInvoice(buyer, asked).catch(error => error as { consent: string })
  const requested =
    "consent" in first ? await askForPurchaseInvoice(buyer, { ...asked, buyAgain: first.consent }) : first
  await buildPurchaseInvoice(companyId, requested.no)
  const [request] = await inOurs(tx => tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, requested.no)))
  return { no: request!.purchaseInvoiceNo!, requestNo: requested.no, salesInvoiceNo, vendorNo, itemNo: bought.no }
}

const readItem = async (no: string) => (await inOurs(tx => tx.select().from(item).where(eq(item.no, no))))[0]!

test("the first invoice of a vendor, and none after one was posted; a credit memo is no invoice", async () => {
  const [{ no: vendorNo, name }, { no: itemNo }] = [await makeVendor(companyId), await makeItem(companyId)]
  const first = await draftOf(vendorNo, itemNo)
  expect(await factOf("first_invoice", first)).toEqual({
    kind: "first_invoice",
    severity: "note",
    figures: { vendor: name },
    link: { to: "vendor", no: vendorNo },
  })
  const memo = await makePurchaseCreditMemo(buyer, vendorNo, [{ no: itemNo, quantity: "1", price: "10" }])
  expect((await readDraftFacts(manager, memo)).facts).toEqual([])
  await postPurchaseDocument(manager, first, { unreviewed: true })
  expect(await factOf("first_invoice", await draftOf(vendorNo, itemNo))).toBeUndefined()
})

test("an invoice of a vendor that another became one with is not its first", async () => {
  const [old, into] = [await knownVendor(), await makeVendor(companyId)]
  await inOurs(tx => tx.update(vendor).set({ mergedInto: into.no }).where(eq(vendor.no, old.no)))
  expect(await factOf("first_invoice", await draftOf(into.no, (await makeItem(companyId)).no))).toBeUndefined()
})

test("a vendor that nobody has proven, bought from or paid", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const unproven = await makeVendor(companyId, { unproven: true })
  const through = await makeVendor(companyId, { payToVendorNo: unproven.no })
  for (const { no } of [unproven, through]) {
    expect(await factOf("vendor_unproven", await draftOf(no, itemNo))).toMatchObject({
      severity: "alarm",
      link: { to: "vendor", no: unproven.no },
    })
  }
  expect(await factOf("vendor_unproven", await draftOf((await makeVendor(companyId)).no, itemNo))).toBeUndefined()
})

test("a vendor and an item that were blocked after the draft was made, so that it cannot be posted", async () => {
  const [bought, { no: vendorNo }] = [await makeItem(companyId), await makeVendor(companyId)]
  const draft = await draftOf(vendorNo, bought.no)
  const block = (block: Partial<typeof item.$inferInsert>) =>
    inOurs(tx => tx.update(item).set(block).where(eq(item.no, bought.no)))
  const told = async (no = draft) => [
    (await factOf("vendor_blocked", no))?.link,
    (await factOf("item_blocked", no))?.link,
  ]
  await block({ salesBlocked: true })
  await inOurs(tx => tx.update(vendor).set({ blocked: "payment" }).where(eq(vendor.no, vendorNo)))
  expect(await told()).toEqual([undefined, undefined])
  const given = await makePurchaseCreditMemo(buyer, vendorNo, [{ no: bought.no, quantity: "1", price: "10" }])
  await block({ purchasingBlocked: true })
  await inOurs(tx => tx.update(vendor).set({ blocked: "all" }).where(eq(vendor.no, vendorNo)))
  const [theVendor, theItem] = [
    { to: "vendor", no: vendorNo },
    { to: "item", no: bought.no },
  ]
  expect(await told()).toEqual([theVendor, theItem])
  expect(await told(given)).toEqual([theVendor, undefined])
  await block({ blocked: true })
  expect(await told(given)).toEqual([theVendor, theItem])
})

test("a bank account that is new, one that has been there for long, and none", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const account = async (change: { confirmedAt: Date; withdrawnAt?: Date }) => {
    const { no } = await makeVendor(companyId)
    await aged(no, change)
    const draft = await draftOf(no, itemNo)
    return [await factOf("bank_account_new", draft), await factOf("bank_account_missing", draft)]
  }
  expect(await account({ confirmedAt: daysAgo(3) })).toEqual([
    expect.objectContaining({ severity: "alarm", figures: expect.objectContaining({ days: 3, by: "Confirmer" }) }),
    undefined,
  ])
  expect(await account({ confirmedAt: daysAgo(31) })).toEqual([undefined, undefined])
  expect(await account({ confirmedAt: daysAgo(3), withdrawnAt: daysAgo(1) })).toEqual([
    undefined,
    expect.objectContaining({ severity: "note", link: expect.objectContaining({ to: "vendor_bank_accounts" }) }),
  ])
  await limits({ newBankAccountDays: 90 })
  expect((await account({ confirmedAt: daysAgo(31) }))[0]).toBeDefined()
  await limits({ newBankAccountDays: 30 })
})

test("a vendor's number that it has used before, posted or on another draft, however it is written", async () => {
  const [{ no: vendorNo }, { no: itemNo }] = [await makeVendor(companyId), await makeItem(companyId)]
  const numbered = async (vendorInvoiceNo: string, of = vendorNo) => {
    return makePurchaseInvoice(buyer, of, [{ no: itemNo, quantity: "1", price: "10" }], { vendorInvoiceNo })
  }
  const one = await numbered("INV-2026-0012")
  const two = await numbered("inv 2026/12")
  expect(await factOf("duplicate_number", two)).toMatchObject({
    severity: "alarm",
    figures: { number: "INV-2026-0012", other: one },
    link: { to: "purchase_invoice", no: one },
  })
  const { no: postedNo } = await postPurchaseDocument(manager, one, { unreviewed: true })
  expect(await factOf("duplicate_number", two)).toMatchObject({
    link: { to: "posted_purchase_invoice", no: postedNo },
  })
  expect(await factOf("duplicate_number", await numbered("INV-2026-13"))).toBeUndefined()
  const other = await makeVendor(companyId)
  expect(await factOf("duplicate_number", await numbered("INV-2026-0012", other.no))).toBeUndefined()
  await inOurs(tx =>
    tx.update(purchaseInvoice).set({ duplicateReason: "Sent twice" }).where(eq(purchaseInvoice.no, two)),
  )
  expect(await factOf("duplicate_number", two)).toBeUndefined()
})

test("an amount about the same within two weeks, and not one that lies further back or differs by more", async () => {
  const [{ no: vendorNo }, bought] = [await makeVendor(companyId), await makeItem(companyId)]
  const before = await posted(vendorNo, bought, { quantity: "1", price: "100" }, addDays(now, -10))
  const near = await draftOf(vendorNo, bought.no, { price: "100.90" })
  expect(await factOf("duplicate_amount", near)).toMatchObject({
    figures: { other: before, date: addDays(now, -10) },
    link: { to: "posted_purchase_invoice", no: before },
  })
  await inOurs(tx => tx.delete(purchaseInvoice).where(eq(purchaseInvoice.no, near)))
  expect(await factOf("duplicate_amount", await draftOf(vendorNo, bought.no, { price: "102" }))).toBeUndefined()
  const another = await makeVendor(companyId)
  await posted(another.no, bought, { quantity: "1", price: "100" }, addDays(now, -15))
  expect(await factOf("duplicate_amount", await draftOf(another.no, bought.no, { price: "100" }))).toBeUndefined()
})

test("purchases of one requester from one vendor within a week, together", async () => {
  const [{ no: vendorNo }, bought] = [await makeVendor(companyId), await makeItem(companyId)]
  await posted(vendorNo, bought, { quantity: "1", price: "400" }, addDays(now, -6))
  const draft = await draftOf(vendorNo, bought.no, { price: "300" })
  expect(await factOf("split", draft)).toMatchObject({ severity: "warning", figures: { count: 2, amount: "847" } })
  const others = await makePurchaseInvoice(await makeActor(companyId, "purchaser"), vendorNo, [
    { no: bought.no, quantity: "1", price: "300" },
  ])
  expect(await factOf("split", others)).toBeUndefined()
  const alone = await makeVendor(companyId)
  const before = await draftOf(alone.no, bought.no)
  await inOurs(tx =>
    tx.update(purchaseInvoice).set({ createdAt: sql`now() - interval '8 days'` }).where(eq(purchaseInvoice.no, before)),
  )
  expect(await factOf("split", await draftOf(alone.no, bought.no))).toBeUndefined()
})

test("by rules it is part of a split where together it is above a limit that each stays below", async () => {
  const {
    company,
    vendor: seller,
    item: bought,
    buyer: by,
    head,
    lead,
  } = await makeApprovalCompany({ splitGuardDays: 7 })
  const make = (price: string, vendorNo = seller.no) =>
    makePurchaseInvoice(by, vendorNo, [{ no: bought.no, quantity: "1", price }], { postingDate: "2026-05-04" })
  const splitOf = async (no: string) =>
    (await readDraftFacts(head, no)).facts.find(({ kind }) => kind === "split")?.figures
  const first = await make("100")
  const second = await make("300")
  expect(await splitOf(second)).toBeUndefined()
  // Of a limit for the vendor alone, too.
  await setVendorLimit(lead, seller.no, "400")
  expect(await splitOf(second)).toMatchObject({ count: 2, amount: "484" })
  await setVendorLimit(lead, seller.no, null)
  const third = await make("500")
  expect(await splitOf(third)).toMatchObject({ count: 3, amount: "1089", parts: 0, other: second })
  expect(await splitOf(first)).toMatchObject({ count: 3, amount: "1089", other: third })
  expect(await splitOf(await make("2000"))).toBeUndefined()
  // Who pays is one, whoever delivers.
  const elsewhere = await makeVendor(company.id)
  const delivered = await make("500", elsewhere.no)
  await inCompany(company.id, tx =>
    tx.update(purchaseInvoice).set({ payToVendorNo: seller.no }).where(eq(purchaseInvoice.no, delivered)),
  )
  expect(await splitOf(delivered)).toMatchObject({ count: 4, amount: "1694" })
  // What was one draft is one for ever, and without the company's days.
  await setApproval(company.id, { splitGuardDays: 0 })
  expect(await splitOf(third)).toBeUndefined()
  await inCompany(company.id, tx =>
    tx
      .update(purchaseInvoice)
      .set({ splitOfNo: first, createdAt: sql`now() - interval '1 year'` })
      .where(inArray(purchaseInvoice.no, [third, delivered])),
  )
  expect(await splitOf(third)).toMatchObject({ count: 2, parts: 1, amount: "1210", other: delivered })
})

test("without an exchange rate nothing is taken for the company's currency", async () => {
  const { company, vendor: seller, item: bought, buyer: by, head } = await makeApprovalCompany({ splitGuardDays: 7 })
  await inCompany(company.id, tx => tx.update(item).set({ lastDirectCost: "1" }).where(eq(item.no, bought.no)))
  const dollars = await makeVendor(company.id, { currencyCode: "USD" })
  const lines = [{ no: bought.no, quantity: "1", price: "500" }]
  const [no] = [await makePurchaseInvoice(by, dollars.no, lines), await makePurchaseInvoice(by, dollars.no, lines)]
  const own = await makePurchaseInvoice(by, seller.no, lines)
  const kindsOf = async (draft: string) => (await readDraftFacts(head, draft)).facts
  expect((await kindsOf(no)).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["split", "duplicate_amount", "cost_above_last"]),
  )
  await inCompany(company.id, tx => tx.delete(currencyExchangeRate).where(eq(currencyExchangeRate.currencyCode, "USD")))
  const facts = await kindsOf(no)
  expect(facts.filter(({ kind }) => kind === "split" || kind === "cost_above_last")).toEqual([])
  expect(facts.find(({ kind }) => kind === "duplicate_amount")?.figures).toMatchObject({ amount: null })
  expect((await kindsOf(own)).some(({ kind }) => kind === "cost_above_last")).toBe(true)
})

test("what was bought of the same sale before, unless that came to nothing", async () => {
  const first = await built()
  expect(await factOf("bought_before", first.no)).toBeUndefined()
  const again = await built({ salesInvoiceNo: first.salesInvoiceNo, itemNo: first.itemNo })
  expect(await factOf("bought_before", again.no)).toMatchObject({
    severity: "alarm",
    figures: { sale: first.salesInvoiceNo, count: 1, by: buyer.name, date: now },
    link: { to: "purchase_request", no: first.requestNo },
  })
  expect(await factOf("bought_before", first.no)).toBeUndefined()
  await inOurs(tx => tx.delete(purchaseInvoice).where(eq(purchaseInvoice.no, first.no)))
  expect(await factOf("bought_before", again.no)).toBeUndefined()
})

test("a built cost that is another one than was shown", async () => {
  const { no, requestNo } = await built({ shown: "9.5" })
  expect(await factOf("cost_differs", no)).toMatchObject({
    figures: { count: 1, shown: "9.5", built: "10" },
    link: { to: "purchase_request", no: requestNo },
  })
  // What it came with is not changed since.
  expect(await factOf("changed_since", no)).toBeUndefined()
  expect(await factOf("cost_differs", (await built()).no)).toBeUndefined()
})

test("what was changed since it was asked for, field by field", async () => {
  const { no, requestNo, itemNo } = await built({ cost: "9" })
  expect(await factOf("changed_since", no)).toBeUndefined()
  const page = await readPurchaseDocument(manager, no)
  const more = await makeItem(companyId)
  await savePurchaseDocument(
    manager,
    no,
    editOf(page, {
      lines: { [page.lines[0]!.lineId]: { quantity: "12", price: "11" } },
      added: [{ id: "new1", type: "item", values: { no: more.no, quantity: "1", price: "3" } }],
    }),
  )
  const fact = await factOf("changed_since", no)
  expect(fact).toMatchObject({ figures: { count: 3 }, link: { to: "purchase_request", no: requestNo } })
  const lineNo = page.lines[0]!.lineNo
  const { description } = await readItem(itemNo)
  expect(fact!.changes).toEqual([
    { field: "directUnitCost", lineNo, description, before: "9", after: "11" },
    { field: "quantity", lineNo, description, before: "10", after: "12" },
    { field: "lineAdded", lineNo: 20_000, description: more.description, before: "", after: more.description },
  ])
  await inOurs(tx =>
    tx
      .delete(purchaseInvoiceLine)
      .where(and(eq(purchaseInvoiceLine.documentNo, no), eq(purchaseInvoiceLine.lineId, 1))),
  )
  expect((await factOf("changed_since", no))!.changes!.map(({ field }) => field)).toEqual(["lineRemoved", "lineAdded"])
})

test("another vendor than was asked for, unless that one became it", async () => {
  const { no, vendorNo } = await built()
  const other = await makeVendor(companyId)
  await inOurs(tx => tx.update(purchaseInvoice).set({ buyFromVendorNo: other.no }).where(eq(purchaseInvoice.no, no)))
  expect((await factOf("changed_since", no))!.changes).toEqual([
    { field: "vendorNo", lineNo: null, description: "", before: vendorNo, after: other.no },
  ])
  await inOurs(tx => tx.update(vendor).set({ mergedInto: other.no }).where(eq(vendor.no, vendorNo)))
  expect(await factOf("changed_since", no)).toBeUndefined()
})

test("a cost above the last one by more than the company's threshold", async () => {
  const [{ no: vendorNo }, bought] = [await knownVendor(), await makeItem(companyId)]
  const last = await posted(vendorNo, bought, { quantity: "4", price: "20" }, addDays(now, -100))
  expect(
    await factOf("cost_above_last", await draftOf(vendorNo, bought.no, { quantity: "2", price: "22" })),
  ).toMatchObject({
    figures: { now: "22", before: "20", percent: "10.0", item: bought.no, count: 1 },
    link: { to: "posted_purchase_invoice", no: last },
  })
  const within = await draftOf(vendorNo, bought.no, { price: "21" })
  expect(await factOf("cost_above_last", within)).toBeUndefined()
  await limits({ costIncreasePercent: "4" })
  expect(await factOf("cost_above_last", within)).toBeDefined()
  await limits({ costIncreasePercent: "5" })
})

test("a cost above the vendor's price list, at this quantity and date", async () => {
  const [{ no: vendorNo }, { no: itemNo }] = [
    await makeVendor(companyId),
    await makeItem(companyId, { lastDirectCost: "50" }),
  ]
  const price = { vendorNo, itemNo }
  await makePurchasePrice(companyId, { ...price, directUnitCost: "20" })
  await makePurchasePrice(companyId, { ...price, directUnitCost: "15", minimumQuantity: "10" })
  const over = { startingDate: addDays(now, -9), endingDate: addDays(now, -1) }
  await makePurchasePrice(companyId, { ...price, directUnitCost: "1", ...over })
  const at = async (quantity: string, cost: string) =>
    (await factOf("cost_above_list", await draftOf(vendorNo, itemNo, { quantity, price: cost })))?.figures
  expect(await at("10", "18")).toMatchObject({ before: "15", percent: "20.0" })
  expect(await at("9", "18")).toBeUndefined()
  expect(await at("9", "22")).toMatchObject({ percent: "10.0" })
})

test("a quantity out of what is usual of a year", async () => {
  const [{ no: vendorNo }, bought] = [await knownVendor(), await makeItem(companyId)]
  for (const [index, quantity] of ["8", "9", "10", "10", "11"].entries()) {
    await posted(vendorNo, bought, { quantity, price: "10" }, addDays(now, -200 + index * 30))
  }
  const at = async (quantity: string) =>
    (await factOf("quantity_unusual", await draftOf(vendorNo, bought.no, { quantity })))?.figures
  expect(await at("100")).toMatchObject({ median: "10", item: bought.no, count: 1 })
  expect(await at("12")).toBeUndefined()
  // Four purchases tell no usual quantity.
  const seldom = await makeItem(companyId)
  for (const days of [10, 20, 30, 40])
    await posted(vendorNo, seldom, { quantity: "1", price: "10" }, addDays(now, -days))
  expect(await factOf("quantity_unusual", await draftOf(vendorNo, seldom.no, { quantity: "99" }))).toBeUndefined()
})

test("a margin below the company's threshold, for who may see what it is sold for", async () => {
  const thin = await built({ cost: "14" })
  expect(await factOf("margin_low", thin.no)).toMatchObject({
    figures: { percent: "6.7", linePercent: "6.7", item: thin.itemNo, count: 1 },
    link: { to: "purchase_request", no: thin.requestNo },
  })
  expect(await factOf("margin_low", (await built()).no)).toBeUndefined()
  const blind: Actor = { ...manager, roles: [] }
  const seen = await inOurs(tx => factsOfDrafts(tx, blind, [thin.no]))
  expect(seen.get(thin.no)!.map(({ kind }) => kind)).not.toContain("margin_low")
  // Unknown is no loss, and no margin of all.
  const unknown = await built({ unitPrice: "0" })
  expect(await factOf("margin_low", unknown.no)).toBeUndefined()
})

test("in the company's currency, at the rate of the document", async () => {
  const bought = await makeItem(companyId, { lastDirectCost: "10" })
  const { no: vendorNo } = await makeVendor(companyId, { currencyCode: "USD" })
  const cheap = await draftOf(vendorNo, bought.no, { price: "10" })
  expect(await factOf("cost_above_last", cheap)).toBeUndefined()
  const dear = await draftOf(vendorNo, bought.no, { price: "30" })
  expect(Number((await factOf("cost_above_last", dear))!.figures.now)).toBeLessThan(30)
})

test("what it cost last names the invoice, and no credit memo by which it came in later", async () => {
  const [bought, other, { no: vendorNo }] = [await makeItem(companyId), await makeItem(companyId), await knownVendor()]
  const invoice = await posted(vendorNo, bought, { quantity: "1", price: "10" }, addDays(now, -20))
  const memo = await makePurchaseCreditMemo(buyer, vendorNo, [
    { no: other.no, quantity: "2", price: "10" },
    { no: bought.no, quantity: "-1", price: "5" },
  ])
  await postPurchaseDocument(manager, memo, { unreviewed: true })
  const dear = await factOf("cost_above_last", await draftOf(vendorNo, bought.no, { price: "30" }))
  expect(dear?.link).toEqual({ to: "posted_purchase_invoice", no: invoice })
})

test("the worst first, in one statement for however many documents, and nothing of another company", async () => {
  const nos: string[] = []
  for (let index = 0; index < 3; index++) nos.push((await built({ cost: "14" })).no)
  const counted = await countStatements(() => inOurs(tx => factsOfDrafts(tx, manager, nos)))
  const one = await countStatements(() => inOurs(tx => factsOfDrafts(tx, manager, nos.slice(0, 1))))
  expect(counted).toHaveLength(one.length)
  const order = factKinds.map(({ name }) => name)
  for (const no of nos) {
    const places = (await readDraftFacts(manager, no)).facts.map(({ kind }) => order.indexOf(kind))
    expect(places.length).toBeGreaterThan(1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  }
  const { facts } = await readDraftFacts(manager, nos[0]!)
  expect(JSON.parse(JSON.stringify(facts))).toEqual(facts)
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(readDraftFacts(stranger, nos[0]!)).rejects.toThrow(NotFound)
  const processor = await makeActor(companyId, "order_processor")
  await expect(readDraftFacts(processor, nos[0]!)).rejects.toThrow(NotFound)
  await expect(readDraftFacts(await makeActor(companyId, "administrator"), nos[0]!)).rejects.toThrow(Forbidden)
})

const limits = (values: Partial<typeof purchasesSetup.$inferInsert>) =>
  inOurs(tx => tx.update(purchasesSetup).set(values).where(eq(purchasesSetup.companyId, companyId)))

/** The database lets an account be confirmed once, now: what lies longer back is moved without its guard. */
async function aged(vendorNo: string, { confirmedAt, withdrawnAt }: { confirmedAt: Date; withdrawnAt?: Date }) {
  const admin = postgres(onDatabase(inject("services").adminUrl, new URL(env().DATABASE_URL).pathname.slice(1)))
  await admin.begin(async sql => {
    await sql`set local session_replication_role = replica`
    await sql`update vendor_bank_account set confirmed_at = ${confirmedAt}, withdrawn_at = ${withdrawnAt ?? null},
      withdrawn_by = ${withdrawnAt ? -1 : null}, withdrawn_by_name = ${withdrawnAt ? "" : null}
      where company_id = ${companyId} and vendor_no = ${vendorNo}`
  })
  await admin.end()
}
