/** Each reason by itself, without a database; that all are told at once and nothing is written: register-payment.test.ts. */
import { expect, test } from "vitest"
import type { bankAccount } from "@/db/schema"
import type { VendorBankAccount } from "@/domain/vendor-bank-accounts/bank-account"
import { handAccounts, handCurrency, handDollars, handPurchases, handVendor } from "@/test/posting/made-by-hand"
import type { Application, DifferenceType } from "./application"
import { checkPayment, type NewPayment } from "./check-payment"
import { applicationProblems, dateProblems, settlementAccountProblems } from "./check-settlement"
import { differenceTerms } from "./differences"
import type { VendorEntry } from "./read-entries"
import type { PaymentSetup } from "./read-payment-setup"

type Vendor = Parameters<typeof checkPayment>[1]

const accounts = handAccounts()
const bank = (change: Partial<typeof bankAccount.$inferSelect> = {}) =>
  ({ no: "BANK", name: "Current", currencyCode: "EUR", glAccountNo: "3000", blocked: false, ...change }) as NonNullable<
    PaymentSetup["bankAccount"]
  >
const account = (id: number) => ({ id, iban: "NL91ABNA0417164300", accountHolder: "Bakker" }) as VendorBankAccount
const setup = (change: Partial<PaymentSetup> = {}): PaymentSetup => ({
  today: "2026-06-15" as PaymentSetup["today"],
  purchases: handPurchases(),
  userRange: null,
  currency: handCurrency(),
  bankAccount: bank(),
  bankCurrency: handCurrency(),
  vendorPostingGroup: { code: "BINNENL", payablesAccountNo: "1600" },
  documentVat: [],
  paidTo: { method: { code: "BANK", toBankAccount: true }, accounts: [account(1)] },
  accounts,
  ...change,
})
const payment = (change: Partial<NewPayment> = {}): NewPayment => ({
  vendorNo: "L1",
  bankAccountNo: "BANK",
  postingDate: "2026-06-15" as NewPayment["postingDate"],
  currency: "EUR",
  amount: "100",
  description: "By bank",
  applications: [],
  ...change,
})
const entry = (no: number, change: Partial<VendorEntry> = {}): [number, VendorEntry] => [
  no,
  {
    transactionNo: no,
    vendorNo: "L1",
    documentNo: `GIF${no}`,
    currencyCode: "EUR",
    postingDate: "2026-06-01",
    remaining: "-80.5",
    payablesAccountNo: "1600",
    ...change,
  } as VendorEntry,
]
const check = (
  change: Partial<NewPayment> = {},
  setupChange: Partial<PaymentSetup> = {},
  party: Partial<Vendor> = {},
  entries: [number, VendorEntry][] = [entry(7)],
) => checkPayment(payment(change), handVendor(party).buyFrom, new Map(entries), setup(setupChange))
const usd = { currency: "USD", bankAccountNo: "BANK" }
const part = (vendorLedgerEntryNo: number, amount: string): Application => ({ vendorLedgerEntryNo, amount })

test("what is in order is paid: on account, of an entry in part and whole, in euro and in dollars", () => {
  expect(check()).toEqual([])
  expect(check({ applications: [part(7, "80.50")] })).toEqual([])
  expect(check({ amount: "80.5", applications: [part(7, "80.5")] })).toEqual([])
  expect(check({ amount: "0.01" })).toEqual([])
  expect(check(usd, { currency: handDollars() })).toEqual([])
  expect(check(usd, { currency: handDollars(), bankAccount: bank({ currencyCode: "USD" }) })).toEqual([])
})

test("a vendor who is blocked, locked away or without a posting group is not paid", () => {
  const problem = (code: string) => ({ field: "vendorNo", code, params: { vendor: "Bakker", no: "L1" } })
  expect(check({}, { vendorPostingGroup: null }, { blocked: "payment" }, [])).toEqual([
    problem("payment.vendor_blocked_payment"),
    problem("vendor_posting_group_missing"),
  ])
  expect(check({}, {}, { blocked: "all", privacyBlocked: true })).toEqual([problem("vendor_privacy_blocked")])
  expect(check({}, {}, { blocked: "all" })).toEqual([problem("payment.vendor_blocked_all")])
  expect(check({}, {}, { unproven: true })).toEqual([problem("vendor_unproven")])
  expect(check({}, { purchases: handPurchases({ unprovenVendors: "none" }) }, { unproven: true })).toEqual([])
})

