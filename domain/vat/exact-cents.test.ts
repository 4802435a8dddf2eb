/**
 * Line amounts, invoice discount and VAT against a second calculation, written from docs/semantics.md in whole minor units
 * (BigInt). It shares no code with the product: if both are wrong, they are wrong in the same way by accident.
 */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { amountOfLine } from "@/domain/documents/draft-amounts"
import { emptyLine } from "@/domain/documents/empty-line"
import { distributeInvoiceDiscount } from "@/domain/documents/invoice-discount"
import { lineAmount } from "@/domain/documents/line-amount"
import type { DraftLine } from "@/domain/documents/line-fields"
import { Decimal, toPlain } from "@/domain/money/decimal"
import {
  decimalsOfCurrency,
  expectedAmount,
  expectedPercent,
  expectedVat,
  type Line,
  line,
  vatKinds,
  within,
} from "@/test/amounts-by-the-book"
import { scaled, total, units } from "@/test/minor-units"
import { type VatLineAmounts, type VatTotals, vatTotals } from "./vat-totals"

/** As the product works a line of a draft out; what was typed is that of the book. */
function productAmount(of: Line, decimals: number) {
  const { discount, amount } = expectedAmount(of, decimals)
  const money = (minor: bigint) => toPlain(scaled(minor, decimals))
  const line: DraftLine = {
    ...emptyLine(1, "item"),
    no: "1000",
    quantity: toPlain(scaled(of.quantity, 3)),
    price: toPlain(scaled(of.cost, of.costDecimals)),
    pricePer: of.pricePer.toString(),
    lineDiscountPercent: of.typed ? "0" : toPlain(scaled(of.discount, 2)),
    typedAmount: of.typed,
    lineDiscountAmount: of.typed === "lineDiscountAmount" ? money(discount) : "0",
    lineAmount: of.typed === "lineAmount" ? money(amount) : "0",
  }
  return amountOfLine(line, decimals)
}

