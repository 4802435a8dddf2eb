import { round, toPlain, ZERO } from "@/domain/money/decimal"
import { makesEntry, type PostingDocument, type PostingLine } from "./posting-document"
import type { PostingSetup } from "./read-posting-setup"

/**
 * The line that rounds the document's total to a multiple of the currency's invoice rounding precision, on the vendor
 * posting group's rounding account and without VAT; null where there is nothing to round.
 */
export function invoiceRounding({ lines }: PostingDocument, setup: PostingSetup) {
  const { currency, vendorPostingGroup } = setup
  const precision = currency.invoiceRoundingPrecision
  const accountNo = vendorPostingGroup?.invoiceRoundingAccountNo
  if (precision.isZero() || !accountNo) return null
  let total = ZERO
  for (const line of lines) if (makesEntry(line)) total = total.plus(line.amountIncludingVat)
  const amount = round(total.div(precision), 0).times(precision).minus(total)
  if (amount.isZero()) return null
  const last = lines.at(-1)
  const figure = toPlain(amount)
  return {
    lineId: Math.max(0, ...lines.map(line => line.lineId)) + 1,
    lineNo: (last?.lineNo ?? 0) + 10_000,
    type: "gl_account",
    no: accountNo,
    // As on any line of an account: its own name, in the company's language.
    description: setup.accounts.get(accountNo)?.name ?? "",
    quantity: "1",
    unitOfMeasureCode: "",
    qtyPerUnitOfMeasure: "1",
    price: figure,
    pricePer: "1",
    lineDiscountPercent: "0",
    lineDiscountAmount: "0",
    lineAmount: figure,
    typedAmount: null,
    chargeAccountNo: null,
    vatProdPostingGroup: null,
    genProdPostingGroup: null,
    vatIdentifier: "",
    vatPercent: "0",
    vatCalculationType: "exempt",
    allowInvoiceDiscount: false,
    amount: figure,
    amountIncludingVat: figure,
    costSource: null,
    vendorItemNo: "",
    invoiceDiscountAmount: "0",
    vatDifference: "0",
    creditsLineNo: null,
  } satisfies PostingLine
}

/** The line that posting added to round the total: nobody's own line lacks a VAT product posting group. */
export function isInvoiceRounding(line: Pick<PostingLine, "type" | "vatProdPostingGroup">): boolean {
  return line.type === "gl_account" && line.vatProdPostingGroup === null
}
