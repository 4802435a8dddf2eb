/**
 * Line amounts, invoice discount and VAT against a second calculation, written from docs/semantics.md in whole minor units
 * (BigInt). It shares no code with the product: if both are wrong, they are wrong in the same way by accident.
 */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { distributeInvoiceDiscount } from "@/domain/documents/invoice-discount"
import { lineAmount } from "@/domain/documents/line-amount"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { nearest, scaled, total, units } from "@/test/minor-units"
import { type VatCalculationType, vatTotals } from "./vat-totals"

/** A quantity in thousandths, a cost in hundred-thousandths, percentages in hundredths of a percent. */
type Line = {
  quantity: bigint
  cost: bigint
  discount: bigint
  vat: { identifier: string; type: VatCalculationType; percent: bigint }
  allowInvoiceDiscount: boolean
}

const vatKinds: Line["vat"][] = [
  { identifier: "21", type: "normal", percent: 2100n },
  { identifier: "9", type: "normal", percent: 900n },
  { identifier: "5.5", type: "normal", percent: 550n },
  { identifier: "0", type: "normal", percent: 0n },
  { identifier: "EU", type: "reverse_charge", percent: 2100n },
  { identifier: "FREE", type: "exempt", percent: 0n },
]

const line: fc.Arbitrary<Line> = fc.record({
  quantity: fc.oneof(
    fc.bigInt(-5_000_000n, 5_000_000n),
    fc.bigInt(-20n, 20n).map(whole => whole * 1000n),
  ),
  cost: fc.oneof(
    fc.bigInt(0n, 100_000_000n),
    fc.bigInt(0n, 9999n).map(cents => cents * 1000n),
  ),
  discount: fc.oneof(fc.constantFrom(0n, 10_000n), fc.bigInt(0n, 10_000n)),
  vat: fc.constantFrom(...vatKinds),
  allowInvoiceDiscount: fc.boolean(),
})

const decimalsOfCurrency = fc.constantFrom(0, 2, 3)

/** Line discount and line amount in minor units, by the book. */
function expectedAmount(of: Line, decimals: number) {
  // quantity (10^-3) × cost (10^-5) in units of 10^-decimals.
  const full = nearest(of.quantity * of.cost, 10n ** BigInt(8 - decimals))
  const discount = nearest(full * of.discount, 10_000n)
  return { discount, amount: full - discount }
}

function productAmount(of: Line, decimals: number) {
  return lineAmount(
    {
      quantity: scaled(of.quantity, 3),
      directUnitCost: scaled(of.cost, 5),
      lineDiscountPercent: scaled(of.discount, 2),
    },
    decimals,
  )
}

describe("line amount", () => {
  it("is round(quantity × cost) less round(that × %), in every currency", () => {
    fc.assert(
      fc.property(line, decimalsOfCurrency, (of, decimals) => {
        const product = productAmount(of, decimals)
        const expected = expectedAmount(of, decimals)
        expect(units(product.lineDiscountAmount, decimals)).toBe(expected.discount)
        expect(units(product.lineAmount, decimals)).toBe(expected.amount)
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
  ] as const)("%s at %s less %s %%", (quantity, cost, percent, decimals, discount, amount) => {
    const result = lineAmount(
      {
        quantity: new Decimal(quantity),
        directUnitCost: new Decimal(cost),
        lineDiscountPercent: new Decimal(percent),
      },
      decimals,
    )
    expect([toPlain(result.lineDiscountAmount), toPlain(result.lineAmount)]).toEqual([discount, amount])
  })
})

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

          const expected = lines.map(of => expectedAmount(of, decimals).amount)
          const base = expected.reduce(
            (total, amount, i) => (lines[i]!.allowInvoiceDiscount ? total + amount : total),
            0n,
          )
          const shareUnits = shares.map(share => units(share, decimals))
          expect(total(shareUnits)).toBe(base === 0n ? 0n : invoiceDiscount)
          lines.forEach((of, i) => {
            if (!of.allowInvoiceDiscount || base === 0n) expect(shareUnits[i]).toBe(0n)
            // Within one minor unit of its exact share.
            else expect(within(shareUnits[i]! * base - invoiceDiscount * expected[i]!, base)).toBe(true)
          })

          expect(result.lines.map(of => of.id)).toEqual(lines.map((_, index) => index))
          for (const kind of vatKinds) {
            const members = lines.flatMap((of, i) => (of.vat === kind ? [i] : []))
            const group = result.groups.find(of => of.vatIdentifier === kind.identifier)
            expect(group !== undefined).toBe(members.length > 0)
            if (!group) continue
            const percent = kind.type === "normal" ? kind.percent : 0n
            expect(units(group.vatPercent, 2)).toBe(percent)
            const typed = total(members.map(i => expected[i]! - shareUnits[i]!))
            const net = pricesIncludingVat ? nearest(typed * 10_000n, 10_000n + percent) : typed
            const vat = pricesIncludingVat ? typed - net : nearest(typed * percent, 10_000n)
            expect(units(group.base, decimals)).toBe(net)
            expect(units(group.vat, decimals)).toBe(vat)
            expect(units(group.amountIncludingVat, decimals)).toBe(net + vat)

            const ofGroup = members.map(i => result.lines[i]!)
            expect(total(ofGroup.map(of => units(of.amount, decimals)))).toBe(net)
            expect(total(ofGroup.map(of => units(of.vat, decimals)))).toBe(vat)
            members.forEach((i, place) => {
              const { amount, vat: lineVat, amountIncludingVat } = ofGroup[place]!
              const mine = expected[i]! - shareUnits[i]!
              expect(amount.plus(lineVat).eq(amountIncludingVat)).toBe(true)
              expect(units(pricesIncludingVat ? amountIncludingVat : amount, decimals)).toBe(mine)
              const over = pricesIncludingVat ? 10_000n + percent : 10_000n
              expect(within(units(lineVat, decimals) * over - mine * percent, over)).toBe(true)
              if (mine === 0n) expect(lineVat.isZero()).toBe(true)
            })
          }
          const all = (pick: "amount" | "vat" | "amountIncludingVat") =>
            total(result.lines.map(of => units(of[pick], decimals)))
          expect(units(result.totals.amount, decimals)).toBe(all("amount"))
          expect(units(result.totals.vat, decimals)).toBe(all("vat"))
          expect(units(result.totals.amountIncludingVat, decimals)).toBe(all("amountIncludingVat"))
        },
      ),
      { numRuns: 1000 },
    )
  })
})

/** |difference ÷ unit| ≤ 1 */
function within(difference: bigint, unit: bigint): boolean {
  const abs = (value: bigint) => (value < 0n ? -value : value)
  return abs(difference) <= abs(unit)
}
