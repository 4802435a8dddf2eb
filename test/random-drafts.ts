/** Random drafts of every kind that posting tells apart, put into the database as saving would leave them. */

import { and, eq, ne } from "drizzle-orm"
import fc from "fast-check"
import { currency, glAccount, purchaseInvoice, purchasesSetup, vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { amountOfLine, workOutAmounts } from "@/domain/documents/draft-amounts"
import type { DraftLine } from "@/domain/documents/line-fields"
import { readLines, writeLines } from "@/domain/documents/store-lines"
import { Decimal, toPlain } from "@/domain/money/decimal"
import type { PurchaseDocumentRow } from "@/domain/purchase-documents/purchase-header"
import { lockSetup } from "@/domain/setup/lock-setup"
import { makeItem, makeVendor } from "./factories"
import { makePurchaseInvoice } from "./purchase-invoices"

/** What a draft is drawn from: one of each vendor, with a line of each kind as the product makes it. */
export type DraftTemplates = { header: PurchaseDocumentRow; decimals: number; lines: DraftLine[] }[]

/**
 * Vendors at home, in the European Union under reverse charge, and abroad in currencies of 0, 2 and 3 decimals; stock by
 * the piece and by the box at two VAT rates, a service, a line of a G/L account, a comment and freight. Dollars round their
 * invoices to 0.05.
 */
export async function makeDraftTemplates(actor: Actor): Promise<DraftTemplates> {
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    // As in Belgium.
    await tx
      .update(purchasesSetup)
      .set({ vatTolerancePercent: "5", paymentDiscountExclVat: true })
      .where(eq(purchasesSetup.companyId, companyId))
    await tx.update(currency).set({ maxVatDifferenceAllowed: "5" }).where(eq(currency.companyId, companyId))
    await tx
      .update(currency)
      .set({ invoiceRoundingPrecision: "0.05" })
      .where(and(eq(currency.companyId, companyId), eq(currency.code, "USD")))
  })
  const stock = await makeItem(companyId, {}, { DOOS: "12" })
  const book = await makeItem(companyId, { vatProdPostingGroup: "LAAG" })
  const service = await makeItem(companyId, {
    type: "service",
    genProdPostingGroup: "DIENSTEN",
    inventoryPostingGroup: null,
  })
  const group = (code: string) => ({ vendorPostingGroup: code, genBusPostingGroup: code, vatBusPostingGroup: code })
  const kinds = [
    {},
    { pricesIncludingVat: true },
    { ...group("EU") },
    { ...group("EU"), currencyCode: "GBP", pricesIncludingVat: true },
    { ...group("BUITENL"), currencyCode: "JPY" },
    { ...group("BUITENL"), currencyCode: "USD" },
    { currencyCode: "KWD" },
  ]
  const templates: DraftTemplates = []
  for (const kind of kinds) {
    const { no: vendorNo } = await makeVendor(companyId, kind)
    const no = await makePurchaseInvoice(actor, vendorNo, [
      { no: stock.no, quantity: "1" },
      { no: stock.no, quantity: "1", unitOfMeasureCode: "DOOS" },
      { no: book.no, quantity: "1" },
      { no: service.no, quantity: "1" },
      { type: "gl_account", no: "4310", quantity: "1", price: "1" },
      { type: "comment", description: "as agreed" },
      // One that may be negative, as quantities are drawn.
      { type: "charge", no: "BONUS", quantity: "1", price: "1" },
    ])
    const read = await inCompany(companyId, async tx => {
      const [header] = await tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, no))
      const [terms] = await tx.select().from(currency).where(eq(currency.code, header!.currencyCode))
      const lines = await readLines(tx, "purchase", companyId, no)
      return { header: header!, decimals: terms!.amountDecimals, lines }
    })
    templates.push(read)
  }
  return templates
}

/** A draft to be. Numbers as they are typed. */
export type RandomDraft = {
  /** What is bought is given back besides, line by line, on the same document. */
  isGivenBack: boolean
  /** Place of its template and of those of its lines. */
  template: number
  documentType: "invoice" | "credit_memo"
  invoiceDiscountPercent: string
  vatBaseDiscountPercent: string
  /** What the paper differs by from the VAT that is worked out, in minor units. */
  vatDifference: number
  lines: {
    template: number
    /** Whose VAT product posting group was chosen for it. */
    vatTemplate: number
    quantity: string
    price: string
    pricePer: string
    /** What was typed instead of the discount percent, which then says what it comes to, cut off at whole minor units. */
    typedAmount: DraftLine["typedAmount"]
    lineDiscountPercent: string
    allowInvoiceDiscount: boolean
  }[]
}