test("the bank account is there, not blocked, kept on an account that takes postings, in a currency that fits", () => {
  const field = "bankAccountNo"
  const params = { no: "BANK", name: "Current", currency: "GBP" }
  expect(check({}, { bankAccount: null })).toEqual([{ field, code: "payment.bank_account_missing" }])
  const pounds = { currencyCode: "GBP" }
  expect(check({}, { bankAccount: bank({ ...pounds, blocked: true }) })).toEqual([
    { field, code: "payment.bank_account_blocked", params },
  ])
  const shut = { accounts: handAccounts({ no: "3000", blocked: true }) }
  expect(check({}, { bankAccount: bank(pounds), ...shut })).toEqual([
    { field, code: "payment.account_unusable", params: { no: "3000", name: "Account 3000" } },
  ])
  const unrated = { bankAccount: bank(pounds), bankCurrency: { ...handDollars(), code: "GBP", isRateMissing: true } }
  expect(check({}, unrated)).toEqual([{ field, code: "payment.bank_rate_missing", params: { currency: "GBP" } }])
  // Nothing is said of a currency that is not known itself.
  expect(check({}, { bankAccount: bank(pounds), currency: null }).map(({ code }) => code)).toEqual([
    "payment.currency_unknown",
  ])
})

test("a foreign currency needs its rate, and to settle something the accounts of what is realized", () => {
  expect(check({ currency: "XXX" }, { currency: null })).toEqual([
    { field: "currency", code: "payment.currency_unknown", params: { currency: "XXX", date: "2026-06-15" } },
  ])
  const unrated = handDollars({ isRateMissing: true })
  expect(check(usd, { currency: unrated })).toEqual([
    { field: "postingDate", code: "exchange_rate_missing", params: { currency: "USD", date: "2026-06-15" } },
  ])
  const dollars = [entry(7, { currencyCode: "USD" })]
  const settling = { ...usd, applications: [part(7, "1")] }
  const currency = handDollars({ realizedGainsAccountNo: "7100", realizedLossesAccountNo: "7200" })
  expect(check(settling, { currency }, {}, dollars)).toEqual([])
  const missing = { code: "payment.exchange_accounts_missing", field: undefined, params: { currency: "USD" } }
  expect(check(settling, { currency: handDollars() }, {}, dollars)).toEqual([missing])
  expect(check(usd, { currency: handDollars() }, {}, dollars)).toEqual([])
  const shut = handAccounts({ no: "9320", blocked: true })
  expect(check(settling, { currency, accounts: shut }, {}, dollars)).toEqual([
    { field: undefined, code: "payment.account_unusable", params: { no: "9320", name: "Account 9320" } },
  ])
})

test("the amount is more than nothing, in the currency's decimals, and covers what is applied", () => {
  const field = "amount"
  const positive = { field, code: "payment.amount_not_positive" }
  expect(check({ amount: "0" })).toEqual([positive])
  expect(check({ amount: "-5.123", applications: [part(7, "1")] })).toEqual([
    positive,
    { field, code: "payment.amount_decimals", params: { currency: "EUR", decimals: 2 } },
  ])
  const applied = { amount: "100", applications: [part(7, "60.5"), part(8, "40")] }
  const two = [entry(7), entry(8)]
  expect(check(applied, {}, {}, two)).toEqual([
    { field, code: "payment.applied_more_than_amount", params: { applied: "100.50", amount: "100.00" } },
  ])
  expect(check({ ...applied, amount: "100.5" }, {}, {}, two)).toEqual([])
  const yen = { currency: handCurrency({ amountDecimals: 0 }) }
  expect(check({ applications: [part(7, "120")] }, { currency: null }, {}, [entry(7, { remaining: "-500" })])).toEqual([
    expect.objectContaining({ code: "payment.currency_unknown" }),
    { field, code: "payment.applied_more_than_amount", params: { applied: "120", amount: "100" } },
  ])
  expect(check({ amount: "10" }, yen)).toEqual([])
})

test("a description may be as long as it says, and no longer", () => {
  expect(check({ description: "x".repeat(100) })).toEqual([])
  expect(check({ description: "x".repeat(101) })).toEqual([
    { field: "description", code: "too_long", params: { maximum: 100 } },
  ])
})

test("the payables accounts of what is paid must take postings, each said once; on account the vendor's own", () => {
  const shut = { accounts: handAccounts({ no: "1600", blocked: true }, { no: "1730", blocked: true }) }
  const problem = (no: string) => ({
    field: "vendorNo",
    code: "payment.account_unusable",
    params: { no, name: `Account ${no}` },
  })
  const other = entry(8, { payablesAccountNo: "1730" })
  expect(check({}, shut, {}, [])).toEqual([problem("1600")])
  expect(check({}, shut, {}, [other, entry(9, { payablesAccountNo: "1730" })])).toEqual([problem("1730")])
  expect(check({}, shut, {}, [other, entry(7)])).toEqual([problem("1730"), problem("1600")])
  // Of another vendor: that it cannot be paid is said at the entry.
  expect(check({}, shut, {}, [entry(8, { payablesAccountNo: "1730", vendorNo: "L2" })])).toEqual([problem("1600")])
})

