/** Every reason why a purchase document cannot be posted, all at once (docs/semantics.md, "Posting is refused when"). Pure. */

import { isServiceCharge, isTextLine } from "@/domain/documents/draft"
import { serviceChargeDue } from "@/domain/documents/invoice-discount"
import type { Issue } from "@/domain/errors"
import { Decimal, sum, ZERO } from "@/domain/money/decimal"
import { vendorProblems } from "@/domain/pricing/vendor-terms"
import { amountProblems } from "./check-amounts"
import { tierDiscountProblems } from "./check-tiers"
import { purchaseAccount } from "./compose-posting"
import { invoiceRounding } from "./invoice-rounding"
import { postedDiscounts } from "./posted-discounts"
import { mayPostOn } from "./posting-dates"
import { makesEntry, type PostingDocument, type PostingLine } from "./posting-document"
import type { PostingSetup } from "./read-posting-setup"

/** A reason, with the page that corrects it where that is not the document itself. */
export type PostingProblem = Issue & { correction?: Correction }

/** Where a reason is corrected; the page knows the addresses. */
export type Correction =
  | { page: "vendor" | "item" | "gl_account" | "payment"; no: string }
  | { page: "posted_purchase_document"; documentType: PostingDocument["documentType"]; no: string }
  | { page: "general_posting_setup" | "vat_posting_setup"; bus: string; prod: string }
  | { page: "vendor_posting_group" | "inventory_posting_group" | "currency"; code: string }
  | { page: "posting_dates" }

/** Whether a reason is corrected in the company's setup, which administrators alone change. */
export function isCorrectedInSetup({ correction }: PostingProblem): boolean {
  return (
    correction !== undefined && !["vendor", "item", "payment", "posted_purchase_document"].includes(correction.page)
  )
}

/**
 * @returns reasons in the order of the document: header, vendor, lines, totals, accounts. None: `composePosting` works.
 */
export function checkPosting(document: PostingDocument, setup: PostingSetup): PostingProblem[] {
  return unique([
    ...headerProblems(document, setup),
    ...vendorProblemsOf(setup),
    ...lineProblems(document, setup),
    ...amountProblems(document, setup),
    ...totalProblems(document, setup),
  ])
}

function headerProblems({ header, documentType, correctsNo }: PostingDocument, setup: PostingSetup): PostingProblem[] {
  const problems = postingDateProblems(header.postingDate, setup, "header.postingDate")
  if (setup.currency.isRateMissing) {
    const params = { currency: header.currencyCode, date: header.postingDate }
    const correction = { page: "currency", code: header.currencyCode } as const
    problems.push({ field: "header.postingDate", code: "exchange_rate_missing", params, correction })
  }
  if (correctsNo !== null) return problems
  const field = "header.vendorInvoiceNo"
  if (header.vendorInvoiceNo.trim() === "" && setup.purchases.extDocNoMandatory) {
    const code = documentType === "credit_memo" ? "vendor_cr_memo_no_missing" : "vendor_invoice_no_missing"
    problems.push({ field, code })
  }
  const [duplicate] = setup.postedDuplicates
  if (duplicate && header.duplicateReason === "") {
    const params = { no: duplicate.no, vendorInvoiceNo: duplicate.vendorInvoiceNo }
    const code = documentType === "credit_memo" ? "duplicate_posted_credit_memo" : "duplicate_posted_invoice"
    problems.push({
      field,
      code,
      params,
      correction: { page: "posted_purchase_document", documentType, no: duplicate.no },
    })
  }
  return problems
}

/** @param field the control that the date was typed in */
export function postingDateProblems(date: string, setup: PostingSetup, field: string): PostingProblem[] {
  if (mayPostOn(date, setup)) return []
  const { allowPostingFrom: from, allowPostingTo: to } = setup.userRange ?? setup.purchases
  const range = from === null ? "to" : to === null ? "from" : "both"
  const params = { date, from: from ?? "", to: to ?? "", range }
  return [{ field, code: "posting_date_not_allowed", params, correction: { page: "posting_dates" } }]
}

function vendorProblemsOf({ vendor, vendorPostingGroup, accounts }: PostingSetup): PostingProblem[] {
  if (!vendor) return [{ field: "header.buyFromVendorNo", code: "vendor_not_found", params: { no: "" } }]
  const problems: PostingProblem[] = vendorProblems(vendor)
    .filter(({ code }) => code !== "exchange_rate_missing")
    .map(problem => ({
      ...problem,
      field: "header.buyFromVendorNo",
      correction: { page: "vendor", no: String(problem.params?.no) },
    }))
  if (!vendorPostingGroup) return problems
  const correction = { page: "vendor_posting_group", code: vendorPostingGroup.code } as const
  problems.push(...postingAccountProblems(accounts, vendorPostingGroup.payablesAccountNo, correction))
  return problems
}

