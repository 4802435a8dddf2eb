import { type LineValues, pricesPer } from "@/domain/documents/line-fields"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { readStatistics } from "@/domain/purchase-documents/read-statistics"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { turnPurchaseDocument } from "@/domain/purchase-documents/turn-purchase-document"
import { typeVatAmounts } from "@/domain/purchase-documents/type-vat-amounts"
import { editOf } from "@/test/edit"
import { makePurchaseCreditMemo, makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { isTurned, type Paper, type PaperCharge, type PaperLine, plainOf } from "./paper"
import { groupOf, type PaperCompany } from "./paper-company"

/**
 * Enters a paper as a person does: its lines as printed, then whatever came to another amount, then the VAT that differs, then
 * the totals to compare with.
 * @returns the number of the draft
 */
export async function enterPaper(own: PaperCompany, paper: Paper): Promise<string> {
  const { manager } = own
  const make = paper.kind === "invoice" ? makePurchaseInvoice : makePurchaseCreditMemo
  const lines = [...paper.lines.map(lineOf), ...paper.charges.map(chargeOf)]
  const no = await make(
    manager,
    own.vendorOf(paper),
    lines.map(({ rate, ...line }) => ({ type: "gl_account", no: own.accountOf(rate), ...line })),
  )
  await correctAmounts(own, paper, no)
  await correctVat(own, paper, no)
  const totals = {
    controlAmountIncludingVat: plainOf(paper.total.gross),
    controlVatAmount: plainOf(paper.total.vat),
  }
  await savePurchaseDocument(manager, no, editOf(await readPurchaseDocument(manager, no), { header: totals }))
  return no
}

/** Enters and posts it; below zero, as the other type of document. @returns the posted document, and its transaction */
export async function postPaper(own: PaperCompany, paper: Paper) {
  const { manager } = own
  const entered = await enterPaper(own, paper)
  if (paper.total.gross >= 0n) return postPurchaseDocument(manager, entered, { unreviewed: true })
  const { version } = (await readPurchaseDocument(manager, entered)).header
  const { no } = await turnPurchaseDocument(manager, entered, version)
  return postPurchaseDocument(manager, no, { unreviewed: true })
}

type Entered = NewLine & { rate: string }

/** The largest number of decimals that a cost may have. */
const COST_DECIMALS = 10

function lineOf(line: PaperLine): Entered {
  const { description, price, per, discountPercent, discount, rate } = line
  const quantity = isTurned(line) ? `-${line.quantity}` : line.quantity
  const isKnown = pricesPer.includes(per)
  // Of another number of units the cost of one is typed, as far as it goes.
  const cost = isKnown ? price : toPlain(new Decimal(price).div(per).toDecimalPlaces(COST_DECIMALS))
  return {
    description,
    quantity,
    price: cost,
    pricePer: isKnown ? per : "1",
    ...(discount === 0n ? { lineDiscountPercent: discountPercent } : { lineDiscountAmount: plainOf(discount) }),
    rate,
  }
}

function chargeOf({ description, amount, rate }: PaperCharge): Entered {
  const isAllowance = amount < 0n
  return { description, quantity: isAllowance ? "-1" : "1", price: plainOf(isAllowance ? -amount : amount), rate }
}

/** Types the line amounts that came to something else than is printed. */
async function correctAmounts({ manager }: PaperCompany, paper: Paper, no: string): Promise<void> {
  const page = await readPurchaseDocument(manager, no)
  const wrong = paper.lines.flatMap(({ amount }, index) => {
    const { lineId, lineAmount } = page.lines[index]!
    return lineAmount === plainOf(amount) ? [] : [[lineId, { lineAmount: plainOf(amount) } as LineValues] as const]
  })
  if (wrong.length > 0) await savePurchaseDocument(manager, no, editOf(page, { lines: Object.fromEntries(wrong) }))
}

/** Types the VAT of the groups that came to something else than is printed. */
async function correctVat({ manager }: PaperCompany, paper: Paper, no: string): Promise<void> {
  const { header, vatAmounts } = await readStatistics(manager, no)
  const amounts = vatAmounts.flatMap(({ key, vatIdentifier, vat }) => {
    const printed = paper.vat.find(({ rate }) => groupOf(rate) === vatIdentifier)!
    return vat.toString() === plainOf(printed.amount) ? [] : [[key, plainOf(printed.amount)] as const]
  })
  if (amounts.length === 0) return
  await typeVatAmounts(manager, no, { version: header.version, amounts: Object.fromEntries(amounts) })
}
