/** Documents drawn by chance for domain/posting/exact-cents.test.ts, and the setup that they are posted by. */
import fc from "fast-check"

/** Where the lines of a vendor go, by the demo's setup (db/demo/setup). Percentages in hundredths. */
export const regions = {
  BINNENL: {
    payables: "1600",
    purchase: { HANDEL: "7000", DIENSTEN: "7100" },
    vat: {
      HOOG: { type: "normal", percent: 2100n, accounts: ["1500", ""] },
      LAAG: { type: "normal", percent: 900n, accounts: ["1510", ""] },
      VRIJ: { type: "exempt", percent: 0n, accounts: ["", ""] },
    },
  },
  EU: {
    payables: "1610",
    purchase: { HANDEL: "7010", DIENSTEN: "7110" },
    vat: {
      HOOG: { type: "reverse_charge", percent: 2100n, accounts: ["1530", "1730"] },
      LAAG: { type: "reverse_charge", percent: 900n, accounts: ["1530", "1730"] },
      VRIJ: { type: "exempt", percent: 0n, accounts: ["", ""] },
    },
  },
} as const
export type Region = keyof typeof regions
export type Rate = "HOOG" | "LAAG" | "VRIJ"

export const rounding = {
  invoice: "4990",
  currency: "9320",
  inventory: "3000",
  directCostApplied: "7400",
  ofHand: "4500",
  nonDeductible: "4600",
}
export const discountAccounts = { line: "7600", invoice: "7610" }
/** Of a charge that is set up. */
export const freightAccount = "4240"
/** With the VAT of that account. */
const serviceCharge = { account: "7200", rate: "HOOG" } as const

/** Quantity in thousandths, cost in units of 10^-costDecimals, percentages in hundredths of a percent. */
export type Line = {
  what: "stock" | "box" | "book" | "service" | "account" | "charge" | "freight"
  quantity: bigint
  cost: bigint
  costDecimals: number
  pricePer: bigint
  discount: bigint
  /** As in test/amounts-by-the-book.ts. */
  typed: "lineDiscountAmount" | "lineAmount" | null
  off: bigint
  rate: Rate
  allowInvoiceDiscount: boolean
}

export type Document = {
  region: Region
  discountPosting: "none" | "line" | "invoice" | "all"
  documentType: "invoice" | "credit_memo"
  pricesIncludingVat: boolean
  /** By which what VAT is worked out from is less, in hundredths of a percent. */
  baseDiscount: bigint
  /** Of the document's currency, and of the company's. */
  decimals: number
  lcyDecimals: number
  /** Ten-thousandths of the document's currency that one of the company's buys; null: it is the company's own. */
  rate: bigint | null
  /** In minor units; where there are tiers, these count instead: the percentage of one, and its service charge. */
  invoiceDiscount: bigint
  tiers: readonly { minimum: bigint; percent: bigint; charge: bigint }[]
  invoiceRounding: bigint
  /** What the vendor's paper differs by from the VAT of a rate that is worked out, in minor units. */
  vatDifferences: Record<Rate, bigint>
  /** Of the VAT of a rate, what is not claimed back, and of the lines of an account of its own; in hundredths of a percent. */
  nonDeductible: Record<Rate, bigint> & { ofAccount: bigint | null; onItsOwnAccount: boolean }
  lines: Line[]
}

const line: fc.Arbitrary<Line> = fc.record({
  what: fc.constantFrom("stock", "box", "book", "service", "account", "freight"),
  quantity: fc
    .oneof(
      fc.bigInt(-5_000_000n, 5_000_000n),
      fc.bigInt(-20n, 20n).map(whole => whole * 1000n),
    )
    .filter(quantity => quantity !== 0n),
  cost: fc.oneof(
    fc.bigInt(0n, 100_000_000n),
    fc.bigInt(0n, 9999n).map(cents => cents * 1000n),
  ),
  costDecimals: fc.constantFrom(5, 5, 10),
  pricePer: fc.constantFrom(1n, 1n, 100n, 1000n),
  discount: fc.oneof(fc.constantFrom(0n, 10_000n), fc.bigInt(0n, 10_000n)),
  typed: fc.constantFrom(null, null, "lineDiscountAmount", "lineAmount"),
  off: fc.bigInt(-3n, 3n),
  rate: fc.constantFrom("HOOG", "LAAG", "VRIJ"),
  allowInvoiceDiscount: fc.boolean(),
})

