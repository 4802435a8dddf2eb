/** Every reason why a purchase document cannot be posted, all at once (docs/semantics.md, "Posting is refused when"). Pure. */

import { isServiceCharge, isTextLine } from "@/domain/documents/draft"
import { serviceChargeDue } from "@/domain/documents/invoice-discount"
import { Decimal, sum, toPlain, ZERO } from "@/domain/money/decimal"
import { vendorProblems } from "@/domain/pricing/vendor-terms"
import { postingAccountProblems } from "./check-account"
import { amountProblems } from "./check-amounts"
import { creditProblems } from "./check-credit"
import { postingLineField, postingLineProblems } from "./check-lines"
import { tierDiscountProblems } from "./check-tiers"
import { vatDifferenceProblems } from "./check-vat-differences"
import { invoiceRounding } from "./invoice-rounding"
import { mayPostOn } from "./posting-dates"
import { makesEntry, type PostingDocument, type PostingLine } from "./posting-document"
import type { Correction, PostingProblem } from "./posting-problem"
import type { PostingSetup } from "./read-posting-setup"

/**
 * @returns reasons in the order of the document: header, vendor, lines, totals, accounts. None: `composePosting` works.
 */
export function checkPosting(document: PostingDocument, setup: PostingSetup): PostingProblem[] {
  return unique([
    ...headerProblems(document, setup),
    ...vendorProblemsOf(document, setup),
    ...unprovenProblems(setup),
    ...postingLineProblems(document, setup),
    ...amountProblems(document, setup),
    ...totalProblems(document, setup),
    ...creditProblems(document, setup),
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
  const maximum = new Decimal(setup.purchases.vatTolerancePercent)
  // What a credit memo gives back of a posted invoice is as it was.
  if (header.creditsNo === null && maximum.lt(header.vatBaseDiscountPercent)) {
    const params = { maximum: toPlain(maximum) }
    problems.push({ field: "header.vatBaseDiscountPercent", code: "vat_base_discount_too_large", params })
  }
  const field = "header.vendorInvoiceNo"
  if (header.vendorInvoiceNo.trim() === "" && setup.purchases.extDocNoMandatory) {
    const code = documentType === "credit_memo" ? "vendor_cr_memo_no_missing" : "vendor_invoice_no_missing"
    problems.push({ field, code })
  }
  const [duplicate] = setup.postedDuplicates
  if (duplicate && header.duplicateReason === "") {
    const params = { no: duplicate.no, vendorInvoiceNo: duplicate.vendorInvoiceNo }
    const code = documentType === "credit_memo" ? "duplicate_posted_credit_memo" : "duplicate_posted_invoice"
    const correction: Correction =
      duplicate.openingNo === undefined
        ? { page: "posted_purchase_document", documentType, no: duplicate.no }
        : { page: "opening_balance", no: duplicate.openingNo }
    problems.push({ field, code, params, correction })
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

function vendorProblemsOf(
  { header }: PostingDocument,
  { vendor, vendorPostingGroup, accounts }: PostingSetup,
): PostingProblem[] {
  if (!vendor) return [{ field: "header.buyFromVendorNo", code: "vendor_not_found", params: { no: "" } }]
  const problems: PostingProblem[] = vendorProblems(vendor)
    .filter(({ code }) => code !== "exchange_rate_missing")
    // What was posted with a vendor that is merged by now is still taken back with it.
    .filter(({ code }) => code !== "vendor_merged" || header.creditsNo === null)
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

/** Whom nobody but their maker has looked at, where the setup refuses them. */
function unprovenProblems({ vendor, purchases }: PostingSetup): PostingProblem[] {
  if (!vendor || purchases.unprovenVendors !== "posting") return []
  const { buyFrom, payTo } = vendor
  const unproven = (payTo.no === buyFrom.no ? [buyFrom] : [buyFrom, payTo]).filter(party => party.unproven)
  return unproven.map(({ no, name }) => ({
    field: "header.buyFromVendorNo",
    code: "vendor_unproven",
    params: { vendor: name, no },
    correction: { page: "vendor", no },
  }))
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
    problems.push({ field: postingLineField(least, "quantity"), code })
  }
  problems.push(...controlProblems(document, setup, { net, gross }))
  problems.push(...vatDifferenceProblems(document, setup))
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

/** Totals that were typed as they stand on the paper differ from those of the lines. */
function controlProblems(
  { header, documentType }: PostingDocument,
  setup: PostingSetup,
  { net, gross }: { net: Decimal; gross: Decimal },
): PostingProblem[] {
  const problems: PostingProblem[] = []
  const controls = [
    ["controlAmountIncludingVat", header.controlAmountIncludingVat, gross],
    ["controlVatAmount", header.controlVatAmount, gross.minus(net)],
  ] as const
  for (const [name, typed, worked] of controls) {
    if (typed === null || worked.eq(typed)) continue
    const params = { typed, worked: worked.toFixed(), difference: worked.minus(typed).toFixed() }
    // A cent or so of VAT is what the vendor's program rounds otherwise: it is typed as it stands on the paper.
    const isNear = worked.minus(typed).abs().lte(setup.currency.maxVatDifferenceAllowed)
    const correction = { page: "vat_amounts", documentType: documentType, no: header.no } as const
    problems.push({
      field: `header.${name}`,
      code: isNear ? "control_total_near" : "control_total_differs",
      params,
      ...(isNear && { correction }),
    })
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
