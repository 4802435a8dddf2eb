/** Every reason why an opening cannot be posted, all at once. Pure. */
import type { Issue } from "@/domain/errors"
import { Decimal, withDecimals } from "@/domain/money/decimal"
import { controlBalances, trialBalanceSum } from "./control-differences"
import {
  type AccountLine,
  bankOf,
  openingDate,
  type PreparedOpening,
  type StockLine,
  type VendorLine,
} from "./prepared"

/** What the books have already that an opening may not stand beside. */
export type BookedBefore = {
  /** The first transaction that is of no opening, on or before the day of the opening; null: none. */
  before: { no: number; postingDate: string } | null
  /** Lines whose number the vendor has used in what is posted and stands, with the document. */
  used: ReadonlyMap<number, string>
  /** Why the date cannot be posted on; none: it can. */
  date: readonly Issue[]
}

/** @returns the reasons in the order of the page: the opening itself, vendors, trial balance, stock, control accounts */
export function openingProblems(prepared: PreparedOpening, booked: BookedBefore): Issue[] {
  const { vendors, accounts, stock } = prepared
  if (vendors.length + accounts.length + stock.length === 0) return [...ownProblems(prepared, booked), nothing]
  return [
    ...ownProblems(prepared, booked),
    ...vendors.flatMap(line => vendorProblems(line, prepared, booked)),
    ...accounts.flatMap(line => accountProblems(line, prepared)),
    ...stock.flatMap(line => stockProblems(line, prepared)),
    ...differenceProblems(prepared),
  ]
}

const nothing: Issue = { code: "opening.nothing" }

function ownProblems(prepared: PreparedOpening, { before, date }: BookedBefore): Issue[] {
  const { startDate, clearingAccountNo } = prepared
  const problems: Issue[] = []
  if (startDate === null) problems.push({ field: "startDate", code: "required" })
  problems.push(...date)
  if (before) {
    problems.push({ field: "startDate", code: "opening.booked_before", params: { date: before.postingDate } })
  }
  if (clearingAccountNo === null) problems.push({ field: "clearingAccountNo", code: "required" })
  else {
    const code = whyNotClearing(clearingAccountNo, prepared)
    const params = { no: clearingAccountNo, name: prepared.chart.get(clearingAccountNo)?.name ?? "" }
    if (code) problems.push({ field: "clearingAccountNo", code, params })
  }
  return problems
}

/** Why an account cannot stand between the transactions of an opening; null: it can. */
export function whyNotClearing(
  no: string,
  { chart, payablesAccounts, inventoryAccounts, vatAccounts, banks, accounts }: PreparedOpening,
): string | null {
  if (!isUsable(chart.get(no))) return "opening.account_unusable"
  const controls = [payablesAccounts, inventoryAccounts, vatAccounts].some(of => of.has(no))
  if (controls || banks.some(({ glAccountNo }) => glAccountNo === no)) return "opening.clearing_is_control"
  return accounts.some(line => line.glAccountNo === no) ? "opening.clearing_has_balance" : null
}

const isUsable = (account: { accountType: string; blocked: boolean } | undefined) =>
  account?.accountType === "posting" && !account.blocked

function vendorProblems(line: VendorLine, { startDate, lcy }: PreparedOpening, { used }: BookedBefore): Issue[] {
  const { vendorNo, vendorInvoiceNo } = line
  const params = { document: vendorInvoiceNo, vendor: vendorNo }
  const problems: Issue[] = []
  if (line.vendorName === null) problems.push({ code: "opening.vendor_gone", params })
  else if (line.payablesAccountNo === null) problems.push({ code: "opening.vendor_without_group", params })
  if (line.amountDecimals === null) {
    problems.push({ code: "opening.currency_gone", params: { ...params, currency: line.currencyCode } })
  }
  if (startDate !== null && line.documentDate > openingDate(startDate)) {
    problems.push({ code: "opening.document_later", params: { ...params, date: line.documentDate } })
  }
  if (line.currencyCode === lcy.code && !new Decimal(line.amount).eq(line.amountLcy)) {
    problems.push({ code: "opening.lcy_differs", params })
  }
  const document = used.get(line.no)
  if (document !== undefined) problems.push({ code: "opening.number_used", params: { ...params, used: document } })
  return problems
}

function accountProblems(line: AccountLine, { chart, banks, lcy }: PreparedOpening): Issue[] {
  const { glAccountNo: no, bankAccountNo: bank } = line
  const account = chart.get(no)
  if (!isUsable(account)) return [{ code: "opening.account_unusable", params: { no, name: account?.name ?? "" } }]
  const held = banks.filter(({ glAccountNo }) => glAccountNo === no)
  const found = bankOf(line, banks)
  if (bank !== "" && !found) return [{ code: "opening.bank_elsewhere", params: { no, bank } }]
  if (!found) return held.length > 1 ? [{ code: "opening.which_bank", params: { no } }] : []
  if (found.currencyCode === lcy.code) return []
  const params = { no, bank: found.no, currency: found.currencyCode }
  if (line.bankAmount === null) return [{ code: "opening.bank_amount_missing", params }]
  const isTurned = new Decimal(line.bankAmount).times(line.amount).isNegative()
  return isTurned ? [{ code: "opening.bank_amount_turned", params }] : []
}

function stockProblems({ itemNo, item, inventoryAccountNo }: StockLine, { chart }: PreparedOpening): Issue[] {
  const params = { item: itemNo }
  if (!item) return [{ code: "opening.item_gone", params }]
  if (item.type !== "inventory") return [{ code: "opening.item_not_stocked", params }]
  if (inventoryAccountNo === null) return [{ code: "opening.item_without_group", params }]
  const account = chart.get(inventoryAccountNo)
  const unusable = { no: inventoryAccountNo, name: account?.name ?? "" }
  return isUsable(account) ? [] : [{ code: "opening.account_unusable", params: unusable }]
}

function differenceProblems(prepared: PreparedOpening): Issue[] {
  const amount = (of: Decimal) => withDecimals(of, prepared.lcy.decimals)
  const problems = controlBalances(prepared)
    .filter(({ difference }) => !difference.isZero())
    .map(({ ledger, glAccountNo, name, trialBalance, subledger, difference }): Issue => {
      const amounts = { has: amount(trialBalance), holds: amount(subledger), difference: amount(difference) }
      return { code: "opening.control_differs", params: { ledger, no: glAccountNo, name, ...amounts } }
    })
  const left = trialBalanceSum(prepared)
  if (!left.isZero()) problems.push({ code: "opening.out_of_balance", params: { amount: amount(left) } })
  return problems
}
