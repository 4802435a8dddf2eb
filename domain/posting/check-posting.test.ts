/** Reasons that lie with header, vendor and totals; those of the lines are in check-lines.test.ts. */
import { expect, test } from "vitest"
import { Decimal } from "@/domain/money/decimal"
import {
  changed,
  handAccountLine,
  handAccounts,
  handCurrency,
  handDocument,
  handDollars,
  handLine,
  handPurchases,
  handSetup,
  handVendor,
  without,
} from "@/test/posting/made-by-hand"
import { checkPosting, postingDateProblems } from "./check-posting"
import type { PostingDocument } from "./posting-document"
import { type Correction, isCorrectedInSetup } from "./posting-problem"

const creditMemo = { documentType: "credit_memo" } as const
const problemsOf = (document: PostingDocument, setup: Parameters<typeof handSetup>[0] = {}) =>
  checkPosting(document, handSetup(setup))
const one = (header: Parameters<typeof handDocument>[1] = {}, more: Parameters<typeof handDocument>[2] = {}) =>
  handDocument([handLine()], header, more)

test("what is in order is posted, invoice and credit memo", () => {
  expect(problemsOf(one())).toEqual([])
  expect(problemsOf(one({}, creditMemo))).toEqual([])
})

test("a posting date outside the range names the range, the user's own before the company's", () => {
  const range = { allowPostingFrom: "2026-07-01", allowPostingTo: "2026-07-31" }
  const problem = (params: Record<string, string>, field = "header.postingDate") => ({
    field,
    code: "posting_date_not_allowed",
    params: { date: "2026-06-15", ...params },
    correction: { page: "posting_dates" },
  })
  expect(problemsOf(one(), { purchases: handPurchases(range) })).toEqual([
    problem({ from: "2026-07-01", to: "2026-07-31", range: "both" }),
  ])
  expect(problemsOf(one(), { userRange: { ...range, allowPostingTo: null } })).toEqual([
    problem({ from: "2026-07-01", to: "", range: "from" }),
  ])
  const until = { allowPostingFrom: null, allowPostingTo: "2026-06-14" }
  expect(postingDateProblems("2026-06-15", handSetup({ userRange: until }), "postingDate")).toEqual([
    problem({ from: "", to: "2026-06-14", range: "to" }, "postingDate"),
  ])
  const open = { allowPostingFrom: null, allowPostingTo: null }
  expect(problemsOf(one(), { purchases: handPurchases(range), userRange: open })).toEqual([])
})

test("a currency without a rate on the day is said once, at the posting date", () => {
  const currency = handDollars({ isRateMissing: true })
  const vendor = handVendor({}, { currencyCode: "USD" })
  expect(problemsOf(one({ currencyCode: "USD" }), { currency, vendor })).toEqual([
    {
      field: "header.postingDate",
      code: "exchange_rate_missing",
      params: { currency: "USD", date: "2026-06-15" },
      correction: { page: "currency", code: "USD" },
    },
  ])
  // A document in euro does not ask for the rate of the vendor's dollars.
  expect(problemsOf(one(), { vendor })).toEqual([])
})

test("a Vendor Invoice No. is asked for where the company wants it, and never of a correction", () => {
  const field = "header.vendorInvoiceNo"
  const blank = { vendorInvoiceNo: "  " }
  expect(problemsOf(one(blank))).toEqual([{ field, code: "vendor_invoice_no_missing" }])
  expect(problemsOf(one(blank, creditMemo))).toEqual([{ field, code: "vendor_cr_memo_no_missing" }])
  expect(problemsOf(one(blank), { purchases: handPurchases({ extDocNoMandatory: false }) })).toEqual([])
  expect(problemsOf(one(blank, { ...creditMemo, correctsNo: "GIF1" }))).toEqual([])
})

