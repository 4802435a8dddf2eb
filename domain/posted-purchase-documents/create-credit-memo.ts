import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { type DocumentCurrency, readDocumentCurrency } from "@/domain/documents/document-currency"
import { workOutAmounts } from "@/domain/documents/draft-amounts"
import { onceByForm, sendingOf } from "@/domain/documents/form-once"
import type { InvoiceDiscount } from "@/domain/documents/invoice-discount"
import { type DraftLine, fieldsWithDefault } from "@/domain/documents/line-fields"
import { numberLines } from "@/domain/documents/lines"
import { type Issue, Refusal } from "@/domain/errors"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { takeNumberOf } from "@/domain/numbering/take-number"
import { cancelledProblem, tooMuch } from "@/domain/posting/check-credit"
import { isInvoiceRounding } from "@/domain/posting/invoice-rounding"
import {
  invoiceDiscountDue,
  isCreditable,
  isWithin,
  type LeftOfLine,
  leftToCredit,
} from "@/domain/posting/left-to-credit"
import type { PostedLine } from "@/domain/posting/non-deductible-vat"
import type { PostingLine } from "@/domain/posting/posting-document"
import type { PostingProblem } from "@/domain/posting/posting-problem"
import { type CreditedInvoice, readCreditedInvoice } from "@/domain/posting/read-credited-invoice"
import { creditField } from "./credit-field"
import { creditMemoOf } from "./credit-memo-of"
import { amountOfQuantity, creditedLine } from "./credited-line"
import { asTyped, insertDraft } from "./insert-draft"
import { readPostedLines } from "./read-posted-lines"

/** What was typed beside a line of the invoice: decimal strings, "" for nothing. */
export type CreditOfLine = { lineNo: number; quantity: string; amount: string }

export type CreditInput = {
  /** Id the page made: sent twice with the same content, it makes one credit memo. */
  formId: string
  /** Everything that is left of the invoice, whatever is typed; else the lines with a quantity or an amount. */
  everything: boolean
  lines: readonly CreditOfLine[]
}

/**
 * Makes a purchase credit memo, a draft, of lines of a posted purchase invoice (docs/semantics.md, "Crediting a part"): items by
 * quantity, accounts and charges by amount, each linked to the line that it credits. Counted is what is posted; posting it
 * checks anew.
 *
 * @returns the draft's number
 * @throws Refusal with every issue beside its field; NotFound for an unknown number or another company's; Forbidden
 */
export async function createCreditMemo(actor: Actor, no: string, input: CreditInput): Promise<string> {
  authorise(actor, "purchase_invoice.edit_all")
  const sending = { ...input, no }
  return inCompany(actor.companyId, tx =>
    onceByForm(tx, actor, sendingOf(sending), async () => {
      const { companyId } = actor
      const invoice = await readCreditedInvoice(tx, companyId, no)
      const { currencyCode, postingDate } = invoice.header
      const currency = await readDocumentCurrency(tx, companyId, currencyCode, postingDate)
      const lines = await creditedLines(tx, invoice, input, currency)
      return writeDraft(tx, actor, invoice, lines, currency)
    }),
  )
}

/** @throws Refusal where something typed cannot stand, or nothing is credited */
async function creditedLines(
  tx: Tx,
  invoice: CreditedInvoice,
  { everything, lines: typed }: CreditInput,
  { amountDecimals: decimals }: DocumentCurrency,
): Promise<PostingLine[]> {
  const cancelled = cancelledProblem(invoice)
  if (cancelled) throw new Refusal([cancelled])
  const said = new Map(typed.map(each => [each.lineNo, each]))
  const left = leftToCredit(invoice)
  const issues: Issue[] = []
  const credited: PostingLine[] = []
  for (const line of await readPostedLines(tx, invoice.header.companyId, invoice.header.no)) {
    const rest = left.get(line.lineNo)!
    const wanted = everything ? wholeOf(line, rest) : said.get(line.lineNo)
    if (isInvoiceRounding(line) || !wanted || (isNothing(wanted.quantity) && isNothing(wanted.amount))) continue
    const problems = problemsOf(invoice, line, rest, wanted, decimals)
    issues.push(...problems)
    if (problems.length === 0) credited.push(partOf(line, rest, wanted, decimals))
  }
  if (issues.length > 0) throw new Refusal(issues)
  if (credited.length === 0) throw new Refusal([{ code: everything ? "credit_nothing_left" : "credit_nothing_chosen" }])
  return credited
}

