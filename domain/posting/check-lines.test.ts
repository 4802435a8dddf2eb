import { expect, test } from "vitest"
import {
  changed,
  handAccountLine,
  handAccounts,
  handDocument,
  handLine,
  handPurchases,
  handSetup,
  without,
} from "@/test/posting/made-by-hand"
import { postingAccountProblems } from "./check-account"
import { postingLineProblems } from "./check-lines"
import type { PostingLine } from "./posting-document"

const setup = handSetup()
const problemsOf = (
  lines: readonly PostingLine[],
  overrides: Parameters<typeof handSetup>[0] = {},
  ...more: [header?: Parameters<typeof handDocument>[1], more?: Parameters<typeof handDocument>[2]]
) => postingLineProblems(handDocument(lines, ...more), handSetup(overrides))

const creditMemo = [{}, { documentType: "credit_memo" }] as const
const field = "lines.1.no"
const serviceLine = (overrides: Partial<PostingLine> = {}) =>
  handLine({ no: "SERVICE", description: "Advice", genProdPostingGroup: "DIENSTEN", ...overrides })
const general = (prod: string, bus = "BINNENL") => ({ page: "general_posting_setup", bus, prod })
const notSetUp = (correction: { page: string; bus: string; prod: string }) => ({
  code: "account_not_set_up",
  params: { setup: correction.page, code: `${correction.bus} × ${correction.prod}` },
  correction,
})
const blocked = (no: string) => ({
  code: "gl_account_blocked",
  params: { no, name: `Account ${no}` },
  correction: { page: "gl_account", no },
})

test("text and lines of nothing are nothing to post", () => {
  const nothing = [{ code: "nothing_to_post" }]
  const text = handLine({ type: "comment", no: null, quantity: "0" })
  expect(problemsOf([])).toEqual(nothing)
  expect(problemsOf([text, handLine({ quantity: "0.00" }), handLine({ no: null })])).toEqual(nothing)
  // A comment makes no entry, whatever stands in its other columns.
  expect(problemsOf([handLine({ type: "comment" })])).toEqual(nothing)
  expect(problemsOf([text, handLine(), serviceLine(), handAccountLine()])).toEqual([])
})

test("an item that is gone, and a line of a type that is not posted, are told at their line", () => {
  const params = { no: "STOCK", description: "A lamp" }
  expect(problemsOf([handLine()], { items: without(setup.items, "STOCK") })).toEqual([
    { field, code: "item_not_found", params },
  ])
  expect(problemsOf([handLine({ type: "resource" })])).toEqual([
    { field, code: "line_type_not_posted", params: { lineNo: 10_000, description: "A lamp" } },
  ])
})

test("a blocked item is not posted; one blocked for purchasing may be given back", () => {
  const problem = (code: string) => ({
    field,
    code,
    params: { no: "STOCK", description: "A lamp" },
    correction: { page: "item", no: "STOCK" },
  })
  const both = { items: changed(setup.items, "STOCK", { blocked: true, purchasingBlocked: true }) }
  expect(problemsOf([handLine()], both)).toEqual([problem("item_blocked")])
  expect(problemsOf([handLine()], both, ...creditMemo)).toEqual([problem("item_blocked")])
  const purchasing = { items: changed(setup.items, "STOCK", { purchasingBlocked: true }) }
  expect(problemsOf([handLine()], purchasing)).toEqual([problem("item_purchasing_blocked")])
  expect(problemsOf([handLine()], purchasing, ...creditMemo)).toEqual([])
})

test("an item needs the general posting setup of vendor and item, not blocked", () => {
  const lacking = (bus: string, prod: string) => [
    { field, code: "general_posting_setup_lacking", params: { bus, prod }, correction: general(prod, bus) },
  ]
  const line = serviceLine()
  expect(problemsOf([line], { generalSetups: without(setup.generalSetups, "DIENSTEN") })).toEqual(
    lacking("BINNENL", "DIENSTEN"),
  )
  const shut = { generalSetups: changed(setup.generalSetups, "DIENSTEN", { blocked: true }) }
  expect(problemsOf([line], shut)).toEqual(lacking("BINNENL", "DIENSTEN"))
  const bare = serviceLine({ genProdPostingGroup: null })
  expect(problemsOf([bare], {}, { genBusPostingGroup: null })).toEqual(lacking("", ""))
})