test("a number that is posted already leads to the document that has it, unless it was allowed", () => {
  const postedDuplicates = [
    { no: "GIF7", vendorInvoiceNo: "F 1" },
    { no: "GIF9", vendorInvoiceNo: "f-1" },
  ]
  const problem = (documentType: PostingDocument["documentType"]) => ({
    field: "header.vendorInvoiceNo",
    code: `duplicate_posted_${documentType}`,
    params: { no: "GIF7", vendorInvoiceNo: "F 1" },
    correction: { page: "posted_purchase_document", documentType, no: "GIF7" },
  })
  expect(problemsOf(one(), { postedDuplicates })).toEqual([problem("invoice")])
  expect(problemsOf(one({}, creditMemo), { postedDuplicates })).toEqual([problem("credit_memo")])
  expect(problemsOf(one({ duplicateReason: "Two depots" }), { postedDuplicates })).toEqual([])
})

test("what is wrong with the vendor stands at the vendor, and leads to its card", () => {
  const field = "header.buyFromVendorNo"
  expect(problemsOf(one(), { vendor: null })).toEqual([{ field, code: "vendor_not_found", params: { no: "" } }])
  const correction = { page: "vendor", no: "L1" }
  const params = { vendor: "Bakker", no: "L1" }
  expect(problemsOf(one(), { vendor: handVendor({ blocked: "all", privacyBlocked: true }) })).toEqual([
    { field, code: "vendor_privacy_blocked", params, correction },
  ])
  const unproven = handVendor({ unproven: true })
  expect(problemsOf(one(), { vendor: unproven })).toEqual([])
  expect(problemsOf(one(), { vendor: unproven, purchases: handPurchases({ unprovenVendors: "posting" }) })).toEqual([
    { field, code: "vendor_unproven", params, correction },
  ])
  const vendor = handVendor({ vendorPostingGroup: null })
  expect(problemsOf(one(), { vendor, vendorPostingGroup: null })).toEqual([
    { field, code: "vendor_posting_group_missing", params, correction },
  ])
})

test("the payables account must take postings", () => {
  const params = { no: "1600", name: "Account 1600" }
  const correction = { page: "gl_account", no: "1600" }
  const code = "gl_account_blocked"
  expect(problemsOf(one(), { accounts: handAccounts({ no: "1600", blocked: true }) })).toEqual([
    { code, params, correction },
  ])
  const group = { page: "vendor_posting_group", code: "BINNENL" }
  expect(problemsOf(one(), { accounts: without(handSetup().accounts, "1600") })).toEqual([
    { code: "gl_account_gone", params: { no: "1600" }, correction: group },
  ])
})

test("a total below nothing is refused at the line that takes most off; nothing itself is posted", () => {
  const lines = [
    handLine(),
    handLine({ quantity: "-1", price: "80" }),
    handLine({ quantity: "-1", price: "70" }),
    handLine({ type: "comment", no: null, quantity: "0", description: "Returned" }),
  ]
  const problem = { field: "lines.2.quantity", code: "total_negative" }
  expect(problemsOf(handDocument(lines))).toEqual([problem])
  expect(problemsOf(handDocument(lines, {}, creditMemo))).toEqual([{ ...problem, code: "credit_memo_total_negative" }])
  const even = [handLine(), handLine({ quantity: "-1" })]
  expect(problemsOf(handDocument(even))).toEqual([])
})

test("control totals are compared with what was worked out, each at its field", () => {
  const equal = { controlAmountIncludingVat: "121.00", controlVatAmount: "21" }
  expect(problemsOf(one(equal))).toEqual([])
  const differ = { controlAmountIncludingVat: "120.5", controlVatAmount: "22" }
  const code = "control_total_differs"
  expect(problemsOf(one(differ))).toEqual([
    {
      field: "header.controlAmountIncludingVat",
      code,
      params: { typed: "120.5", worked: "121", difference: "0.5" },
    },
    { field: "header.controlVatAmount", code, params: { typed: "22", worked: "21", difference: "-1" } },
  ])
})

