/** Why a credit memo cannot credit the posted invoice that it names (docs/semantics.md, "Crediting a part"). Pure. */
import { Decimal, withDecimals } from "@/domain/money/decimal"
import { postingLineField } from "./check-lines"
import { invoiceDiscountDue, isWithin, type LeftOfLine, leftToCredit } from "./left-to-credit"
import type { PostingDocument, PostingLine } from "./posting-document"
import type { PostingProblem } from "./posting-problem"
import type { CreditedInvoice } from "./read-credited-invoice"
import type { PostingSetup } from "./read-posting-setup"

/** @returns reasons in the order of the document; none where it credits no posted invoice */
export function creditProblems(document: PostingDocument, { credited, currency }: PostingSetup): PostingProblem[] {
  if (!credited) return []
  const cancelled = cancelledProblem(credited)
  if (cancelled) return [cancelled]
  const lines = document.lines.filter(line => line.creditsLineNo !== null)
  const posted = new Map(credited.lines.map(line => [line.lineNo, line]))
  const left = leftToCredit(credited)
  const now = new Map<number, Decimal>()
  const problems = headerProblems(document, credited)
  for (const line of lines) {
    const lineNo = line.creditsLineNo!
    const [its, rest] = [posted.get(lineNo), left.get(lineNo)]
    // One line of the credit memo for each of the invoice.
    if (!its || !rest || its.type !== line.type || its.no !== line.no || now.has(lineNo)) {
      const params = { no: credited.header.no, lineNo }
      problems.push({ field: postingLineField(line), code: "credit_other_line", params })
    } else problems.push(...lineProblems(line, its, rest, credited, currency.amountDecimals))
    now.set(lineNo, new Decimal(line.lineAmount))
  }
  return [...problems, ...discountProblems(document, now, credited, currency.amountDecimals)]
}

/** A cancelled invoice has nothing left to credit. */
export function cancelledProblem({ header, correctiveNo }: CreditedInvoice): PostingProblem | null {
  if (correctiveNo === null) return null
  return {
    code: "credit_of_cancelled",
    params: { no: header.no, creditMemoNo: correctiveNo },
    correction: { page: "posted_purchase_document", documentType: "credit_memo", no: correctiveNo },
  }
}

/** What a credit memo has of the invoice that it credits, and cannot change. */
export const termsOfInvoice = [
  "buyFromVendorNo",
  "currencyCode",
  "pricesIncludingVat",
  "vatBaseDiscountPercent",
] as const

function headerProblems({ header }: PostingDocument, { header: invoice }: CreditedInvoice): PostingProblem[] {
  const { no, postingDate: date } = invoice
  const other = termsOfInvoice.find(name => header[name] !== invoice[name])
  const problems: PostingProblem[] = other ? [{ field: `header.${other}`, code: "credit_terms", params: { no } }] : []
  if (header.payToVendorNo !== invoice.payToVendorNo && !other) problems.push({ code: "credit_terms", params: { no } })
  if (header.postingDate >= date) return problems
  return [...problems, { field: "header.postingDate", code: "credit_before_invoice", params: { no, date } }]
}

/** @param its the invoice's line */
function lineProblems(
  line: PostingLine,
  its: CreditedInvoice["lines"][number],
  left: LeftOfLine,
  credited: CreditedInvoice,
  decimals: number,
): PostingProblem[] {
  if (line.type === "item" && !isWithin(new Decimal(line.quantity), left.quantity)) {
    return [tooMuch("quantity", postingLineField(line, "quantity"), credited, its, left, decimals)]
  }
  if (isWithin(new Decimal(line.lineAmount), left.amount)) return []
  return [tooMuch("amount", postingLineField(line, "lineAmount"), credited, its, left, decimals)]
}

/**
 * More is credited of a line than is left: says what is left, and which credit memos have taken the rest.
 *
 * @param figure of which there is too much
 */
export function tooMuch(
  figure: "quantity" | "amount",
  field: string,
  { header }: CreditedInvoice,
  { lineNo, description }: Pick<CreditedInvoice["lines"][number], "lineNo" | "description">,
  left: LeftOfLine,
  decimals: number,
): PostingProblem {
  const last = left.takenBy.at(-1)
  const rest: Record<string, string> =
    figure === "quantity" ? { left: left.quantity.toFixed() } : { remaining: withDecimals(left.amount, decimals) }
  const params = { no: header.no, lineNo, description, ...rest }
  if (last === undefined) return { field, code: `credit_${figure}_more_than_posted`, params }
  return {
    field,
    code: `credit_${figure}_more_than_left`,
    params: { ...params, by: left.takenBy.join(", ") },
    correction: { page: "posted_purchase_document", documentType: "credit_memo", no: last },
  }
}

function discountProblems(
  { header }: PostingDocument,
  now: ReadonlyMap<number, Decimal>,
  credited: CreditedInvoice,
  decimals: number,
): PostingProblem[] {
  const due = invoiceDiscountDue(credited, now, decimals)
  if (due.lte(header.invoiceDiscountAmount)) return []
  const params = { no: credited.header.no, worked: due.toFixed(), typed: header.invoiceDiscountAmount }
  return [{ field: "header.invoiceDiscountValue", code: "credit_discount_too_small", params }]
}