const decimals = fc.constantFrom(0, 2, 3)
const percentage = fc.oneof(fc.constantFrom(0n, 0n, 5_000n, 10_000n), fc.bigInt(0n, 10_000n))

export const anyDocument: fc.Arbitrary<Document> = fc
  .record({
    region: fc.constantFrom<Region>("BINNENL", "EU"),
    discountPosting: fc.constantFrom("none", "line", "invoice", "all"),
    documentType: fc.constantFrom("invoice", "credit_memo"),
    pricesIncludingVat: fc.boolean(),
    baseDiscount: fc.oneof(fc.constantFrom(0n, 0n, 200n, 10_000n), fc.bigInt(0n, 10_000n)),
    decimals,
    lcyDecimals: decimals,
    rate: fc.option(fc.bigInt(1n, 2_000_000n)),
    invoiceDiscount: fc.oneof(fc.constant(0n), fc.bigInt(0n, 50_000n)),
    tiers: fc.oneof(
      fc.constant([]),
      fc.uniqueArray(
        fc.record({
          minimum: fc.bigInt(0n, 100_000n),
          percent: fc.bigInt(0n, 10_000n),
          charge: fc.oneof(fc.constant(0n), fc.bigInt(0n, 5_000n)),
        }),
        { minLength: 1, maxLength: 4, selector: ({ minimum }) => minimum },
      ),
    ),
    invoiceRounding: fc.constantFrom(0n, 5n, 10n, 100n),
    nonDeductible: fc.record({
      HOOG: percentage,
      LAAG: percentage,
      VRIJ: percentage,
      ofAccount: fc.option(percentage),
      onItsOwnAccount: fc.boolean(),
    }),
    vatDifferences: fc.record({
      HOOG: fc.oneof(fc.constant(0n), fc.bigInt(-9n, 9n)),
      LAAG: fc.oneof(fc.constant(0n), fc.bigInt(-9n, 9n)),
      VRIJ: fc.constant(0n),
    }),
    lines: fc
      .array(fc.record({ line, givenBack: fc.boolean() }), { minLength: 1, maxLength: 20 })
      // What is bought is given back on the same document now and then, on a line of its own and at the end.
      .map(drawn => [
        ...drawn.map(each => each.line),
        ...drawn.flatMap(each =>
          each.givenBack && each.line.allowInvoiceDiscount
            ? [{ ...each.line, quantity: -each.line.quantity, off: -each.line.off }]
            : [],
        ),
      ]),
  })
  .map(of => (of.rate === null ? { ...of, lcyDecimals: of.decimals } : of))

export const unitsIn = { stock: 1n, box: 12n, book: 1n, service: 1n, account: 1n, charge: 1n, freight: 1n }
export const itemOf: Partial<Record<Line["what"], string>> = {
  stock: "STOCK",
  box: "STOCK",
  book: "BOOK",
  service: "SERVICE",
}
export const accountOf: Partial<Record<Line["what"], string>> = {
  account: rounding.ofHand,
  charge: serviceCharge.account,
  freight: freightAccount,
}

/** One piece at what the service charge comes to, as saving adds it. @param cost in hundred-thousandths */
export const chargeLine = (cost: bigint): Line => ({
  what: "charge",
  quantity: 1000n,
  cost,
  costDecimals: 5,
  pricePer: 1n,
  discount: 0n,
  typed: null,
  off: 0n,
  rate: serviceCharge.rate,
  allowInvoiceDiscount: false,
})