const numberUpTo = (most: number, decimals: number) =>
  fc.integer({ min: 0, max: most }).map(digits => toPlain(new Decimal(digits).div(10 ** decimals)))

const quantity = fc
  .tuple(fc.boolean(), fc.oneof(numberUpTo(20, 0), numberUpTo(99_999, 3)))
  .map(([isNegative, amount]) => (isNegative && amount !== "0" ? `-${amount}` : amount))

type DiscountPosting = (typeof purchasesSetup.$inferSelect)["discountPosting"]

/** What posting rests on besides the draft: where discounts go, and what of VAT is not claimed back, in percent. */
export type PostingTerms = {
  discountPosting: DiscountPosting
  nonDeductible: { percent: string; ofAccount: string | null; accountNo: string | null }
}

const part = fc.constantFrom("0", "50", "100", "33.33")

/** Any way to post. */
export const anyPostingTerms: fc.Arbitrary<PostingTerms> = fc.record({
  discountPosting: fc.constantFrom<DiscountPosting>("none", "line", "invoice", "all"),
  nonDeductible: fc.record({
    percent: part,
    ofAccount: fc.option(part),
    accountNo: fc.constantFrom(null, null, "4520"),
  }),
})

const percent = fc.oneof(fc.constantFrom("0", "100"), numberUpTo(9_999, 2))

/** Any draft that can be typed: of one of the templates, invoices rather than credit memos. */
export function randomDraft({ length }: DraftTemplates): fc.Arbitrary<RandomDraft> {
  return fc.record({
    template: fc.nat(length - 1),
    isGivenBack: fc.constantFrom(false, false, false, true),
    documentType: fc.constantFrom("invoice", "invoice", "invoice", "credit_memo"),
    invoiceDiscountPercent: fc.oneof(fc.constant("0"), numberUpTo(1_500, 2)),
    vatDifference: fc.constantFrom(0, 0, 1, -1, 2, 5, -5),
    vatBaseDiscountPercent: fc.constantFrom("0", "0", "2", "3.25"),
    lines: fc
      .array(
        fc.record({
          template: fc.nat(6),
          vatTemplate: fc.nat(4),
          quantity,
          price: fc.oneof(numberUpTo(99_999, 2), numberUpTo(9_999_999, 5), numberUpTo(999_999_999, 10)),
          pricePer: fc.constantFrom("1", "1", "100", "1000"),
          typedAmount: fc.constantFrom(null, null, "lineDiscountAmount" as const, "lineAmount" as const),
          lineDiscountPercent: percent,
          allowInvoiceDiscount: fc.boolean(),
        }),
        { minLength: 1, maxLength: 8 },
      )
      .filter(lines => lines.some(line => line.template !== 5 && line.quantity !== "0")),
  })
}

const dueAtOnce = ({ documentDate }: PurchaseDocumentRow) => ({
  dueDate: documentDate,
  paymentDiscountDate: documentDate,
  paymentDiscountPercent: "0",
})

/** Which discounts the company posts from now on. */
export async function setDiscountPosting(companyId: number, discountPosting: DiscountPosting): Promise<void> {
  await inCompany(companyId, async tx => {
    await lockSetup(tx, companyId)
    await tx.update(purchasesSetup).set({ discountPosting }).where(eq(purchasesSetup.companyId, companyId))
  })
}

/** How the company posts from now on. */
export async function setPostingTerms(
  companyId: number,
  { discountPosting, nonDeductible: { percent, ofAccount, accountNo } }: PostingTerms,
): Promise<void> {
  await setDiscountPosting(companyId, discountPosting)
  await inCompany(companyId, async tx => {
    await tx
      .update(vatPostingSetup)
      .set({ nonDeductibleVatPercent: percent, nonDedVatAccountNo: accountNo })
      .where(and(eq(vatPostingSetup.companyId, companyId), ne(vatPostingSetup.vatCalculationType, "exempt")))
    await tx
      .update(glAccount)
      .set({ nonDeductibleVatPercent: ofAccount })
      .where(and(eq(glAccount.companyId, companyId), eq(glAccount.no, "4310")))
  })
}