test("a foreign currency needs its rounding account, the company's own does not", () => {
  const correction = { page: "currency", code: "USD" }
  const usd = { currencyCode: "USD" }
  expect(problemsOf(one(usd), { currency: handDollars({ roundingAccountNo: null }) })).toEqual([
    { code: "account_not_set_up", params: { setup: "currency", code: "USD" }, correction },
  ])
  expect(problemsOf(one(usd), { currency: handDollars() })).toEqual([])
})

test("the account of invoice rounding is asked for where there is something to round", () => {
  const currency = handCurrency({ invoiceRoundingPrecision: new Decimal("0.5") })
  const accounts = without(handSetup().accounts, "4990")
  const problem = (code: string) => ({
    code: "gl_account_gone",
    params: { no: "4990" },
    correction: { page: "vendor_posting_group", code },
  })
  expect(problemsOf(one(), { currency, accounts })).toEqual([])
  const odd = [handLine({ price: "100.01" })]
  expect(problemsOf(handDocument(odd), { currency, accounts })).toEqual([problem("BINNENL")])
  expect(problemsOf(handDocument(odd, { vendorPostingGroup: null }), { currency, accounts })).toEqual([problem("")])
})

const tiers = (minimumAmount: string, discountPercent: string, serviceCharge = "0") => ({
  invoiceDiscount: { calculation: "tiers" as const, tiers: [{ minimumAmount, discountPercent, serviceCharge }] },
})

test("an invoice discount of tiers that give another by now is refused; one that was typed is not theirs", () => {
  const lines = [
    handLine(),
    handLine({ allowInvoiceDiscount: false }),
    handLine({ type: "comment", no: null, quantity: "0", description: "With thanks" }),
  ]
  const fifteen = { invoiceDiscountCalculation: "tiers", invoiceDiscountValue: "15" } as const
  expect(problemsOf(handDocument(lines, fifteen), tiers("100", "15"))).toEqual([])
  expect(problemsOf(handDocument(lines, fifteen), tiers("100", "10"))).toEqual([
    {
      field: "header.invoiceDiscountCalculation",
      code: "invoice_discount_changed",
      params: { typed: "15", worked: "10" },
    },
  ])
  const typed = { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "15" } as const
  const invoiceDiscount = { calculation: "percent", value: "15" } as const
  expect(problemsOf(handDocument(lines, typed), { invoiceDiscount })).toEqual([])
})

test("a service charge is the one that the tiers ask now", () => {
  const field = "header.invoiceDiscountCalculation"
  const byTiers = { invoiceDiscountCalculation: "tiers", invoiceDiscountValue: "0" } as const
  const charge = handAccountLine({ no: "7200", price: "7", costSource: { kind: "service_charge" } })
  const charged = handDocument([handLine(), charge], byTiers)
  expect(problemsOf(charged, tiers("100", "0", "7"))).toEqual([])
  const changes = (typed: string, worked: string) => [
    { field, code: "service_charge_changed", params: { typed, worked } },
  ]
  expect(problemsOf(charged, tiers("100", "0", "8"))).toEqual(changes("7", "8"))
  // 100 are bought, the charge of 7 does not count towards the minimum.
  expect(problemsOf(charged, tiers("101", "0", "7"))).toEqual(changes("7", "0"))
  expect(problemsOf(one(byTiers), tiers("100", "0", "8"))).toEqual(changes("0", "8"))
  const text = handLine({ type: "comment", no: null, quantity: "0", lineAmount: "50" })
  expect(problemsOf(handDocument([handLine(), text], byTiers), tiers("120", "0", "8"))).toEqual([])
  expect(problemsOf(handDocument([handLine(), charge]), tiers("100", "0", "8"))).toEqual([])
})