test("a credit memo goes to its own purchase account, and where there is none to that of invoices", () => {
  const blockedPurchases = { accounts: handAccounts({ no: "7100", blocked: true }) }
  const own = {
    ...blockedPurchases,
    generalSetups: changed(setup.generalSetups, "DIENSTEN", { purchaseCreditMemoAccountNo: "7010" }),
  }
  expect(problemsOf([serviceLine()], own)).toEqual([blocked("7100")])
  expect(problemsOf([serviceLine()], own, ...creditMemo)).toEqual([])
  expect(problemsOf([serviceLine()], blockedPurchases, ...creditMemo)).toEqual([blocked("7100")])
  const none = changed(setup.generalSetups, "DIENSTEN", { purchaseAccountNo: null })
  expect(problemsOf([serviceLine()], { generalSetups: none })).toEqual([notSetUp(general("DIENSTEN"))])
})

test("stock alone needs an account for its direct cost applied, and one to stand on", () => {
  const generalSetups = new Map(
    [...setup.generalSetups].map(([no, row]) => [no, { ...row, directCostAppliedAccountNo: null }]),
  )
  expect(problemsOf([handLine(), serviceLine()], { generalSetups })).toEqual([notSetUp(general("HANDEL"))])
  const accounts = handAccounts({ no: "3000", blocked: true })
  expect(problemsOf([handLine()], { accounts })).toEqual([blocked("3000")])
  expect(problemsOf([handLine()], { inventoryAccounts: new Map([["HANDEL", "3999"]]) })).toEqual([
    {
      code: "gl_account_gone",
      params: { no: "3999" },
      correction: { page: "inventory_posting_group", code: "HANDEL" },
    },
  ])
  const ungrouped = { items: changed(setup.items, "STOCK", { inventoryPostingGroup: null }) }
  expect(problemsOf([handLine()], ungrouped)).toEqual([
    {
      field,
      code: "item_inventory_group_missing",
      params: { no: "STOCK", description: "A lamp" },
      correction: { page: "item", no: "STOCK" },
    },
  ])
})

test("an account that a line names must take postings, by hand too", () => {
  const correction = { page: "gl_account", no: "4310" }
  const params = { no: "4310", name: "Account 4310" }
  const line = [handAccountLine()]
  expect(problemsOf(line, { accounts: without(setup.accounts, "4310") })).toEqual([
    { field, code: "gl_account_gone", params: { no: "4310" }, correction },
  ])
  const wrong = [
    { change: { accountType: "heading" }, code: "gl_account_not_posting" },
    { change: { blocked: true, directPosting: false }, code: "gl_account_blocked" },
    { change: { directPosting: false }, code: "gl_account_no_direct_posting" },
  ] as const
  for (const { change, code } of wrong) {
    const accounts = handAccounts({ no: "4310", ...change })
    expect(problemsOf(line, { accounts })).toEqual([{ field, code, params, correction }])
  }
  // What posting itself puts on a control account needs no leave to post there by hand.
  expect(problemsOf([serviceLine()], { accounts: handAccounts({ no: "7100", directPosting: false }) })).toEqual([])
})

test("an account that is not set up is named by where it would be", () => {
  const lacking = (correction: Parameters<typeof postingAccountProblems>[2]) =>
    postingAccountProblems(setup.accounts, null, correction).map(({ params }) => params)
  expect(lacking({ page: "currency", code: "USD" })).toEqual([{ setup: "currency", code: "USD" }])
  expect(lacking({ page: "vendor", no: "L1" })).toEqual([{ setup: "vendor", code: "L1" }])
  expect(lacking({ page: "posting_dates" })).toEqual([{ setup: "posting_dates", code: "" }])
})