test("a date outside the range names it, the user's own before the company's", () => {
  const range = { allowPostingFrom: "2026-07-01", allowPostingTo: "2026-07-31" }
  const problems = (change: Partial<PaymentSetup>) => dateProblems("2026-06-15", setup(change))
  const problem = (params: Record<string, string>) => [
    { field: "postingDate", code: "posting_date_not_allowed", params: { date: "2026-06-15", ...params } },
  ]
  expect(problems({ purchases: handPurchases(range) })).toEqual(
    problem({ from: "2026-07-01", to: "2026-07-31", range: "both" }),
  )
  expect(problems({ userRange: { ...range, allowPostingTo: null } })).toEqual(
    problem({ from: "2026-07-01", to: "", range: "from" }),
  )
  expect(problems({ userRange: { allowPostingFrom: null, allowPostingTo: "2026-06-14" } })).toEqual(
    problem({ from: "", to: "2026-06-14", range: "to" }),
  )
  expect(problems({})).toEqual([])
})

const applying = {
  vendorNo: "L1",
  currency: "EUR",
  postingDate: "2026-06-15",
  amountDecimals: 2,
  paid: null,
  rate: handCurrency(),
  lcyDecimals: 2,
  differences: (type: DifferenceType) => differenceTerms(handPurchases(), type),
}
const applied = (parts: Application[], ...entries: [number, VendorEntry][]) =>
  applicationProblems(parts, new Map(entries), applying)
const named = { document: "GIF7", remaining: "80.50" }

test("an entry that is nobody's or another vendor's, and one named twice, are not settled", () => {
  const gone = { field: "entries.7", code: "payment.entry_not_found", params: { no: 7 } }
  expect(applied([part(7, "1")])).toEqual([gone])
  expect(applied([part(7, "1")], entry(7, { vendorNo: "L2" }))).toEqual([gone])
  expect(applied([part(7, "1"), part(7, "90"), part(8, "1")], entry(7), entry(8))).toEqual([
    { field: "entries.7", code: "payment.entry_twice", params: named },
  ])
})

test("an entry in another currency, closed, or that is owed to the company is not settled, whatever else is wrong", () => {
  const code = (change: Partial<VendorEntry>) => applied([part(7, "-1")], entry(7, change))
  const problem = (of: string, params: object) => [{ field: "entries.7", code: `payment.${of}`, params }]
  expect(code({ currencyCode: "USD", remaining: "0" })).toEqual(
    problem("entry_currency", { ...named, remaining: "0.00", currency: "USD" }),
  )
  expect(code({ remaining: "0" })).toEqual(problem("entry_closed", { ...named, remaining: "0.00" }))
  expect(code({ remaining: "80.5" })).toEqual(problem("entry_not_owed", named))
})

test("what is applied is more than nothing, no more than remains, in its decimals, and not before the entry", () => {
  const problems = (amount: string, change: Partial<VendorEntry> = {}) => applied([part(7, amount)], entry(7, change))
  const problem = (code: string, more = {}) => ({
    field: "entries.7",
    code: `payment.${code}`,
    params: { ...named, ...more },
  })
  expect(problems("0")).toEqual([problem("application_not_positive")])
  expect(problems("80.51")).toEqual([problem("more_than_remaining")])
  expect(problems("80.5", { postingDate: "2026-06-15" })).toEqual([])
  expect(problems("-0.001", { postingDate: "2026-06-16" })).toEqual([
    problem("application_not_positive"),
    problem("application_decimals", { decimals: 2 }),
    problem("entry_later", { date: "2026-06-16" }),
  ])
})

test("accounts that are gone, headings or blocked are named, each once", () => {
  const told = handAccounts({ no: "1600", accountType: "heading" }, { no: "1500", blocked: true })
  const unusable = (no: string, name: string) => ({
    field: undefined,
    code: "payment.account_unusable",
    params: { no, name },
  })
  expect(
    settlementAccountProblems(
      told,
      ["1600", "1500", "9999", "1600", "3000"].map(no => ({ no })),
    ),
  ).toEqual([unusable("1600", "Account 1600"), unusable("1500", "Account 1500"), unusable("9999", "")])
  expect(settlementAccountProblems(told, [{ no: null }])).toEqual([
    { field: undefined, code: "payment.exchange_accounts_missing", params: { currency: "" } },
  ])
})

test("a transfer goes to a confirmed bank account of the vendor, and to the one that was named", () => {
  const codes = (change: Partial<NewPayment>, paidTo: Partial<PaymentSetup["paidTo"]>) =>
    check(change, { paidTo: { ...setup().paidTo, ...paidTo } }).map(({ code }) => code)
  expect(codes({}, { accounts: [] })).toEqual(["payment.vendor_bank_account_missing"])
  expect(codes({}, { accounts: [account(1), account(2)] })).toEqual(["payment.vendor_bank_account_choose"])
  expect(codes({ vendorBankAccountId: 2 }, { accounts: [account(1), account(2)] })).toEqual([])
  expect(codes({ vendorBankAccountId: 3 }, {})).toEqual(["payment.vendor_bank_account_unconfirmed"])
  expect(codes({}, { method: { code: "KAS", toBankAccount: false }, accounts: [] })).toEqual([])
  expect(codes({ paymentMethodCode: "X" }, { method: null })).toEqual(["payment.method_unknown"])
  expect(codes({ type: "refund" }, { accounts: [] })).not.toContain("payment.vendor_bank_account_missing")
})