/** Blank, or nought. */
const isNothing = (typed: string) => typed === "" || new Decimal(typed).isZero()

function wholeOf(line: PostingLine, left: LeftOfLine): CreditOfLine | undefined {
  if (!isCreditable(line, left)) return undefined
  const isItem = line.type === "item"
  return {
    lineNo: line.lineNo,
    quantity: isItem ? toPlain(left.quantity) : "",
    amount: isItem ? "" : toPlain(left.amount),
  }
}

function partOf(
  { nonDeductibleVatPercent, nonDeductibleVatAmount, nonDedVatAccountNo, ...line }: PostedLine,
  left: LeftOfLine,
  wanted: CreditOfLine,
  decimals: number,
): PostingLine {
  const quantity = line.type === "item" ? new Decimal(wanted.quantity) : null
  const amount =
    quantity && wanted.amount === "" ? amountOfQuantity(line, left, quantity, decimals) : new Decimal(wanted.amount)
  const part = creditedLine(line, left, { quantity, amount }, decimals)
  return { ...asTyped(part, fieldsWithDefault), creditsLineNo: line.lineNo }
}

/** Why what is typed beside a line cannot stand. */
function problemsOf(
  invoice: CreditedInvoice,
  line: PostingLine,
  left: LeftOfLine,
  { quantity, amount, lineNo }: CreditOfLine,
  decimals: number,
): PostingProblem[] {
  const problems: PostingProblem[] = []
  const field = (figure: "quantity" | "amount") => creditField(figure, lineNo)
  const exceeds = (figure: "quantity" | "amount") => tooMuch(figure, field(figure), invoice, line, left, decimals)
  if (line.type === "item" && isNothing(quantity))
    problems.push({ field: field("quantity"), code: "credit_by_quantity" })
  if (line.type !== "item" && isNothing(amount)) problems.push({ field: field("amount"), code: "credit_by_amount" })
  if (line.type !== "item" && quantity !== "") problems.push({ field: field("quantity"), code: "credit_by_amount" })
  if (problems.length > 0) return problems
  if (line.type === "item" && !isWithin(new Decimal(quantity), left.quantity)) problems.push(exceeds("quantity"))
  if (amount !== "" && !isWithin(new Decimal(amount), left.amount)) problems.push(exceeds("amount"))
  return problems
}

async function writeDraft(
  tx: Tx,
  actor: Actor,
  invoice: CreditedInvoice,
  credited: readonly PostingLine[],
  { amountDecimals: decimals, timeZone }: DocumentCurrency,
): Promise<string> {
  const { companyId } = actor
  const { header } = invoice
  const no = await takeNumberOf(tx, companyId, "purchaseCreditMemoNos")
  const { header: snapshot } = creditMemoOf(header, {
    lines: [],
    postingDate: today(timeZone),
    description: `Credit Memo ${no}`,
    actor,
  })
  const { pricesIncludingVat, vatBaseDiscountPercent } = header
  const terms = { pricesIncludingVat, vatBaseDiscountPercent, decimals }
  const undiscounted = workOutAmounts(credited, terms)
  const due = invoiceDiscountDue(
    invoice,
    new Map(undiscounted.lines.map(line => [line.creditsLineNo!, new Decimal(line.lineAmount)])),
    decimals,
  )
  const invoiceDiscount: InvoiceDiscount = due.isZero()
    ? { calculation: "none" }
    : { calculation: "amount", value: toPlain(due) }
  const { lines, ...totals } = workOutAmounts(credited, { ...terms, invoiceDiscount })
  const draft = {
    ...snapshot,
    ...totals,
    no,
    documentType: "credit_memo" as const,
    creditsNo: header.no,
    // These stand on the vendor's own credit memo.
    vendorInvoiceNo: "",
    yourReference: "",
    invoiceDiscountCalculation: invoiceDiscount.calculation,
    invoiceDiscountValue: toPlain(due),
  }
  const numbered: DraftLine[] = numberLines(lines)
  await insertDraft(tx, actor, draft, numbered, { creditsNo: header.no })
  return no
}
