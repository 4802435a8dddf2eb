/** Prints invoices as vendors' programs do, which round each in its own way. Shares no code with the product. */
import fc from "fast-check"
import { type Cents, type Paper, type PaperLine, turned } from "./paper"

/** How a vendor's program comes to the VAT of a rate. */
const roundings = ["of the group", "of each line", "down"] as const

type Rounding = (typeof roundings)[number]

/** Rates of a shop at home, in per cent. */
const rates = { "S 21": 21n, "S 9": 9n, "Z 0": 0n } as const
type ShopRate = keyof typeof rates

/** dividend ÷ divisor to the nearest, halves away from zero. */
function nearest(dividend: bigint, divisor: bigint): bigint {
  const magnitude = ((dividend < 0n ? -dividend : dividend) * 2n + divisor) / (divisor * 2n)
  return dividend < 0n ? -magnitude : magnitude
}

type Drawn = {
  /** "negative": an invoice that gives money back. */
  kind: "invoice" | "credit_memo" | "negative"
  rounding: Rounding
  pricesIncludingVat: boolean
  lines: {
    /** In thousandths, and the digits of a price behind `decimals`. */
    quantity: bigint
    price: bigint
    decimals: number
    per: 1 | 100 | 1000
    discount: { percent: number } | { amount: Cents }
    rate: ShopRate
  }[]
  charges: { description: string; amount: Cents; rate: ShopRate }[]
}

const rate = fc.constantFrom<ShopRate>("S 21", "S 21", "S 9", "Z 0")

/** A price as papers have it: of cents, of tenths of them, or of what costs next to nothing. */
const price = fc.oneof(
  fc.record({ price: fc.bigInt(1n, 99_999n), decimals: fc.constant(2) }),
  fc.record({ price: fc.bigInt(1n, 9_999_999n), decimals: fc.constant(4) }),
  fc.record({ price: fc.bigInt(1n, 999_999_999n), decimals: fc.constant(9) }),
)

const drawn: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom("invoice", "invoice", "invoice", "invoice", "credit_memo", "negative"),
  rounding: fc.constantFrom(...roundings),
  pricesIncludingVat: fc.constantFrom(false, false, false, true),
  lines: fc.array(
    fc
      .record({
        quantity: fc.oneof(
          fc.bigInt(1n, 250n).map(whole => whole * 1000n),
          fc.bigInt(1n, 99_999n),
        ),
        price,
        per: fc.constantFrom(1 as const, 1 as const, 100 as const, 1000 as const),
        discount: fc.oneof(
          fc.constant({ percent: 0 }),
          fc.constantFrom(5, 10, 33).map(percent => ({ percent })),
          fc.bigInt(1n, 99n).map(amount => ({ amount })),
        ),
        rate,
      })
      .map(({ price: of, ...line }) => ({ ...line, ...of })),
    { minLength: 1, maxLength: 12 },
  ),
  charges: fc.array(
    fc.oneof(
      fc.record({
        description: fc.constant("Vracht"),
        amount: fc.bigInt(295n, 4995n),
        rate: fc.constant("S 21" as const),
      }),
      fc.record({
        description: fc.constant("Statiegeld"),
        amount: fc.bigInt(15n, 2400n),
        rate: fc.constant("Z 0" as const),
      }),
      fc.record({
        description: fc.constant("Bonus"),
        amount: fc.bigInt(-150n, -5n),
        rate: fc.constant("S 21" as const),
      }),
    ),
    { maxLength: 2 },
  ),
})

/** So many papers, the same in each run. */
export function printPapers(count: number): Paper[] {
  return fc.sample(drawn, { numRuns: count, seed: 2017 }).map((of, index) => printPaper(`own ${index + 1}`, of))
}

function printPaper(name: string, { kind, rounding, pricesIncludingVat, lines, charges }: Drawn): Paper {
  const printed = lines.map((line, index): PaperLine => {
    // quantity (10^-3) × price (10^-decimals) ÷ per, in hundredths.
    const full = nearest(line.quantity * line.price * 100n, 1000n * 10n ** BigInt(line.decimals) * BigInt(line.per))
    const isPercent = "percent" in line.discount
    const percent = "percent" in line.discount ? BigInt(line.discount.percent) : 0n
    const wanted = "amount" in line.discount ? line.discount.amount : nearest(full * percent, 100n)
    const discount = wanted > full ? full : wanted
    return {
      description: `Artikel ${index + 1}`,
      quantity: scaled(line.quantity, 3),
      price: scaled(line.price, line.decimals),
      per: String(line.per),
      discountPercent: isPercent ? String(percent) : "0",
      discount: isPercent ? 0n : discount,
      amount: full - discount,
      rate: line.rate,
    }
  })
  const parts: { amount: Cents; rate: ShopRate }[] = [...(printed as (PaperLine & { rate: ShopRate })[]), ...charges]
  const vat = [...new Set(parts.map(part => part.rate))].map(of => {
    const amounts = parts.filter(part => part.rate === of).map(({ amount }) => amount)
    const sum = amounts.reduce((one, other) => one + other, 0n)
    const amount = vatOf(amounts, rates[of], rounding, pricesIncludingVat)
    return { rate: of, base: pricesIncludingVat ? sum - amount : sum, amount }
  })
  const net = vat.reduce((sum, { base }) => sum + base, 0n)
  const vatTotal = vat.reduce((sum, { amount }) => sum + amount, 0n)
  const total = { net, vat: vatTotal, gross: net + vatTotal }
  const isNegative = kind === "negative"
  const paper: Paper = {
    name,
    kind: isNegative ? "invoice" : kind,
    currency: "EUR",
    pricesIncludingVat,
    lines: printed,
    charges,
    vat,
    total,
  }
  return isNegative ? turned(paper) : paper
}

function vatOf(amounts: readonly Cents[], percent: bigint, rounding: Rounding, including: boolean): Cents {
  const divisor = including ? 100n + percent : 100n
  const sum = amounts.reduce((one, other) => one + other, 0n)
  if (rounding === "of each line") {
    return amounts.map(amount => nearest(amount * percent, divisor)).reduce((one, other) => one + other, 0n)
  }
  return rounding === "down" ? (sum * percent) / divisor : nearest(sum * percent, divisor)
}

/** 12500n of three decimals as "12.5". */
function scaled(digits: bigint, decimals: number): string {
  const padded = digits.toString().padStart(decimals + 1, "0")
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`.replace(/\.?0+$/u, "")
}
