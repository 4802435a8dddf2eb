/** VAT on the discounted base, as in Belgium: 1,000.00 at 21 % with 2 % for payment in time bears 205.80, worked out by hand. */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { purchasesSetup, vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { readEntries } from "@/domain/payments/read-entries"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { correctPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { createCreditMemo } from "@/domain/posted-purchase-documents/create-credit-memo"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { readPostedStatistics } from "@/domain/posted-purchase-documents/read-posted-statistics"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { previewPosting } from "@/domain/purchase-documents/preview-posting"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { readStatistics } from "@/domain/purchase-documents/read-statistics"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { editOf } from "./edit"
import { makeActor } from "./factories"
import { makePayables, type Payables, refusal } from "./payments"
import { makePurchaseInvoice } from "./purchase-invoices"
import { changeSetup } from "./setup-form"

let books: Payables

beforeAll(async () => {
  books = await makePayables()
  await allow("2")
})

/** Up to what VAT may be worked out from a lesser base; the terms give 2 %. */
const allow = (vatTolerancePercent: string) =>
  inCompany(books.companyId, tx => tx.update(purchasesSetup).set({ vatTolerancePercent, paymentDiscountExclVat: true }))

const draft = (price = "1000", header: Record<string, string> = {}, vendor = books.dutch) =>
  makePurchaseInvoice(books.manager, vendor.no, [{ no: books.items.high, quantity: "1", price }], {
    postingDate: "2026-05-04",
    documentDate: "2026-05-04",
    ...header,
  })
const read = (no: string) => readPurchaseDocument(books.manager, no)
const save = async (no: string, header: Record<string, string>) =>
  savePurchaseDocument(books.manager, no, editOf(await read(no), { header }))
const post = (no: string) => postPurchaseDocument(books.manager, no, { unreviewed: true })
const may = (date: string) => ({ postingDate: date as IsoDate })

test("1,000.00 at 21 % less 2 %: 205.80 on the draft, in the statistics, the preview, the entries; paid in time with 1,185.80", async () => {
  const no = await draft()
  const { header, vatGroups } = await read(no)
  expect(header).toMatchObject({ vatBaseDiscountPercent: "2", amount: "1000", amountIncludingVat: "1205.8" })
  expect(vatGroups).toMatchObject([{ base: "980", vat: "205.8" }])
  const { statistics, vatAmounts } = await readStatistics(books.manager, no)
  expect(vatAmounts.map(({ base, calculated }) => [Number(base), Number(calculated)])).toEqual([[980, 205.8]])
  expect([statistics.base, statistics.vatBase, statistics.vat].map(Number)).toEqual([1000, 980, 205.8])
  const preview = await previewPosting(books.manager, no)
  expect(preview.problems).toEqual([])
  expect(preview.posting!.vat.map(({ base, amount }) => [Number(base), Number(amount)])).toEqual([[980, 205.8]])
  const { transactionNo, no: postedNo } = await post(no)
  expect(await books.accountsOf(transactionNo)).toEqual([
    ["7100", 1000],
    ["1500", 205.8],
    ["1600", -1205.8],
  ])
  expect(await books.vatOf(transactionNo)).toEqual([["HOOG", 980, 205.8]])
  const posted = await readPostedPurchaseDocument(books.manager, "invoice", postedNo)
  expect(posted.vatGroups).toMatchObject([{ base: "980", vat: "205.8" }])
  expect(Number((await readPostedStatistics(books.manager, "invoice", postedNo)).statistics.vatBase)).toBe(980)

  const whole = [{ vendorLedgerEntryNo: transactionNo, amount: "1185.80", takesDiscount: true }]
  const paymentNo = await books.pay(books.dutch, "1185.80", whole)
  const payment = await books.entryOf(paymentNo)
  // The discount is 2 % of 1,000.00, and no VAT comes off: that was reckoned without it.
  expect(await books.accountsOf(payment)).toEqual([
    ["1600", 1205.8],
    ["7700", -20],
    ["1100", -1185.8],
  ])
  expect(await books.vatOf(payment)).toEqual([])
  expect(await books.wrong()).toEqual([])
  await reversePayment(books.manager, paymentNo, "2026-05-13" as IsoDate, "Mistake")
  await books.pay(
    books.dutch,
    "1205.80",
    [{ vendorLedgerEntryNo: transactionNo, amount: "1205.80" }],
    may("2026-06-20"),
  )
  expect(await books.remaining(transactionNo)).toEqual([[0, 0]])
  expect(await books.wrong()).toEqual([])
})

test("the percent follows the terms, or what is typed, up to what the setup allows; typed VAT goes with another", async () => {
  const no = await draft()
  const now = async () => {
    const { header } = await read(no)
    return [header.vatBaseDiscountPercent, header.amountIncludingVat]
  }
  await save(no, { vatBaseDiscountPercent: "" })
  expect(await now()).toEqual(["0", "1210"])
  await save(no, { vatBaseDiscountPercent: "1.5" })
  expect(await now()).toEqual(["1.5", "1206.85"])
  const field = "header.vatBaseDiscountPercent"
  expect(await refusal(save(no, { vatBaseDiscountPercent: "2.5" }))).toEqual([[field, "vat_base_discount_too_large"]])
  expect(await refusal(save(no, { vatBaseDiscountPercent: "101" }))).toEqual([[field, "percent_out_of_range"]])
  await save(no, { documentDate: "2026-05-05" })
  expect(await now()).toEqual(["1.5", "1206.85"])
  await save(no, { paymentTermsCode: "14D" })
  expect(await now()).toEqual(["0", "1210"])
  await save(no, { paymentTermsCode: "30D/8D2%" })
  expect(await now()).toEqual(["2", "1205.8"])
  // Less is allowed by the time it is posted.
  await allow("1")
  expect(await refusal(post(no))).toEqual([[field, "vat_base_discount_too_large"]])
  expect((await read(await draft())).header.vatBaseDiscountPercent).toBe("1")
  await allow("0")
  expect((await read(await draft())).header).toMatchObject({ vatBaseDiscountPercent: "0", amountIncludingVat: "1210" })
  await allow("2")
})

test("of prices including VAT the total stays: 1,205.80 has 205.80 in it", async () => {
  const no = await draft("1205.80", { pricesIncludingVat: "yes" })
  const { header, vatGroups } = await read(no)
  expect(header).toMatchObject({ amount: "1000", amountIncludingVat: "1205.8" })
  expect(vatGroups).toMatchObject([{ base: "980", vat: "205.8" }])
  const { transactionNo } = await post(no)
  expect(await books.vatOf(transactionNo)).toEqual([["HOOG", 980, 205.8]])
  expect(await books.wrong()).toEqual([])
})

test("a reverse charge is that of the discounted base, and VAT that is not claimed back its part of it", async () => {
  const abroad = await post(await draft("1000", {}, books.european))
  expect(await books.vatOf(abroad.transactionNo)).toEqual([["EU-HOOG", 980, 205.8]])
  const setHalf = (nonDeductibleVatPercent: string) =>
    inCompany(books.companyId, tx =>
      tx.update(vatPostingSetup).set({ nonDeductibleVatPercent }).where(eq(vatPostingSetup.companyId, books.companyId)),
    )
  await setHalf("50")
  const { transactionNo } = await post(await draft())
  await setHalf("0")
  expect(await books.vatOf(transactionNo)).toEqual([["HOOG", 490, 102.9]])
  expect(await books.accountsOf(transactionNo)).toEqual([
    ["7100", 1000],
    ["1500", 102.9],
    ["7100", 102.9],
    ["1600", -1205.8],
  ])
  expect(await books.wrong()).toEqual([])
})

test("corrected, it is taken back and copied with its percent; credited in part, the part bears the same", async () => {
  const corrected = await post(await draft())
  const { draftNo } = await correctPostedInvoice(books.manager, corrected.no, { postingDate: null, reason: "Wrong" })
  expect((await read(draftNo)).header).toMatchObject({ vatBaseDiscountPercent: "2", amountIncludingVat: "1205.8" })
  expect(await books.wrong()).toEqual([])

  const { no, transactionNo } = await post(await draft())
  const lines = [{ lineNo: 10_000, quantity: "0.1", amount: "" }]
  const memo = await createCreditMemo(books.manager, no, { formId: crypto.randomUUID(), everything: false, lines })
  expect((await read(memo)).header).toMatchObject({
    vatBaseDiscountPercent: "2",
    amount: "100",
    amountIncludingVat: "120.58",
  })
  expect(await refusal(save(memo, { vatBaseDiscountPercent: "1" }))).toEqual([
    ["header.vatBaseDiscountPercent", "credit_terms"],
  ])
  await save(memo, { vendorInvoiceNo: "C-1" })
  // The invoice's percent stays, whatever the setup allows by then.
  await allow("0")
  const credited = await post(memo)
  await allow("2")
  expect(await books.vatOf(credited.transactionNo)).toEqual([["HOOG", -98, -20.58]])
  const [entry] = await inCompany(books.companyId, async tx => [
    (await readEntries(tx, books.companyId, [transactionNo])).get(transactionNo)!,
  ])
  expect(Number(entry!.remaining)).toBe(-1085.22)
  expect(await books.wrong()).toEqual([])
})

test("the setup wants discounts without VAT beside it", async () => {
  const administrator = await makeActor(books.companyId, "administrator")
  const saved = changeSetup(administrator, "payment-tolerance", [], { paymentDiscountExclVat: "" })
  expect(await refusal(saved)).toEqual([["setup.vatTolerancePercent", "setup.vat_tolerance_needs_excl_vat"]])
})