/** The paper's VAT of the first group that a vendor works VAT out of. */
function withVatDifference(lines: DraftLine[], minorUnits: number, decimals: number): DraftLine[] {
  const first = lines.find(line => line.vatCalculationType === "normal" && line.vatPercent !== "0" && line.no !== null)
  const vatDifference = toPlain(new Decimal(minorUnits).div(10 ** decimals))
  return lines.map(line => (line === first ? { ...line, vatDifference } : line))
}

/** A line with the amount that was typed on it, where one was. */
function typedLine(line: DraftLine, decimals: number): DraftLine {
  if (line.typedAmount === null) return line
  const worked = amountOfLine({ ...line, typedAmount: null }, decimals)
  const discount = worked.lineDiscountAmount.times("0.97").toDecimalPlaces(decimals, Decimal.ROUND_DOWN)
  const full = worked.lineDiscountAmount.plus(worked.lineAmount)
  return { ...line, lineDiscountAmount: toPlain(discount), lineAmount: toPlain(full.minus(discount)) }
}

let made = 0

/**
 * Puts a draft into the database. One that would come to less than nothing has every quantity turned about, as posting
 * refuses it.
 *
 * @returns its number
 */
export async function insertRandomDraft(actor: Actor, templates: DraftTemplates, draft: RandomDraft): Promise<string> {
  const { header, decimals, lines: kinds } = templates[draft.template]!
  const negated = ({ quantity, ...line }: RandomDraft["lines"][number]) => ({
    ...line,
    quantity: toPlain(new Decimal(quantity).neg()),
  })
  const drawnLines = draft.isGivenBack ? [...draft.lines, ...draft.lines.slice(1).map(negated)] : draft.lines
  const lines = drawnLines.map(({ template, vatTemplate, ...values }, index): DraftLine => {
    const kind = kinds[template]!
    const { vatProdPostingGroup, vatIdentifier, vatPercent, vatCalculationType } = kinds[vatTemplate]!
    const vat = { vatProdPostingGroup, vatIdentifier, vatPercent, vatCalculationType }
    const place = { lineId: index + 1, lineNo: (index + 1) * 10_000 }
    return kind.type === "comment"
      ? { ...kind, ...place }
      : typedLine({ ...kind, ...vat, ...values, ...place }, decimals)
  })
  const terms = {
    pricesIncludingVat: header.pricesIncludingVat,
    vatBaseDiscountPercent: draft.vatBaseDiscountPercent,
    decimals,
    invoiceDiscount: { calculation: "percent", value: draft.invoiceDiscountPercent },
  } as const
  const drawn = workOutAmounts(lines, terms)
  const turned = () =>
    lines.map(line => {
      const turnedAbout = (figure: string) => toPlain(new Decimal(figure).neg())
      const { quantity, lineDiscountAmount, lineAmount } = line
      const amounts = { lineDiscountAmount: turnedAbout(lineDiscountAmount), lineAmount: turnedAbout(lineAmount) }
      return { ...line, ...amounts, quantity: turnedAbout(quantity) }
    })
  const isNegative = new Decimal(drawn.amountIncludingVat).isNegative()
  const [owed, own] = isNegative ? [workOutAmounts(turned(), terms), turned()] : [drawn, lines]
  const isTyped = new Decimal(owed.amountIncludingVat).gt(10)
  const worked = isTyped ? workOutAmounts(withVatDifference(own, draft.vatDifference, decimals), terms) : owed
  const no = `RANDOM-${++made}`
  await inCompany(actor.companyId, async tx => {
    await tx.insert(purchaseInvoice).values({
      ...header,
      no,
      documentType: draft.documentType,
      ...(draft.documentType === "credit_memo" && dueAtOnce(header)),
      vendorInvoiceNo: no,
      vatBaseDiscountPercent: draft.vatBaseDiscountPercent,
      invoiceDiscountCalculation: "percent",
      invoiceDiscountValue: draft.invoiceDiscountPercent,
      invoiceDiscountAmount: worked.invoiceDiscountAmount,
      amount: worked.amount,
      amountIncludingVat: worked.amountIncludingVat,
      lineCount: lines.length,
      lastLineId: lines.length,
    })
    await writeLines(tx, "purchase", actor.companyId, no, [], worked.lines)
  })
  return no
}