test("discounts that are posted need their accounts, and a line of an account the setup that names them", () => {
  const purchases = handPurchases({ discountPosting: "all" })
  const ten = { lineDiscountPercent: "10" }
  const five = { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "5" } as const
  const freight = handAccountLine({ ...ten, genProdPostingGroup: "DIENSTEN" })
  expect(problemsOf([freight, serviceLine(ten)], { purchases }, five)).toEqual([])
  const accounts = handAccounts({ no: "7600", blocked: true }, { no: "7610", accountType: "heading" })
  const both = [blocked("7600"), { ...blocked("7610"), code: "gl_account_not_posting" }]
  expect(problemsOf([serviceLine(ten)], { purchases, accounts }, five)).toEqual(both)
  expect(problemsOf([freight], { purchases, accounts }, five)).toEqual(both)
  const unset = changed(setup.generalSetups, "DIENSTEN", { purchaseLineDiscountAccountNo: null })
  expect(problemsOf([freight], { purchases, generalSetups: unset })).toEqual([notSetUp(general("DIENSTEN"))])
  const correction = general("DIENSTEN")
  const lacking = {
    field,
    code: "general_posting_setup_lacking",
    params: { bus: "BINNENL", prod: "DIENSTEN" },
    correction,
  }
  const gone = { purchases, generalSetups: without(setup.generalSetups, "DIENSTEN") }
  expect(problemsOf([freight], gone)).toEqual([lacking])
  // An item is told once that the setup lacks, whatever its discounts.
  expect(problemsOf([serviceLine(ten)], gone)).toEqual([lacking])
  const shut = { purchases, generalSetups: changed(setup.generalSetups, "DIENSTEN", { blocked: true }) }
  expect(problemsOf([freight], shut)).toEqual([lacking])
  expect(problemsOf([freight], shut, { genBusPostingGroup: null })).toEqual([
    { ...lacking, params: { bus: "", prod: "DIENSTEN" }, correction: general("DIENSTEN", "") },
  ])
  expect(problemsOf([handAccountLine(ten)], gone)).toEqual([])
  expect(problemsOf([handAccountLine({ genProdPostingGroup: "DIENSTEN" })], gone)).toEqual([])
})

test("VAT needs its posting setup, as it was when the line took it", () => {
  const correction = { page: "vat_posting_setup", bus: "BINNENL", prod: "HOOG" }
  const lacking = { field, code: "vat_posting_setup_lacking", params: { bus: "BINNENL", prod: "HOOG" }, correction }
  const line = [serviceLine()]
  expect(problemsOf(line, { vatSetups: without(setup.vatSetups, "HOOG") })).toEqual([lacking])
  expect(problemsOf(line, { vatSetups: changed(setup.vatSetups, "HOOG", { blocked: true }) })).toEqual([lacking])
  expect(problemsOf([serviceLine({ vatProdPostingGroup: null })], {}, { vatBusPostingGroup: null })).toEqual([
    {
      ...lacking,
      params: { bus: "", prod: "" },
      correction: { ...correction, bus: "", prod: "" },
    },
  ])
  const differs = (was: string, is: string) => [
    { field, code: "vat_posting_setup_changed", params: { bus: "BINNENL", prod: "HOOG", was, is }, correction },
  ]
  const higher = { vatSetups: changed(setup.vatSetups, "HOOG", { vatPercent: "22" }) }
  expect(problemsOf(line, higher)).toEqual(differs("21", "22"))
  const noughts = { vatSetups: changed(setup.vatSetups, "HOOG", { vatPercent: "21.00" }) }
  expect(problemsOf(line, noughts)).toEqual([])
  const reversed = { vatCalculationType: "reverse_charge", reverseChargeVatAccountNo: "1730" } as const
  const shifted = { vatSetups: changed(setup.vatSetups, "HOOG", reversed) }
  expect(problemsOf(line, shifted)).toEqual(differs("21", "0"))
  // A correction takes back what was posted, at the rate of that day.
  expect(problemsOf(line, higher, {}, { documentType: "credit_memo", correctsNo: "GIF1" })).toEqual([])
})

test("accounts of VAT are asked for where VAT is booked: deducted, and of a reverse charge owed too", () => {
  const correction = { page: "vat_posting_setup", bus: "BINNENL", prod: "HOOG" }
  const none = { vatSetups: changed(setup.vatSetups, "HOOG", { purchaseVatAccountNo: null }) }
  expect(problemsOf([serviceLine()], none)).toEqual([notSetUp(correction)])
  expect(problemsOf([serviceLine()], { accounts: handAccounts({ no: "1500", blocked: true }) })).toEqual([
    blocked("1500"),
  ])
  const reverse = serviceLine({
    vatProdPostingGroup: "VERLEGD",
    vatPercent: "0",
    vatCalculationType: "reverse_charge",
  })
  expect(problemsOf([reverse])).toEqual([])
  const accounts = handAccounts({ no: "1530", blocked: true }, { no: "1730", blocked: true })
  expect(problemsOf([reverse], { accounts })).toEqual([blocked("1530"), blocked("1730")])
  const untaxed = [
    serviceLine({ vatProdPostingGroup: "NUL", vatPercent: "0" }),
    serviceLine({ vatProdPostingGroup: "VRIJ", vatPercent: "0", vatCalculationType: "exempt" }),
  ]
  expect(problemsOf(untaxed)).toEqual([])
  const exempt = { vatSetups: changed(setup.vatSetups, "VRIJ", { vatPercent: "21" }) }
  expect(problemsOf(untaxed, exempt)).toEqual([])
})
