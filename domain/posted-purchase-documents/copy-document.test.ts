import { beforeAll, expect, test } from "vitest"
import { charge } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound, type Refusal, Stale } from "@/domain/errors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { makeActor, makeCompany, makeItem, makeVendor, type TestItem } from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { type CopyInput, type CopySource, copyDocument } from "./copy-document"

let actor: Actor
let bolt: TestItem
let home: string
let dollar: string

beforeAll(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "purchaser", "purchasing_manager")
  home = (await makeVendor(id)).no
  dollar = (await makeVendor(id, { currencyCode: "USD" })).no
  bolt = await makeItem(id, { lastDirectCost: "10" }, { DOOS: "12" })
})

const lines = () => [
  { type: "comment" as const, description: "as agreed" },
  { no: bolt.no, quantity: "2", price: "7.5", lineDiscountPercent: "5" },
  { no: bolt.no, quantity: "-1", unitOfMeasureCode: "DOOS" },
]
const source = () => makePurchaseInvoice(actor, home, lines(), { buyFromContact: "Ans" })
const draftOf = (no: string): CopySource => ({ isPosted: false, documentType: "invoice", no })

async function copy(into: string, from: CopySource, options: Partial<CopyInput> = {}) {
  const { version } = (await readPurchaseDocument(actor, into)).header
  await copyDocument(actor, into, { version, from, part: "both", recalculate: false, ...options })
  const { header, lines: copied } = await readPurchaseDocument(actor, into)
  return {
    header,
    lines: copied.map(({ type, no, quantity, unitOfMeasureCode, price, lineDiscountPercent }) =>
      type === "comment" ? "comment" : { no, quantity, unitOfMeasureCode, price, lineDiscountPercent },
    ),
  }
}

const asCopied = () => [
  "comment",
  { no: bolt.no, quantity: "2", unitOfMeasureCode: "STUK", price: "7.5", lineDiscountPercent: "5" },
  { no: bolt.no, quantity: "-1", unitOfMeasureCode: "DOOS", price: "120", lineDiscountPercent: "0" },
]
const refusal = (done: Promise<unknown>) =>
  done.catch((error: Refusal) => error.issues?.map(({ code }) => code) ?? error)

test("header and lines of a draft take the place of the own ones; dates and the vendor's number stay", async () => {
  const into = await makePurchaseInvoice(actor, dollar, [{ no: bolt.no, quantity: "9" }], { postingDate: "2026-02-02" })
  const { header, lines: copied } = await copy(into, draftOf(await source()))
  expect(copied).toEqual(asCopied())
  expect(header).toMatchObject({
    buyFromVendorNo: home,
    currencyCode: "EUR",
    buyFromContact: "Ans",
    postingDate: "2026-02-02",
    vendorInvoiceNo: `V-${into}`,
  })
})

test("a posted invoice is copied into a credit memo with the signs that it has, and its amounts", async () => {
  const posted = await postPurchaseDocument(
    actor,
    await makePurchaseInvoice(actor, home, [{ no: bolt.no, quantity: "5", price: "7.77" }]),
    { unreviewed: true },
  )
  const memo = await makePurchaseCreditMemo(actor, home, [])
  const { header, lines: copied } = await copy(memo, { isPosted: true, documentType: "invoice", no: posted.no })
  expect(copied).toMatchObject([{ no: bolt.no, quantity: "5", price: "7.77" }])
  expect(header).toMatchObject({ documentType: "credit_memo", amount: "38.85" })
})

test("lines go below the own ones; recalculated they cost what the draft's vendor asks", async () => {
  const into = await makePurchaseInvoice(actor, dollar, [{ no: bolt.no, quantity: "9", price: "1" }])
  const from = draftOf(await source())
  expect(await refusal(copy(into, from, { part: "lines" }))).toEqual(["copy_recalculate"])
  const { header, lines: copied } = await copy(into, from, { part: "lines", recalculate: true })
  expect(header).toMatchObject({ buyFromVendorNo: dollar, currencyCode: "USD", buyFromContact: "" })
  expect(copied).toHaveLength(4)
  expect(copied[2]).toMatchObject({ quantity: "2", lineDiscountPercent: "0" })
  expect(copied[2]).not.toMatchObject({ price: "7.5" })
})

