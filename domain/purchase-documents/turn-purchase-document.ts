import { and, eq } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { endApprovals } from "@/domain/approvals/in-force"
import { stateOfNew } from "@/domain/approvals/move"
import type { FieldChange } from "@/domain/documents/change-record"
import { readDocumentCurrency } from "@/domain/documents/document-currency"
import { headerField, isServiceCharge } from "@/domain/documents/draft"
import { workOutAmounts } from "@/domain/documents/draft-amounts"
import { dueDates, termsFor } from "@/domain/documents/due-date"
import type { InvoiceDiscount } from "@/domain/documents/invoice-discount"
import type { DraftLine } from "@/domain/documents/line-fields"
import { readPaymentTerms } from "@/domain/documents/setup-choices"
import { readLines, writeLines } from "@/domain/documents/store-lines"
import { NotFound, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { takeNumberOf } from "@/domain/numbering/take-number"
import { lockPurchaseDocument, requireVersion } from "./access"
import { eventKind, type PurchaseDocumentType } from "./document-type"
import { nounOf, seriesOf } from "./number-of-draft"
import type { PurchaseDocumentRow } from "./purchase-header"
import { turnedInto } from "./turned-drafts"

const others = { invoice: "credit_memo", credit_memo: "invoice" } as const

export type TurnedDraft = { no: string; documentType: PurchaseDocumentType }

/**
 * Makes a draft whose total is below zero the other type of document with its signs turned (docs/semantics.md, "Posting is
 * refused when"): a purchase invoice a purchase credit memo, or the other way round, in one transaction. Everything on it stays:
 * header, lines, what was typed, VAT differences, who asked for it, the number on the paper, its history. It gets a number of its
 * new type's series and waits for review; the old draft goes, and each history names the other.
 *
 * @returns what it is now; the same for whoever sends the question twice
 * @throws Refusal where the total is not below zero; Stale where it was changed since; NotFound; Forbidden
 */
export async function turnPurchaseDocument(actor: Actor, no: string, version: number): Promise<TurnedDraft> {
  authorise(actor, "purchase_invoice.edit_all")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const header = await lockPurchaseDocument(tx, actor, no).catch((error: unknown) => {
      if (error instanceof NotFound) return null
      throw error
    })
    if (!header) return now(tx, companyId, no)
    requireVersion(header, version)
    if (!new Decimal(header.amountIncludingVat).lt(0)) throw refuse("total_not_negative")
    const documentType = others[header.documentType]
    const { amountDecimals: decimals } = await readDocumentCurrency(
      tx,
      companyId,
      header.currencyCode,
      header.postingDate,
    )
    const discount = turnedDiscount(header)
    const turned = workOutAmounts((await readLines(tx, "purchase", companyId, no)).map(turnedLine), {
      pricesIncludingVat: header.pricesIncludingVat,
      vatBaseDiscountPercent: header.vatBaseDiscountPercent,
      decimals,
      invoiceDiscount: discount.stated,
    })
    const due = await dueDatesOf(tx, header, documentType)
    const newNo = await takeNumberOf(tx, companyId, seriesOf[documentType])
    await endApprovals(tx, companyId, [no], "voided", ["header.documentType"])
    await tx.delete(purchaseInvoice).where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no)))
    await tx.insert(purchaseInvoice).values({
      ...header,
      ...discount.columns,
      ...due.columns,
      no: newNo,
      documentType,
      creditsNo: null,
      postingDescription: descriptionOf(header, newNo, documentType),
      controlAmountIncludingVat: negated(header.controlAmountIncludingVat),
      controlVatAmount: negated(header.controlVatAmount),
      duplicateReason: "",
      duplicateAllowedBy: null,
      reviewState: stateOfNew(companyId),
      reviewStateAt: undefined,
      reviewedBy: null,
      sentBackReason: "",
      version: 1,
      amount: turned.amount,
      amountIncludingVat: turned.amountIncludingVat,
      invoiceDiscountAmount: turned.invoiceDiscountAmount,
      createdAt: undefined,
      updatedAt: undefined,
    })
    await writeLines(tx, "purchase", companyId, newNo, [], turned.lines)
    const { buyFromVendorName: vendorName } = header
    const subject = { companyId, actor, subjectType: "purchase_invoice" } as const
    await recordEvent(tx, {
      ...subject,
      kind: eventKind(header.documentType, "turned_into"),
      subjectNo: no,
      version: header.version + 1,
      data: { vendorName, toNo: newNo },
    })
    await recordEvent(tx, {
      ...subject,
      kind: eventKind(documentType, "turned"),
      subjectNo: newNo,
      version: 1,
      data: { vendorName, fromNo: no, ...(due.typed.length > 0 && { changes: due.typed }) },
    })
    return { no: newNo, documentType }
  })
}