describe("line amount", () => {
  it("is round(quantity × cost ÷ price per) less round(that × %), or as typed, in every currency", () => {
    fc.assert(
      fc.property(line, decimalsOfCurrency, (of, decimals) => {
        const product = productAmount(of, decimals)
        const expected = expectedAmount(of, decimals)
        expect(units(product.lineDiscountAmount, decimals)).toBe(expected.discount)
        expect(units(product.lineAmount, decimals)).toBe(expected.amount)
        const { discount, amount } = expected
        const percent = of.typed ? expectedPercent(discount + amount, discount) : of.discount * 1000n
        expect(units(product.lineDiscountPercent, 5)).toBe(percent)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    // quantity, cost, %, decimals, discount, amount
    ["3", "33.335", "0", 2, "0", "100.01"],
    ["3", "33.335", "33.33", 2, "33.33", "66.68"],
    ["-3", "33.335", "33.33", 2, "-33.33", "-66.68"],
    ["7", "1.5", "100", 2, "10.5", "0"],
    ["7", "1.5", "50", 0, "6", "5"],
    ["1", "0.0005", "0", 3, "0", "0.001"],
    ["616290", "0.061232374", "0", 2, "0", "37736.9"],
    ["350", "12.34", "0", 2, "0", "43.19", "100"],
    ["-35", "12.34", "10", 2, "-0.04", "-0.39", "1000"],
  ] as const)("%s at %s less %s %%", (quantity, cost, percent, decimals, discount, amount, per: string = "1") => {
    const result = lineAmount(
      {
        quantity: new Decimal(quantity),
        directUnitCost: new Decimal(cost),
        pricePer: new Decimal(per),
        lineDiscountPercent: new Decimal(percent),
      },
      decimals,
    )
    expect([toPlain(result.lineDiscountAmount), toPlain(result.lineAmount)]).toEqual([discount, amount])
  })
})

/** A document, and what the product and the book make of its lines' amounts and shares of the invoice discount. */
type Case = {
  lines: Line[]
  pricesIncludingVat: boolean
  decimals: number
  /** Line amounts by the book, and the product's shares of the invoice discount: minor units, in the order of the lines. */
  expected: bigint[]
  shares: bigint[]
}

describe("a document", () => {
  it("adds up to the minor unit: gross and net prices, both signs, every currency, with an invoice discount", () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 25 }),
        fc.boolean(),
        decimalsOfCurrency,
        fc.bigInt(0n, 50_000n),
        (lines, pricesIncludingVat, decimals, invoiceDiscount) => {
          const amounts = lines.map(of => productAmount(of, decimals).lineAmount)
          const shares = distributeInvoiceDiscount(
            lines.map((of, index) => ({ lineAmount: amounts[index]!, allowInvoiceDiscount: of.allowInvoiceDiscount })),
            scaled(invoiceDiscount, decimals),
            decimals,
          )
          const result = vatTotals({
            pricesIncludingVat,
            decimals,
            lines: lines.map((of, index) => ({
              id: index,
              lineAmount: amounts[index]!,
              invoiceDiscountAmount: shares[index]!,
              vatPercent: scaled(of.vat.percent, 2),
              vatIdentifier: of.vat.identifier,
              calculationType: of.vat.type,
            })),
          })

          const document: Case = {
            lines,
            pricesIncludingVat,
            decimals,
            expected: lines.map(of => expectedAmount(of, decimals).amount),
            shares: shares.map(share => units(share, decimals)),
          }
          compareShares(document, invoiceDiscount)
          expect(result.lines.map(of => of.id)).toEqual(lines.map((_, index) => index))
          for (const kind of vatKinds) compareGroup(document, kind, result)
          compareTotals(document, result)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

/** The shares come to the invoice discount, and each is within one minor unit of its exact part. */
function compareShares({ lines, expected, shares }: Case, invoiceDiscount: bigint): void {
  const base = total(expected.filter((_, i) => lines[i]!.allowInvoiceDiscount))
  expect(total(shares)).toBe(base === 0n ? 0n : invoiceDiscount)
  lines.forEach((of, i) => {
    if (!of.allowInvoiceDiscount || base === 0n) expect(shares[i]).toBe(0n)
    // Within one minor unit of its exact share.
    else expect(within(shares[i]! * base - invoiceDiscount * expected[i]!, base)).toBe(true)
  })
}

/** A VAT group is there where it has lines; it is exact, its lines add up to it, and each is within one minor unit. */
function compareGroup(document: Case, kind: Line["vat"], result: VatTotals<number>): void {
  const { lines, pricesIncludingVat, decimals, expected, shares } = document
  const members = lines.flatMap((of, i) => (of.vat === kind ? [i] : []))
  const group = result.groups.find(of => of.vatIdentifier === kind.identifier)
  expect(group !== undefined).toBe(members.length > 0)
  if (!group) return
  const percent = kind.type === "normal" ? kind.percent : 0n
  expect(units(group.vatPercent, 2)).toBe(percent)
  const typed = members.map(i => expected[i]! - shares[i]!)
  const { net, vat } = expectedVat(total(typed), percent, pricesIncludingVat)
  expect(units(group.base, decimals)).toBe(net)
  expect(units(group.vat, decimals)).toBe(vat)
  expect(units(group.amountIncludingVat, decimals)).toBe(net + vat)

  const ofGroup = members.map(i => result.lines[i]!)
  expect(total(ofGroup.map(of => units(of.amount, decimals)))).toBe(net)
  expect(total(ofGroup.map(of => units(of.vat, decimals)))).toBe(vat)
  ofGroup.forEach((line, place) => {
    compareLine(document, line, typed[place]!, percent)
  })
}

/** @param typed the line's amount less its discounts */
function compareLine(
  { pricesIncludingVat, decimals }: Case,
  { amount, vat, amountIncludingVat }: VatLineAmounts<number>,
  typed: bigint,
  percent: bigint,
): void {
  expect(amount.plus(vat).eq(amountIncludingVat)).toBe(true)
  expect(units(pricesIncludingVat ? amountIncludingVat : amount, decimals)).toBe(typed)
  const over = pricesIncludingVat ? 10_000n + percent : 10_000n
  expect(within(units(vat, decimals) * over - typed * percent, over)).toBe(true)
  if (typed === 0n) expect(vat.isZero()).toBe(true)
}

function compareTotals({ decimals }: Case, { lines, totals }: VatTotals<number>): void {
  for (const figure of ["amount", "vat", "amountIncludingVat"] as const)
    expect(units(totals[figure], decimals)).toBe(total(lines.map(of => units(of[figure], decimals))))
}