test("a service charge that is due wants its account first", () => {
  const byTiers = { invoiceDiscountCalculation: "tiers", invoiceDiscountValue: "0" } as const
  const none = { ...handSetup().vendorPostingGroup!, serviceChargeAccountNo: null }
  const lacking = (code: string) => [
    {
      code: "account_not_set_up",
      params: { setup: "vendor_posting_group", code },
      correction: { page: "vendor_posting_group", code },
    },
  ]
  const due = tiers("100", "0", "8")
  expect(problemsOf(one(byTiers), { ...due, vendorPostingGroup: none })).toEqual(lacking("BINNENL"))
  const groupless = { ...byTiers, vendorPostingGroup: null }
  expect(problemsOf(one(groupless), { ...due, vendorPostingGroup: null })).toEqual(lacking(""))
  const charge = handAccountLine({ price: "7", costSource: { kind: "service_charge" } })
  const charged = handDocument([handLine(), charge], byTiers)
  expect(problemsOf(charged, { ...tiers("500", "0", "7"), vendorPostingGroup: none })).toEqual([
    {
      field: "header.invoiceDiscountCalculation",
      code: "service_charge_changed",
      params: { typed: "7", worked: "0" },
    },
  ])
})

test("amounts that are not what the lines give are refused, by their first figure; noughts make no difference", () => {
  const draft = handDocument([handLine({ lineDiscountPercent: "10" }), handLine()])
  const stored = (change: Partial<PostingDocument["lines"][number]>, header: Partial<PostingDocument["header"]> = {}) =>
    problemsOf({
      ...draft,
      header: { ...draft.header, ...header },
      lines: draft.lines.map((line, index) => (index === 1 ? line : { ...line, ...change })),
    })
  expect(stored({ lineAmount: "90.00", amount: "90.0" }, { amount: "190.00" })).toEqual([])
  expect(stored({ lineAmount: "91", amount: "91" })).toEqual([
    {
      field: "lines.1.quantity",
      code: "line_amount_differs",
      params: { figure: "lineAmount", lineNo: 10_000, stored: "91", worked: "90" },
    },
  ])
  expect(stored({}, { amount: "189", invoiceDiscountAmount: "1" })).toEqual([
    {
      code: "document_total_differs",
      params: { figure: "invoiceDiscountAmount", stored: "1", worked: "0" },
    },
    { code: "document_total_differs", params: { figure: "amount", stored: "189", worked: "190" } },
  ])
})

test("VAT that was typed differs by no more than the currency allows now", () => {
  const typed = handDocument([handLine({ vatDifference: "-0.5" })])
  const allowing = (most: string) => ({ currency: handCurrency({ maxVatDifferenceAllowed: new Decimal(most) }) })
  expect(problemsOf(typed, allowing("0.5"))).toEqual([])
  expect(problemsOf(typed, allowing("0.4"))).toEqual([
    {
      code: "vat_differences_too_large",
      params: { maximum: "0.40", total: "0.50", currency: "EUR" },
      correction: { page: "vat_amounts", documentType: "invoice", no: "IF1" },
    },
  ])
})

test("a reason of the setup that lines share is said once, one of an item with each line", () => {
  const lines = [handLine(), handLine(), handAccountLine(), handAccountLine()]
  const setup = handSetup()
  const problems = problemsOf(handDocument(lines), {
    vatSetups: without(setup.vatSetups, "HOOG"),
    items: changed(setup.items, "STOCK", { blocked: true }),
    accounts: handAccounts({ no: "4310", blocked: true }),
  })
  expect(problems.map(({ field, code }) => [field, code])).toEqual([
    ["lines.1.no", "item_blocked"],
    ["lines.1.no", "vat_posting_setup_lacking"],
    ["lines.2.no", "item_blocked"],
    ["lines.3.no", "gl_account_blocked"],
    ["lines.4.no", "gl_account_blocked"],
  ])
})

test("administrators alone correct what lies in setup", () => {
  const of = (correction: Correction | undefined) => isCorrectedInSetup({ code: "any", correction })
  expect(of(undefined)).toBe(false)
  for (const page of ["vendor", "item", "payment"] as const) expect(of({ page, no: "1" })).toBe(false)
  expect(of({ page: "posted_purchase_document", documentType: "invoice", no: "1" })).toBe(false)
  expect(of({ page: "vat_amounts", documentType: "invoice", no: "1" })).toBe(false)
  expect(of({ page: "gl_account", no: "1" })).toBe(true)
  expect(of({ page: "posting_dates" })).toBe(true)
})