test("recalculated, lines of accounts and charges keep what somebody typed: nothing else says what they cost", async () => {
  const nut = await makeItem(actor.companyId, { lastDirectCost: "10" })
  const freight = { code: "FRT", textEn: "Freight", textNl: "Vracht", glAccountNo: "8450", vatProdPostingGroup: "HOOG" }
  await inCompany(actor.companyId, tx => tx.insert(charge).values({ companyId: actor.companyId, ...freight }))
  const from = await makePurchaseInvoice(actor, home, [
    { type: "gl_account", no: "8450", quantity: "2", price: "250", pricePer: "100", lineDiscountPercent: "10" },
    { type: "charge", no: "FRT", quantity: "1", price: "20", lineAmount: "17.5" },
    { no: nut.no, quantity: "1", price: "8", lineAmount: "7" },
  ])
  const into = await makePurchaseInvoice(actor, home, [])
  await copy(into, draftOf(from), { recalculate: true })
  const { lines: copied } = await readPurchaseDocument(actor, into)
  expect(copied).toMatchObject([
    { price: "250", pricePer: "100", lineDiscountPercent: "10", lineAmount: "4.5" },
    { no: "FRT", price: "20", typedAmount: "lineAmount", lineAmount: "17.5" },
    { price: "10", typedAmount: null, lineAmount: "10" },
  ])
})

test("lines of accounts and charges are restated in the draft's currency, and with VAT as its prices are", async () => {
  const from = await makePurchaseInvoice(actor, home, [
    { type: "gl_account", no: "8450", quantity: "2", price: "250", pricePer: "100", lineDiscountPercent: "10" },
    { type: "charge", no: "FRT", quantity: "1", price: "20", lineAmount: "17.5" },
  ])
  const linesFor = async (vendorNo: string, source: CopySource) => {
    const into = await makePurchaseInvoice(actor, vendorNo, [])
    await copy(into, source, { part: "lines", recalculate: true })
    return { no: into, lines: (await readPurchaseDocument(actor, into)).lines }
  }
  // A euro is 1.162 dollars: 250.00 are 290.50, 2 of 100 less 10 % 5.23 (5.81 - 0.58); 17.50 are 20.34 (20.335).
  const inDollars = await linesFor(dollar, draftOf(from))
  expect(inDollars.lines).toMatchObject([
    { price: "290.5", pricePer: "100", lineDiscountPercent: "10", lineAmount: "5.23" },
    { price: "23.24", typedAmount: "lineAmount", lineAmount: "20.34" },
  ])
  // And back, with 21 % VAT: 302.50, 24.20, and 20.34 dollars are 21.18 euro (17.5043 times 1.21).
  const { no: gross } = await makeVendor(actor.companyId, { pricesIncludingVat: true })
  const back = await linesFor(gross, draftOf(inDollars.no))
  expect(back.lines).toMatchObject([{ price: "302.5" }, { price: "24.2", lineAmount: "21.18" }])
  // Without VAT again, and from what is posted.
  const { no } = await postPurchaseDocument(actor, back.no, { unreviewed: true })
  const last = await linesFor(home, { isPosted: true, documentType: "invoice", no })
  expect(last.lines).toMatchObject([{ price: "250" }, { price: "20" }])
})

test("an unknown document, a foreign one and one of the other type are refused alike; a stale draft is told", async () => {
  const into = await source()
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  const { no: vendorNo } = await makeVendor(stranger.companyId)
  // A number that this company has not got to.
  await makePurchaseCreditMemo(stranger, vendorNo, [])
  const theirs = await makePurchaseCreditMemo(stranger, vendorNo, [])
  for (const no of [theirs, "nothing", await source()]) {
    const from = { ...draftOf(no), documentType: "credit_memo" as const }
    expect(await refusal(copy(into, from))).toEqual(["copy_source_unknown"])
  }
  const input = { version: 1, from: draftOf(into), part: "lines" as const, recalculate: false }
  expect(await refusal(copyDocument(actor, into, input))).toBeInstanceOf(Stale)
  expect(await refusal(copyDocument(stranger, into, input))).toBeInstanceOf(NotFound)
  const clerk = await makeActor(actor.companyId, "administrator")
  expect(await refusal(copyDocument(clerk, into, input))).toBeInstanceOf(Forbidden)
})
