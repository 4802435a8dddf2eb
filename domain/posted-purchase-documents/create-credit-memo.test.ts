import { randomUUID } from "node:crypto"
import { and, eq, sql } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import {
  detailedVendorLedgerEntry,
  itemLedgerEntry,
  purchaseInvoice,
  purchaseInvoiceLine,
  purchasesSetup,
  valueEntry,
  type vendor,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { NotFound, Refusal } from "@/domain/errors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { editOf } from "@/test/edit"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany, type TestItem } from "@/test/factories"
import { hold, untilWaiting } from "@/test/held-locks"
import { makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { cancelPostedInvoice } from "./cancel-posted-invoice"
import { type CreditOfLine, createCreditMemo } from "./create-credit-memo"
import { readPostedPurchaseDocument } from "./read-posted-purchase-document"

let home: TestCompany
let manager: Actor
let seller: typeof vendor.$inferSelect
let stock: TestItem

beforeAll(async () => {
  home = await makeCompany()
  manager = await makeActor(home.id, "purchasing_manager")
  seller = await makeVendor(home.id)
  stock = await makeItem(home.id, { lastDirectCost: "10" }, { DOOS: "12" })
})

const read = <T>(work: (tx: Tx) => Promise<T>) => inCompany(home.id, work)

async function posted(lines: NewLine[], vendorNo = seller.no, header: Record<string, string> = {}): Promise<string> {
  const draft = await makePurchaseInvoice(manager, vendorNo, lines, header)
  return (await postPurchaseDocument(manager, draft, { unreviewed: true })).no
}

const post = (no: string) => postPurchaseDocument(manager, no, { unreviewed: true })

/** A credit memo of lines, by the invoice's Line No., with a number on the vendor's paper. */
async function credit(no: string, ...lines: [lineNo: number, quantity: string, amount?: string][]): Promise<string> {
  const typed = lines.map(([lineNo, quantity, amount = ""]): CreditOfLine => ({ lineNo, quantity, amount }))
  return onPaper(await createCreditMemo(manager, no, { formId: randomUUID(), everything: false, lines: typed }))
}

async function creditAll(no: string): Promise<string> {
  return onPaper(await createCreditMemo(manager, no, { formId: randomUUID(), everything: true, lines: [] }))
}

async function onPaper(draft: string): Promise<string> {
  await read(tx =>
    tx
      .update(purchaseInvoice)
      .set({ vendorInvoiceNo: `C-${draft}` })
      .where(eq(purchaseInvoice.no, draft)),
  )
  return draft
}

const linesOf = (no: string) =>
  read(tx =>
    tx
      .select()
      .from(purchaseInvoiceLine)
      .where(eq(purchaseInvoiceLine.documentNo, no))
      .orderBy(purchaseInvoiceLine.lineNo),
  )

/** Starts them while nobody can write to the books, and lets them go once each has read as far as it gets. */
async function atOnce<T>(...works: (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
  const release = await hold(home.id, tx => tx.select().from(purchasesSetup).for("update"))
  const outcomes = Promise.allSettled(works.map(work => work()))
  await untilWaiting(works.length)
  await release()
  return outcomes
}

const issuesOf = async (work: Promise<unknown>) => {
  const refused = await work.catch((error: unknown) => error)
  if (!(refused instanceof Refusal)) throw refused
  return refused.issues
}

const remainingOf = async (no: string) => (await readPostedPurchaseDocument(manager, "invoice", no)).remaining

describe("a credit memo of a part of an invoice", () => {
  test("has the chosen lines at the cost, unit and discount of the invoice, linked to its lines", async () => {
    const no = await posted([
      { no: stock.no, quantity: "10", unitOfMeasureCode: "DOOS", price: "110.33", lineDiscountPercent: "7" },
      { type: "comment", description: "As agreed by telephone" },
      { no: stock.no, quantity: "5", price: "8" },
    ])
    const draft = await credit(no, [10_000, "3"])
    const { header } = await readPurchaseDocument(manager, draft)
    expect(header).toMatchObject({ documentType: "credit_memo", creditsNo: no, vendorInvoiceNo: `C-${draft}` })
    expect(await linesOf(draft)).toMatchObject([
      {
        creditsLineNo: 10_000,
        no: stock.no,
        quantity: "3",
        unitOfMeasureCode: "DOOS",
        directUnitCost: "110.33",
        lineDiscountPercent: "7",
        lineAmount: "307.82",
      },
    ])
  })

  test("is applied to the invoice when it is posted, and each one's history names the other", async () => {
    const no = await posted([{ no: stock.no, quantity: "10", price: "10" }])
    const { no: creditMemoNo } = await post(await credit(no, [10_000, "4"]))
    expect(await remainingOf(no)).toBe("72.6")
    const memo = await readPostedPurchaseDocument(manager, "credit_memo", creditMemoNo)
    expect(memo).toMatchObject({ state: "closed", remaining: "0", header: { creditsNo: no } })
    expect(memo.lines).toMatchObject([{ creditsLineNo: 10_000, quantity: "4" }])
    const invoice = await readPostedPurchaseDocument(manager, "invoice", no)
    expect(invoice.history).toContainEqual(
      expect.objectContaining({
        kind: "posted_purchase_document.credited",
        data: expect.objectContaining({ creditMemoNo }),
      }),
    )
    expect(memo.history).toContainEqual(
      expect.objectContaining({
        kind: "purchase_credit_memo.created",
        data: expect.objectContaining({ creditsNo: no }),
      }),
    )
  })

  test("leaves nothing on any account once all of a foreign invoice is credited, at the invoice's own rate", async () => {
    const company = await makeCompany()
    const alone = await makeActor(company.id, "purchasing_manager")
    const abroad = { vatBusPostingGroup: "BUITENL", genBusPostingGroup: "BUITENL", vendorPostingGroup: "BUITENL" }
    const maker = await makeVendor(company.id, { ...abroad, currencyCode: "USD" })
    const thing = await makeItem(company.id)
    const made = await makePurchaseInvoice(alone, maker.no, [{ no: thing.no, quantity: "7", price: "33.33" }])
    const { no } = await postPurchaseDocument(alone, made, { unreviewed: true })
    await inCompany(company.id, tx =>
      tx.execute(
        sql`update currency_exchange_rate set relational_exchange_rate_amount = relational_exchange_rate_amount * 2`,
      ),
    )
    for (const quantity of ["3", "4"]) {
      const draft = await createCreditMemo(alone, no, {
        formId: randomUUID(),
        everything: false,
        lines: [{ lineNo: 10_000, quantity, amount: "" }],
      })
      await inCompany(company.id, tx =>
        tx.update(purchaseInvoice).set({ vendorInvoiceNo: draft }).where(eq(purchaseInvoice.no, draft)),
      )
      await postPurchaseDocument(alone, draft, { unreviewed: true })
    }
    const left = await inCompany(company.id, async tx => ({
      vendors: await tx
        .select({
          amount: sql`sum(${detailedVendorLedgerEntry.amount})`,
          lcy: sql`sum(${detailedVendorLedgerEntry.amountLcy})`,
        })
        .from(detailedVendorLedgerEntry),
      pieces: await tx.select({ pieces: sql`sum(${itemLedgerEntry.quantity})` }).from(itemLedgerEntry),
      values: await tx.select({ cost: sql`sum(${valueEntry.costAmount})` }).from(valueEntry),
    }))
    expect(left.vendors).toEqual([
      { amount: expect.stringMatching(/^0(\.0+)?$/), lcy: expect.stringMatching(/^0(\.0+)?$/) },
    ])
    expect(left.pieces).toEqual([{ pieces: expect.stringMatching(/^0(\.0+)?$/) }])
    expect(left.values).toEqual([{ cost: expect.stringMatching(/^0(\.0+)?$/) }])
  })

  test("takes its share of the invoice discount, and may not take less", async () => {
    const no = await posted(
      [
        { no: stock.no, quantity: "3", price: "10" },
        { no: stock.no, quantity: "1", price: "70" },
      ],
      seller.no,
      { invoiceDiscountCalculation: "amount", invoiceDiscountValue: "10" },
    )
    const draft = await credit(no, [10_000, "1"])
    const page = await readPurchaseDocument(manager, draft)
    expect(page.header).toMatchObject({ invoiceDiscountAmount: "1", amount: "9" })
    await savePurchaseDocument(manager, draft, editOf(page, { header: { invoiceDiscountCalculation: "none" } }))
    expect(await issuesOf(post(draft))).toMatchObject([{ code: "credit_discount_too_small", params: { worked: "1" } }])
  })

  test("credits an account by amount: by the quantity where that comes out even, else one for the amount", async () => {
    const no = await posted([
      { type: "gl_account", no: "8450", quantity: "10", price: "50", vatProdPostingGroup: "HOOG" },
      { type: "gl_account", no: "8450", quantity: "1", price: "99.99", vatProdPostingGroup: "HOOG" },
    ])
    const draft = await credit(no, [10_000, "", "150"], [20_000, "", "33.34"])
    expect(await linesOf(draft)).toMatchObject([
      { quantity: "3", directUnitCost: "50", lineAmount: "150" },
      { quantity: "1", directUnitCost: "33.34", lineAmount: "33.34" },
    ])
    await post(draft)
    expect(await issuesOf(credit(no, [20_000, "", "66.66"]))).toMatchObject([
      { field: "lines.20000.lineAmount", code: "credit_amount_more_than_left", params: { remaining: "66.65" } },
    ])
    await post(await creditAll(no))
    expect(await remainingOf(no)).toBe("0")
  })
})

describe("what is left to credit", () => {
  test("is what posted credit memos have not taken; drafts take nothing", async () => {
    const no = await posted([{ no: stock.no, quantity: "10", price: "10" }])
    const [first, second] = [await credit(no, [10_000, "6"]), await credit(no, [10_000, "6"])]
    const { no: by } = await post(first)
    expect(await issuesOf(post(second))).toMatchObject([
      { code: "credit_quantity_more_than_left", params: { lineNo: 10_000, left: "4", by } },
    ])
    expect(await issuesOf(credit(no, [10_000, "5"]))).toMatchObject([
      { field: "lines.10000.quantity", code: "credit_quantity_more_than_left", params: { left: "4", by } },
    ])
    await post(await creditAll(no))
    expect(await issuesOf(creditAll(no))).toMatchObject([{ code: "credit_nothing_left" }])
  })

  test("goes to one of two drafts that are posted at the same moment", async () => {
    const no = await posted([{ no: stock.no, quantity: "10", price: "10" }])
    const drafts = [await creditAll(no), await creditAll(no), await creditAll(no)]
    const outcomes = await atOnce(...drafts.map(draft => () => post(draft)))
    const done = outcomes.flatMap(each => (each.status === "fulfilled" ? [each.value.no] : []))
    expect(done).toHaveLength(1)
    const refused = outcomes.flatMap(each => (each.status === "rejected" ? [each.reason as Refusal] : []))
    expect(refused.map(({ issues }) => issues)).toEqual(
      Array(2).fill([
        expect.objectContaining({
          code: "credit_quantity_more_than_left",
          params: expect.objectContaining({ left: "0", by: done[0] }),
        }),
      ]),
    )
  })

  test("is all of it to who cancels the invoice at the moment a part of it is posted, or that part, never both", async () => {
    const no = await posted([{ no: stock.no, quantity: "10", price: "10" }])
    const draft = await credit(no, [10_000, "3"])
    const cancel = () => cancelPostedInvoice(manager, no, { postingDate: null, reason: "Wrong price" })
    const outcomes = await atOnce(() => post(draft), cancel)
    const [refused, ...others] = outcomes.flatMap(each => (each.status === "rejected" ? [each.reason as Refusal] : []))
    expect(others).toEqual([])
    expect(["credit_of_cancelled", "cancel_credited"]).toContain(refused?.issues[0]?.code)
  })

  test("is nothing of a cancelled invoice, and an invoice that is credited in part is not cancelled", async () => {
    const cancelled = await posted([{ no: stock.no, quantity: "10", price: "10" }])
    const draft = await credit(cancelled, [10_000, "1"])
    const { no: by } = await cancelPostedInvoice(manager, cancelled, { postingDate: null, reason: "Wrong price" })
    const reason = { code: "credit_of_cancelled", params: { no: cancelled, creditMemoNo: by } }
    expect(await issuesOf(post(draft))).toMatchObject([reason])
    expect(await issuesOf(credit(cancelled, [10_000, "1"]))).toMatchObject([reason])

    const part = await posted([{ no: stock.no, quantity: "10", price: "10" }])
    const { no: memo } = await post(await credit(part, [10_000, "1"]))
    const given = { postingDate: null, reason: "Wrong price" }
    expect(await issuesOf(cancelPostedInvoice(manager, part, given))).toMatchObject([
      { code: "cancel_credited", params: { creditMemoNo: memo } },
    ])
  })
})

describe("is refused", () => {
  test("where nothing is chosen, more than was bought, an item without a quantity, an account with one", async () => {
    const no = await posted([
      { no: stock.no, quantity: "2", price: "10" },
      { type: "gl_account", no: "8450", quantity: "1", price: "50", vatProdPostingGroup: "HOOG" },
    ])
    expect(await issuesOf(credit(no))).toMatchObject([{ code: "credit_nothing_chosen" }])
    expect(await issuesOf(credit(no, [10_000, "0"]))).toMatchObject([{ code: "credit_nothing_chosen" }])
    expect(await issuesOf(credit(no, [10_000, "3"], [20_000, "1"]))).toMatchObject([
      { field: "lines.10000.quantity", code: "credit_quantity_more_than_posted" },
      { field: "lines.20000.lineAmount", code: "credit_by_amount" },
      { field: "lines.20000.quantity", code: "credit_by_amount" },
    ])
    expect(await issuesOf(credit(no, [10_000, "", "5"]))).toMatchObject([
      { field: "lines.10000.quantity", code: "credit_by_quantity" },
    ])
    expect(await issuesOf(credit(no, [10_000, "-1"]))).toMatchObject([{ field: "lines.10000.quantity" }])
  })

  test("where vendor, currency or Prices Including VAT would become other ones", async () => {
    const no = await posted([{ no: stock.no, quantity: "2", price: "10" }])
    const draft = await credit(no, [10_000, "1"])
    const page = await readPurchaseDocument(manager, draft)
    const other = await makeVendor(home.id)
    expect(
      await issuesOf(savePurchaseDocument(manager, draft, editOf(page, { header: { buyFromVendorNo: other.no } }))),
    ).toMatchObject([{ field: "header.buyFromVendorNo", code: "credit_terms" }])
    expect(
      await issuesOf(savePurchaseDocument(manager, draft, editOf(page, { header: { pricesIncludingVat: "yes" } }))),
    ).toContainEqual(expect.objectContaining({ field: "header.pricesIncludingVat", code: "credit_terms" }))
  })

  test("of an invoice of another company, as of one that is not there", async () => {
    const no = await posted([{ no: stock.no, quantity: "2", price: "10" }])
    const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
    const input = { formId: randomUUID(), everything: true, lines: [] }
    await expect(createCreditMemo(stranger, no, input)).rejects.toBeInstanceOf(NotFound)
    await expect(createCreditMemo(manager, "NONE", input)).rejects.toBeInstanceOf(NotFound)
  })
})

test("one form makes one credit memo, however often it is sent", async () => {
  const no = await posted([{ no: stock.no, quantity: "2", price: "10" }])
  const input = { formId: randomUUID(), everything: false, lines: [{ lineNo: 10_000, quantity: "1", amount: "" }] }
  const made = await Promise.all([createCreditMemo(manager, no, input), createCreditMemo(manager, no, input)])
  expect(made[0]).toBe(made[1])
  expect(
    await read(tx =>
      tx
        .select({ no: purchaseInvoice.no })
        .from(purchaseInvoice)
        .where(and(eq(purchaseInvoice.companyId, home.id), eq(purchaseInvoice.creditsNo, no))),
    ),
  ).toEqual([{ no: made[0] }])
})

test("a line whose number is chosen anew credits nothing any more", async () => {
  const no = await posted([{ no: stock.no, quantity: "2", price: "10" }])
  const draft = await credit(no, [10_000, "1"])
  const page = await readPurchaseDocument(manager, draft)
  const other = await makeItem(home.id)
  await savePurchaseDocument(manager, draft, editOf(page, { lines: { [page.lines[0]!.lineId]: { no: other.no } } }))
  expect(await linesOf(draft)).toMatchObject([{ no: other.no, creditsLineNo: null }])
})

test("is of today, whenever the invoice was", async () => {
  const no = await posted([{ no: stock.no, quantity: "2", price: "10" }])
  const { header } = await readPurchaseDocument(manager, await credit(no, [10_000, "1"]))
  const now = today(home.timeZone)
  expect(header).toMatchObject({ postingDate: now, documentDate: now, dueDate: now })
})
