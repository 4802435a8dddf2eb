/**
 * The entries of a posting against a second calculation, written from docs/semantics.md in whole minor units (BigInt), from
 * quantities, costs and discounts to the accounts. It shares no code with the product.
 */
import fc from "fast-check"
import { beforeAll, expect, test } from "vitest"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { workOutAmounts } from "@/domain/documents/draft-amounts"
import { type InvoiceDiscount, serviceChargeDue } from "@/domain/documents/invoice-discount"
import type { DraftLine } from "@/domain/documents/line-fields"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { readPostingDocument } from "@/domain/purchase-documents/read-posting-document"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { nearest, scaled, total, units } from "@/test/minor-units"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { composePosting } from "./compose-posting"
import type { PostingDocument } from "./posting-document"
import { type PostingSetup, readPostingSetup } from "./read-posting-setup"

/** Where the lines of a vendor go, by the demo's setup (db/demo/setup). Percentages in hundredths. */
const regions = {
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
type Region = keyof typeof regions
type Rate = "HOOG" | "LAAG" | "VRIJ"

const rounding = { invoice: "4990", currency: "9320", inventory: "3000", directCostApplied: "7400", ofHand: "4500" }
const discountAccounts = { line: "7600", invoice: "7610" }
/** With the VAT of that account. */
const serviceCharge = { account: "7200", rate: "HOOG" } as const

/** Quantity in thousandths, cost in hundred-thousandths, percentages in hundredths of a percent. */
type Line = {
  what: "stock" | "box" | "book" | "service" | "account" | "charge"
  quantity: bigint
  cost: bigint
  discount: bigint
  rate: Rate
  allowInvoiceDiscount: boolean
}

type Document = {
  region: Region
  discountPosting: "none" | "line" | "invoice" | "all"
  documentType: "invoice" | "credit_memo"
  pricesIncludingVat: boolean
  /** Of the document's currency, and of the company's. */
  decimals: number
  lcyDecimals: number
  /** Ten-thousandths of the document's currency that one of the company's buys; null: it is the company's own. */
  rate: bigint | null
  /** In minor units; where there are tiers, these count instead: the percentage of one, and its service charge. */
  invoiceDiscount: bigint
  tiers: readonly { minimum: bigint; percent: bigint; charge: bigint }[]
  invoiceRounding: bigint
  lines: Line[]
}

const line: fc.Arbitrary<Line> = fc.record({
  what: fc.constantFrom("stock", "box", "book", "service", "account"),
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
  discount: fc.oneof(fc.constantFrom(0n, 10_000n), fc.bigInt(0n, 10_000n)),
  rate: fc.constantFrom("HOOG", "LAAG", "VRIJ"),
  allowInvoiceDiscount: fc.boolean(),
})

const decimals = fc.constantFrom(0, 2, 3)

const anyDocument: fc.Arbitrary<Document> = fc
  .record({
    region: fc.constantFrom<Region>("BINNENL", "EU"),
    discountPosting: fc.constantFrom("none", "line", "invoice", "all"),
    documentType: fc.constantFrom("invoice", "credit_memo"),
    pricesIncludingVat: fc.boolean(),
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
    lines: fc
      .array(fc.record({ line, givenBack: fc.boolean() }), { minLength: 1, maxLength: 20 })
      // What is bought is given back on the same document now and then, on a line of its own and at the end.
      .map(drawn => [
        ...drawn.map(each => each.line),
        ...drawn.flatMap(each =>
          each.givenBack && each.line.allowInvoiceDiscount ? [{ ...each.line, quantity: -each.line.quantity }] : [],
        ),
      ]),
  })
  .map(of => (of.rate === null ? { ...of, lcyDecimals: of.decimals } : of))

let found: Record<Region, { document: PostingDocument; setup: PostingSetup }>

beforeAll(async () => {
  const { id: companyId } = await makeCompany()
  const actor = await makeActor(companyId, "purchasing_manager")
  const stock = await makeItem(companyId, { no: "STOCK" })
  const book = await makeItem(companyId, { no: "BOOK" })
  const service = await makeItem(companyId, { no: "SERVICE", type: "service", inventoryPostingGroup: null })
  const read = async (group: Region) => {
    const vendor = await makeVendor(companyId, {
      vendorPostingGroup: group,
      genBusPostingGroup: group,
      vatBusPostingGroup: group,
    })
    const lines = [stock, book, service].map(({ no }) => ({ no, quantity: "1" }))
    const draft = await makePurchaseInvoice(actor, vendor.no, lines)
    return inCompany(companyId, async tx => {
      const rows = await tx.select().from(purchaseInvoice)
      const document = await readPostingDocument(tx, rows.find(({ no }) => no === draft)!)
      return { document, setup: await readPostingSetup(tx, actor, document, false) }
    })
  }
  found = { BINNENL: await read("BINNENL"), EU: await read("EU") }
})

const unitsIn = { stock: 1n, box: 12n, book: 1n, service: 1n, account: 1n, charge: 1n }
const itemOf: Partial<Record<Line["what"], string>> = { stock: "STOCK", box: "STOCK", book: "BOOK", service: "SERVICE" }

/** The document as the product works it out. */
function product(of: Document) {
  const { document, setup } = found[of.region]
  const { vat } = regions[of.region]
  const draftedLine = (line: Line, index: number): DraftLine => {
    const { type, percent } = vat[line.rate]
    return {
      ...document.lines[0]!,
      lineId: index + 1,
      lineNo: (index + 1) * 10_000,
      type: accountOf[line.what] ? "gl_account" : "item",
      no: accountOf[line.what] ?? itemOf[line.what]!,
      quantity: toPlain(scaled(line.quantity, 3)),
      qtyPerUnitOfMeasure: String(unitsIn[line.what]),
      price: toPlain(scaled(line.cost, 5)),
      lineDiscountPercent: toPlain(scaled(line.discount, 2)),
      vatProdPostingGroup: line.rate,
      genProdPostingGroup: accountOf[line.what] ? null : line.what === "service" ? "DIENSTEN" : "HANDEL",
      vatIdentifier: line.rate,
      vatPercent: type === "normal" ? toPlain(scaled(percent, 2)) : "0",
      vatCalculationType: type,
      allowInvoiceDiscount: line.allowInvoiceDiscount,
    }
  }
  const money = (minor: bigint) => toPlain(scaled(minor, of.decimals))
  const invoiceDiscount: InvoiceDiscount =
    of.tiers.length === 0
      ? { calculation: "amount", value: money(of.invoiceDiscount) }
      : {
          calculation: "tiers",
          tiers: of.tiers.map(({ minimum, percent, charge }) => ({
            minimumAmount: money(minimum),
            discountPercent: toPlain(scaled(percent, 2)),
            serviceCharge: money(charge),
          })),
        }
  const terms = { pricesIncludingVat: of.pricesIncludingVat, decimals: of.decimals, invoiceDiscount }
  const drafted = of.lines.map(draftedLine)
  const amounts = workOutAmounts(drafted, terms).lines.map(({ lineAmount }) => new Decimal(lineAmount))
  const charge = serviceChargeDue(amounts, invoiceDiscount, of.decimals)
  if (!charge.isZero()) drafted.push(draftedLine(chargeLine(units(charge, 5)), of.lines.length))
  const { lines } = workOutAmounts(drafted, terms)
  const currency = {
    ...setup.currency,
    amountDecimals: of.decimals,
    lcyAmountDecimals: of.lcyDecimals,
    isForeign: of.rate !== null,
    exchangeRateAmount: scaled(of.rate ?? 10_000n, 4),
    relationalExchangeRateAmount: new Decimal(1),
    invoiceRoundingPrecision: scaled(of.invoiceRounding, of.decimals),
    roundingAccountNo: rounding.currency,
  }
  const header = { ...document.header, pricesIncludingVat: of.pricesIncludingVat }
  const purchases = { ...setup.purchases, discountPosting: of.discountPosting }
  return composePosting(
    { ...document, documentType: of.documentType, header, lines },
    { ...setup, currency, purchases },
  )
}

const accountOf: Partial<Record<Line["what"], string>> = { account: rounding.ofHand, charge: serviceCharge.account }

/** One piece at what the service charge comes to, as saving adds it. @param cost in hundred-thousandths */
const chargeLine = (cost: bigint): Line => ({
  what: "charge",
  quantity: 1000n,
  cost,
  discount: 0n,
  rate: serviceCharge.rate,
  allowInvoiceDiscount: false,
})

/** Adds figures up by name; what comes to nothing is left out. */
class Sums {
  readonly byName = new Map<string, bigint>()

  add(name: string, amount: bigint): void {
    const sum = (this.byName.get(name) ?? 0n) + amount
    if (sum === 0n) this.byName.delete(name)
    else this.byName.set(name, sum)
  }

  sorted(): [string, bigint][] {
    return [...this.byName].sort(([a], [b]) => (a < b ? -1 : 1))
  }
}

/** Each running total's figure, less the figure before: carries the remainder. */
function carried(values: readonly bigint[], figure: (running: bigint) => bigint): bigint[] {
  let running = 0n
  return values.map(value => {
    const before = figure(running)
    running += value
    return figure(running) - before
  })
}

/** Of the tiers whose minimum an amount reaches, the one with the highest. */
function tierOf({ tiers }: Document, amount: bigint) {
  const reached = tiers.filter(({ minimum }) => minimum <= amount)
  return reached.find(({ minimum }) => reached.every(other => other.minimum <= minimum))
}

/** The same by the book. */
function expected(of: Document) {
  const { payables, purchase, vat } = regions[of.region]
  const sign = of.documentType === "credit_memo" ? -1n : 1n
  const toLcy = (amount: bigint) =>
    of.rate === null
      ? amount
      : nearest(amount * 10n ** BigInt(of.lcyDecimals) * 10_000n, of.rate * 10n ** BigInt(of.decimals))
  const lines = [...of.lines]
  const amounts = lines.map(({ quantity, cost, discount }) => {
    const full = nearest(quantity * cost, 10n ** BigInt(8 - of.decimals))
    return full - nearest(full * discount, 10_000n)
  })
  const bought = total(amounts)
  const charge = bought === 0n ? 0n : (tierOf(of, bought)?.charge ?? 0n)
  if (charge > 0n) {
    lines.push(chargeLine(charge))
    amounts.push(charge)
  }
  const discountable = amounts.map((amount, i) => (lines[i]!.allowInvoiceDiscount ? amount : 0n))
  const base = total(discountable)
  const ofTiers = nearest(base * (tierOf(of, base)?.percent ?? 0n), 10_000n)
  const invoiceDiscount = of.tiers.length === 0 ? of.invoiceDiscount : ofTiers
  const shares =
    base === 0n
      ? amounts.map(() => 0n)
      : carried(discountable, running =>
          nearest(invoiceDiscount * running * (base < 0n ? -1n : 1n), base < 0n ? -base : base),
        )

  // By account in the document's currency; what is booked in the company's.
  const [typedOn, accounts] = [new Sums(), new Sums()]
  const vatEntries = new Map<string, { base: bigint; amount: bigint }>()
  const nets = new Map<number, bigint>()
  let gross = 0n
  for (const rate of ["HOOG", "LAAG", "VRIJ"] as const) {
    const members = lines.flatMap((line, i) => (line.rate === rate ? [i] : []))
    if (members.length === 0) continue
    const { type, percent, accounts: vatAccounts } = vat[rate]
    const onPaper = type === "normal" ? percent : 0n
    const typed = members.map(i => amounts[i]! - shares[i]!)
    const netOf = (sum: bigint) => (of.pricesIncludingVat ? nearest(sum * 10_000n, 10_000n + onPaper) : sum)
    const vatOf = (sum: bigint) => (of.pricesIncludingVat ? sum - netOf(sum) : nearest(sum * onPaper, 10_000n))
    for (const [place, net] of carried(typed, netOf).entries()) {
      const i = members[place]!
      const { what } = lines[i]!
      typedOn.add(accountOf[what] ?? purchase[what === "service" ? "DIENSTEN" : "HANDEL"], net)
      nets.set(i, net)
    }
    const [net, tax] = [netOf(total(typed)), vatOf(total(typed))]
    gross += net + tax
    const [netLcy, taxLcy] = [toLcy(net), toLcy(tax)]
    const due = type === "reverse_charge" ? nearest(netLcy * percent, 10_000n) : taxLcy
    accounts.add(vatAccounts[0], due)
    if (type === "reverse_charge") accounts.add(vatAccounts[1], -due)
    vatEntries.set(rate, { base: sign * netLcy, amount: sign * due })
  }
  const discounts = lines.map(({ quantity, cost, rate, discount }, i) => {
    const { type, percent } = vat[rate]
    const rateOf = of.pricesIncludingVat && type === "normal" ? 10_000n + percent : 10_000n
    const without = (amount: bigint) => nearest(amount * 10_000n, rateOf)
    const full = nearest(quantity * cost, 10n ** BigInt(8 - of.decimals))
    return { line: without(nearest(full * discount, 10_000n)), invoice: without(shares[i]!) }
  })
  for (const [i, { what }] of lines.entries()) {
    // A line of an account has no general product posting group here.
    if (accountOf[what]) continue
    for (const kind of ["line", "invoice"] as const) {
      if (of.discountPosting !== kind && of.discountPosting !== "all") continue
      typedOn.add(purchase[what === "service" ? "DIENSTEN" : "HANDEL"], discounts[i]![kind])
      typedOn.add(discountAccounts[kind], -discounts[i]![kind])
    }
  }
  // The inventory account's total, carried from item to item and within each from line to line.
  const stocked = of.lines.flatMap(({ what }, i) => (["stock", "box", "book"].includes(what) ? [i] : []))
  const [first] = stocked.map(i => itemOf[of.lines[i]!.what])
  const itemByItem = [true, false].flatMap(isFirst =>
    stocked.filter(i => (itemOf[of.lines[i]!.what] === first) === isFirst),
  )
  const costs = carried(
    itemByItem.map(i => nets.get(i)!),
    toLcy,
  )
  const items = stocked.map(i => {
    const { what, quantity } = of.lines[i]!
    typedOn.add(rounding.directCostApplied, -nets.get(i)!)
    const cost = costs[itemByItem.indexOf(i)]!
    accounts.add(rounding.inventory, cost)
    return { quantity: sign * quantity * unitsIn[what], cost: sign * cost }
  })
  if (of.invoiceRounding > 0n) {
    const added = nearest(gross, of.invoiceRounding) * of.invoiceRounding - gross
    typedOn.add(rounding.invoice, added)
    gross += added
  }
  for (const [account, amount] of typedOn.byName) accounts.add(account, toLcy(amount))
  accounts.add(payables, -toLcy(gross))
  accounts.add(rounding.currency, -total(accounts.byName.values()))
  const lastDirectCosts = new Map<string, bigint>()
  for (const [i, { what, quantity }] of lines.entries()) {
    const no = itemOf[what]
    if (!no || of.documentType === "credit_memo" || quantity <= 0n || nets.get(i)! <= 0n) continue
    const paid = toLcy(nets.get(i)! + discounts[i]!.line + discounts[i]!.invoice)
    // In units of 10^-5 of the company's currency a piece.
    const scale = 10n ** BigInt(3 + 5 - of.lcyDecimals)
    const perPiece = nearest(paid * scale, quantity * unitsIn[what])
    if (perPiece > 0n) lastDirectCosts.set(no, perPiece)
  }
  return {
    accounts: accounts.sorted().map(([no, amount]) => [no, sign * amount]),
    vat: vatEntries,
    items,
    lastDirectCosts,
    vendor: { amount: -sign * gross, amountLcy: -sign * toLcy(gross) },
  }
}

test("a posting is exact to the minor unit: prices, signs, currencies, discounts, rounding, reverse charge", () => {
  fc.assert(
    fc.property(anyDocument, of => {
      const posting = product(of)
      const wanted = expected(of)
      const accounts = new Sums()
      for (const { glAccountNo, amount } of posting.gl) accounts.add(glAccountNo, units(amount, of.lcyDecimals))
      expect(total(accounts.byName.values())).toBe(0n)
      expect(accounts.sorted()).toEqual(wanted.accounts)
      const vat = posting.vat.map(entry => [
        entry.vatIdentifier,
        { base: units(entry.base, of.lcyDecimals), amount: units(entry.amount, of.lcyDecimals) },
      ])
      expect(Object.fromEntries(vat)).toEqual(Object.fromEntries(wanted.vat))
      expect(posting.vat).toHaveLength(wanted.vat.size)
      expect(
        posting.items.map(({ quantity, costAmount }) => ({
          quantity: units(quantity, 3),
          cost: units(costAmount, of.lcyDecimals),
        })),
      ).toEqual(wanted.items)
      const lastDirectCosts = [...posting.lastDirectCosts].map(([no, cost]) => [no, units(cost, 5)])
      expect(Object.fromEntries(lastDirectCosts)).toEqual(Object.fromEntries(wanted.lastDirectCosts))
      expect({
        amount: units(posting.vendor.amount, of.decimals),
        amountLcy: units(posting.vendor.amountLcy, of.lcyDecimals),
      }).toEqual(wanted.vendor)
    }),
    { numRuns: 1_000 },
  )
})