function lineProblems(document: PostingDocument, setup: PostingSetup): PostingProblem[] {
  const lines = document.lines.filter(makesEntry)
  if (lines.length === 0) return [{ code: "nothing_to_post" }]
  return lines.flatMap(line => [
    ...(line.type === "item" ? itemProblems(line, document, setup) : []),
    ...(line.type === "gl_account" ? glAccountProblems(line, setup) : []),
    ...(line.type === "item" || line.type === "gl_account" ? [] : [unsupported(line)]),
    ...discountProblems(line, document, setup),
    ...vatProblems(line, document, setup),
  ])
}

const fieldOf = (line: PostingLine, name = "no") => `lines.${line.lineId}.${name}`

const unsupported = (line: PostingLine): PostingProblem => ({
  field: fieldOf(line),
  code: "line_type_not_posted",
  params: { lineNo: line.lineNo, description: line.description },
})

function itemProblems(line: PostingLine, document: PostingDocument, setup: PostingSetup): PostingProblem[] {
  const found = setup.items.get(line.no!)
  const params = { no: line.no!, description: line.description }
  const field = fieldOf(line)
  if (!found) return [{ field, code: "item_not_found", params }]
  const correction = { page: "item", no: found.no } as const
  const problems: PostingProblem[] = []
  if (found.blocked) problems.push({ field, code: "item_blocked", params, correction })
  else if (found.purchasingBlocked && document.documentType === "invoice") {
    problems.push({ field, code: "item_purchasing_blocked", params, correction })
  }
  const [bus, prod] = [document.header.genBusPostingGroup ?? "", line.genProdPostingGroup ?? ""]
  const general = setup.generalSetups.get(prod)
  const inSetup = { page: "general_posting_setup", bus, prod } as const
  if (!general || general.blocked) {
    problems.push({ field, code: "general_posting_setup_lacking", params: { bus, prod }, correction: inSetup })
  } else {
    problems.push(...postingAccountProblems(setup.accounts, purchaseAccount(general, document), inSetup))
    if (found.type === "inventory") {
      problems.push(...postingAccountProblems(setup.accounts, general.directCostAppliedAccountNo, inSetup))
    }
  }
  if (found.type === "inventory") {
    const group = found.inventoryPostingGroup ?? ""
    const account = setup.inventoryAccounts.get(group)
    const groupMend = { page: "inventory_posting_group", code: group } as const
    if (account === undefined) problems.push({ field, code: "item_inventory_group_missing", params, correction })
    else problems.push(...postingAccountProblems(setup.accounts, account, groupMend))
  }
  return problems
}

function glAccountProblems(line: PostingLine, { accounts }: PostingSetup): PostingProblem[] {
  const correction = { page: "gl_account", no: line.no! } as const
  const account = accounts.get(line.no!)
  const problems = postingAccountProblems(accounts, line.no, correction).map(problem => ({
    ...problem,
    field: fieldOf(line),
  }))
  // Control accounts belong to a subledger or the VAT return: a line of hand would part them.
  if (problems.length === 0 && account && !account.directPosting) {
    const params = { no: account.no, name: account.name }
    problems.push({ field: fieldOf(line), code: "gl_account_no_direct_posting", params, correction })
  }
  return problems
}

/** Of discounts that the company posts on accounts of their own. */
function discountProblems(line: PostingLine, document: PostingDocument, setup: PostingSetup): PostingProblem[] {
  const discounts = postedDiscounts(line, document, setup)
  if (discounts.length === 0) return []
  const [bus, prod] = [document.header.genBusPostingGroup ?? "", line.genProdPostingGroup ?? ""]
  const correction = { page: "general_posting_setup", bus, prod } as const
  const general = setup.generalSetups.get(prod)
  // An item's is asked for anyway.
  const lacks = line.type === "gl_account" && (!general || general.blocked)
  if (lacks) return [{ field: fieldOf(line), code: "general_posting_setup_lacking", params: { bus, prod }, correction }]
  return general
    ? discounts.flatMap(({ accountNo }) => postingAccountProblems(setup.accounts, accountNo, correction))
    : []
}

function vatProblems(line: PostingLine, document: PostingDocument, setup: PostingSetup): PostingProblem[] {
  const [bus, prod] = [document.header.vatBusPostingGroup ?? "", line.vatProdPostingGroup ?? ""]
  const found = setup.vatSetups.get(prod)
  const correction = { page: "vat_posting_setup", bus, prod } as const
  const field = fieldOf(line)
  if (!found || found.blocked) return [{ field, code: "vat_posting_setup_lacking", params: { bus, prod }, correction }]
  const shown = found.vatCalculationType === "normal" ? found.vatPercent : "0"
  const isChanged =
    document.correctsNo === null &&
    (found.vatCalculationType !== line.vatCalculationType ||
      (found.vatCalculationType === "normal" && !new Decimal(shown).eq(line.vatPercent)))
  if (isChanged) {
    const params = { bus, prod, was: line.vatPercent, is: shown }
    return [{ field, code: "vat_posting_setup_changed", params, correction }]
  }
  if (found.vatCalculationType === "exempt" || new Decimal(found.vatPercent).isZero()) return []
  const problems = postingAccountProblems(setup.accounts, found.purchaseVatAccountNo, correction)
  if (found.vatCalculationType === "reverse_charge") {
    problems.push(...postingAccountProblems(setup.accounts, found.reverseChargeVatAccountNo, correction))
  }
  return problems
}