/** What a draft that is gone was turned into. @throws NotFound where it was not, or that is gone too */
async function now(tx: Tx, companyId: number, no: string): Promise<TurnedDraft> {
  const [draft] = await tx
    .select({ no: purchaseInvoice.no, documentType: purchaseInvoice.documentType })
    .from(purchaseInvoice)
    .where(
      and(
        eq(purchaseInvoice.companyId, companyId),
        eq(purchaseInvoice.no, (await turnedInto(tx, companyId, no)) ?? ""),
      ),
    )
  if (!draft) throw new NotFound("purchase invoice")
  return draft
}

function negated(amount: string): string
function negated(amount: string | null): string | null
function negated(amount: string | null): string | null {
  return amount === null ? null : toPlain(new Decimal(amount).neg())
}

/** A service charge that came of the vendor's tiers is a line like others: tiers know no amounts below zero. */
function turnedLine(line: DraftLine): DraftLine {
  const turned = {
    ...line,
    quantity: negated(line.quantity),
    // One of them may be as somebody typed it.
    lineDiscountAmount: negated(line.lineDiscountAmount),
    lineAmount: negated(line.lineAmount),
    vatDifference: negated(line.vatDifference),
    creditsLineNo: null,
  }
  return isServiceCharge(line) ? { ...turned, costSource: { kind: "typed" } } : turned
}

/** A percentage stays one; what the vendor's tiers gave, and what was typed, is an amount of the other sign. */
function turnedDiscount(header: PurchaseDocumentRow) {
  const { invoiceDiscountCalculation: calculation, invoiceDiscountValue: value, invoiceDiscountAmount } = header
  const stated = ((): InvoiceDiscount & { value?: string } => {
    if (calculation === "percent") return { calculation, value }
    const amount = new Decimal(invoiceDiscountAmount).neg()
    return amount.isZero() ? { calculation: "none" } : { calculation: "amount", value: toPlain(amount) }
  })()
  return {
    stated,
    columns: { invoiceDiscountCalculation: stated.calculation, invoiceDiscountValue: stated.value ?? "0" },
  }
}

/** As on a document of the type; a date that was typed instead of what the terms give stays, and the history says so. */
async function dueDatesOf(tx: Tx, header: PurchaseDocumentRow, documentType: PurchaseDocumentType) {
  const { documentDate, paymentTermsCode, companyId } = header
  const terms = paymentTermsCode ? await readPaymentTerms(tx, companyId, paymentTermsCode) : undefined
  const given = (type: PurchaseDocumentType) => {
    const { dueDate, pmtDiscountDate } = dueDates(documentDate, termsFor(type, terms))
    return { dueDate, paymentDiscountDate: pmtDiscountDate }
  }
  const [before, after] = [given(header.documentType), given(documentType)]
  const typed: FieldChange[] = []
  for (const name of ["dueDate", "paymentDiscountDate"] as const) {
    if (header[name] === before[name]) continue
    typed.push({ field: headerField(name), before: after[name], after: header[name] })
    after[name] = header[name]
  }
  const paymentDiscountPercent = termsFor(documentType, terms)?.discountPercent ?? "0"
  return { columns: { ...after, paymentDiscountPercent }, typed }
}

/** The default names the draft's number; what was typed stays. */
function descriptionOf(
  { postingDescription, documentType, no }: PurchaseDocumentRow,
  newNo: string,
  to: PurchaseDocumentType,
) {
  return postingDescription === `${nounOf[documentType]} ${no}` ? `${nounOf[to]} ${newNo}` : postingDescription
}