function totalProblems(document: PostingDocument, setup: PostingSetup): PostingProblem[] {
  const { header } = document
  const problems: PostingProblem[] = []
  let [net, gross] = [ZERO, ZERO]
  let least: PostingLine | undefined
  for (const line of document.lines.filter(makesEntry)) {
    net = net.plus(line.amount)
    gross = gross.plus(line.amountIncludingVat)
    if (!least || new Decimal(line.amountIncludingVat).lt(least.amountIncludingVat)) least = line
  }
  if (least && gross.isNegative() && !gross.isZero()) {
    const code = document.documentType === "credit_memo" ? "credit_memo_total_negative" : "total_negative"
    // Where to look first: the line that takes most off.
    problems.push({ field: fieldOf(least, "quantity"), code })
  }
  const controls = [
    ["controlAmountIncludingVat", header.controlAmountIncludingVat, gross],
    ["controlVatAmount", header.controlVatAmount, gross.minus(net)],
  ] as const
  for (const [name, typed, worked] of controls) {
    if (typed === null || worked.eq(typed)) continue
    const params = { typed, worked: worked.toFixed(), difference: worked.minus(typed).toFixed() }
    problems.push({ field: `header.${name}`, code: "control_total_differs", params })
  }
  problems.push(...tierDiscountProblems(document, setup), ...serviceChargeProblems(document, setup))
  const { currency } = setup
  const currencyMend = { page: "currency", code: currency.code } as const
  if (currency.isForeign)
    problems.push(...postingAccountProblems(setup.accounts, currency.roundingAccountNo, currencyMend))
  const rounding = invoiceRounding(document, setup)
  if (rounding) {
    const correction = { page: "vendor_posting_group", code: header.vendorPostingGroup ?? "" } as const
    problems.push(...postingAccountProblems(setup.accounts, rounding.no, correction))
  }
  return problems
}

/** The draft keeps the service charge of the vendor's tiers as they were when it was saved. */
function serviceChargeProblems({ header, lines }: PostingDocument, setup: PostingSetup): PostingProblem[] {
  if (header.invoiceDiscountCalculation !== "tiers") return []
  const bought = lines.filter(line => !isTextLine(line) && !isServiceCharge(line))
  const amounts = bought.map(line => new Decimal(line.lineAmount))
  const due = serviceChargeDue(amounts, setup.invoiceDiscount, setup.currency.amountDecimals)
  const charged = sum(lines.filter(isServiceCharge).map(line => new Decimal(line.lineAmount)))
  if (due.eq(charged)) return []
  const accountNo = setup.vendorPostingGroup?.serviceChargeAccountNo ?? null
  const correction = { page: "vendor_posting_group", code: header.vendorPostingGroup ?? "" } as const
  if (!due.isZero() && accountNo === null) return postingAccountProblems(setup.accounts, accountNo, correction)
  const params = { typed: charged.toFixed(), worked: due.toFixed() }
  return [{ field: "header.invoiceDiscountCalculation", code: "service_charge_changed", params }]
}

/** Why nothing can be posted to an account. @param correct where a missing account is set up */
export function postingAccountProblems(
  accounts: PostingSetup["accounts"],
  no: string | null,
  correction: Correction,
): PostingProblem[] {
  if (no === null) return [{ code: "account_not_set_up", params: named(correction), correction }]
  const account = accounts.get(no)
  if (!account) return [{ code: "gl_account_gone", params: { no }, correction }]
  const params = { no, name: account.name }
  if (account.accountType !== "posting")
    return [{ code: "gl_account_not_posting", params, correction: { page: "gl_account", no } }]
  if (account.blocked) return [{ code: "gl_account_blocked", params, correction: { page: "gl_account", no } }]
  return []
}

function named(correction: Correction): Record<string, string> {
  if ("bus" in correction) return { setup: correction.page, code: `${correction.bus} × ${correction.prod}` }
  if ("code" in correction) return { setup: correction.page, code: correction.code }
  return { setup: correction.page, code: "no" in correction ? correction.no : "" }
}

/** A reason that several lines share is said once, beside the first of them. */
function unique(problems: PostingProblem[]): PostingProblem[] {
  const seen = new Set<string>()
  return problems.filter(problem => {
    const shared = problem.correction && !["item", "gl_account"].includes(problem.correction.page)
    const key = JSON.stringify([shared ? null : problem.field, problem.code, problem.params])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
