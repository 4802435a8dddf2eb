/** A posting by the book: a second calculation, in whole minor units (BigInt), that shares no code with the product. */
import { nearest, total } from "@/test/minor-units"
import { carried, type Discounts, discountsOf, toLcy, typedOf, type VatGroup, vatGroups } from "./amounts-by-the-book"
import {
  accountOf,
  type Document,
  discountAccounts,
  itemOf,
  type Line,
  type Region,
  regions,
  rounding,
  unitsIn,
} from "./random-documents"

/** Adds figures up by name; what comes to nothing is left out. */
export class Sums {
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

const purchaseAccount = (region: Region, what: Line["what"]) =>
  accountOf[what] ?? regions[region].purchase[what === "service" ? "DIENSTEN" : "HANDEL"]

/** Puts the discounts that are posted on accounts of their own there. */
function addDiscounts(of: Document, lines: readonly Line[], discounts: readonly Discounts[], typedOn: Sums): void {
  const posted = (["line", "invoice"] as const).filter(
    kind => of.discountPosting === kind || of.discountPosting === "all",
  )
  for (const [i, { what }] of lines.entries()) {
    // A line of an account has no general product posting group here.
    if (accountOf[what]) continue
    for (const kind of posted) {
      typedOn.add(purchaseAccount(of.region, what), discounts[i]![kind])
      typedOn.add(discountAccounts[kind], -discounts[i]![kind])
    }
  }
}

/** What the lines of stock cost: the inventory account's total, carried from item to item and within each from line to line. */
function stockCosts(of: Document, nets: ReadonlyMap<number, bigint>): { place: number; cost: bigint }[] {
  const stocked = of.lines.flatMap(({ what }, i) => (["stock", "box", "book"].includes(what) ? [i] : []))
  const [first] = stocked.map(i => itemOf[of.lines[i]!.what])
  const itemByItem = [true, false].flatMap(isFirst =>
    stocked.filter(i => (itemOf[of.lines[i]!.what] === first) === isFirst),
  )
  const costs = carried(
    itemByItem.map(i => nets.get(i)!),
    running => toLcy(of, running),
  )
  return stocked.map(place => ({ place, cost: costs[itemByItem.indexOf(place)]! }))
}

/** By item, in units of 10^-5 of the company's currency a piece: what its last bought line cost before discounts. */
function lastDirectCostsOf(
  of: Document,
  lines: readonly Line[],
  nets: ReadonlyMap<number, bigint>,
  discounts: readonly Discounts[],
): Map<string, bigint> {
  const found = new Map<string, bigint>()
  if (of.documentType === "credit_memo") return found
  const scale = 10n ** BigInt(3 + 5 - of.lcyDecimals)
  for (const [i, { what, quantity }] of lines.entries()) {
    const no = itemOf[what]
    if (!no || quantity <= 0n || nets.get(i)! <= 0n) continue
    const paid = toLcy(of, nets.get(i)! + discounts[i]!.line + discounts[i]!.invoice)
    const perPiece = nearest(paid * scale, quantity * unitsIn[what])
    if (perPiece > 0n) found.set(no, perPiece)
  }
  return found
}

/** What rounding adds to what the vendor is owed. */
function roundingOf({ invoiceRounding }: Document, gross: bigint): bigint {
  return invoiceRounding > 0n ? nearest(gross, invoiceRounding) * invoiceRounding - gross : 0n
}

function addVat(of: Document, lines: readonly Line[], groups: readonly VatGroup[], accounts: Sums): void {
  for (const { rate, due, nonDeductible } of groups) {
    const { type, accounts: vatAccounts } = regions[of.region].vat[rate]
    accounts.add(vatAccounts[0], due - nonDeductible.amount)
    if (type === "reverse_charge") accounts.add(vatAccounts[1], -due)
    for (const [i, share] of nonDeductible.shares) {
      const ownAccount = purchaseAccount(of.region, lines[i]!.what)
      accounts.add(of.nonDeductible.onItsOwnAccount ? rounding.nonDeductible : ownAccount, share)
    }
  }
}

/** The entries of a document's posting, in minor units; by account, and by rate of VAT. */
export function expected(of: Document) {
  const sign = of.documentType === "credit_memo" ? -1n : 1n
  const typed = typedOf(of)
  const { lines } = typed
  const groups = (["HOOG", "LAAG", "VRIJ"] as const).flatMap(rate => vatGroups(of, rate, typed))
  const nets = new Map(groups.flatMap(group => group.nets))
  const discounts = discountsOf(of, typed)
  const stock = stockCosts(of, nets)
  const owed = total(groups.map(group => group.gross))
  const added = roundingOf(of, owed)
  const gross = owed + added

  // By account in the document's currency; what is booked in the company's.
  const [typedOn, accounts] = [new Sums(), new Sums()]
  for (const [i, net] of nets) typedOn.add(purchaseAccount(of.region, lines[i]!.what), net)
  addVat(of, lines, groups, accounts)
  addDiscounts(of, lines, discounts, typedOn)
  for (const { place, cost } of stock) {
    typedOn.add(rounding.directCostApplied, -nets.get(place)!)
    accounts.add(rounding.inventory, cost)
  }
  typedOn.add(rounding.invoice, added)
  for (const [account, amount] of typedOn.byName) accounts.add(account, toLcy(of, amount))
  accounts.add(regions[of.region].payables, -toLcy(of, gross))
  accounts.add(rounding.currency, -total(accounts.byName.values()))
  return {
    accounts: accounts.sorted().map(([no, amount]) => [no, sign * amount]),
    vat: new Map(
      groups.map(({ rate, percent, base, due, difference, nonDeductible }) => [
        `${rate} ${percent}`,
        {
          base: sign * (base - nonDeductible.base),
          amount: sign * (due - nonDeductible.amount),
          difference: sign * difference,
          nonDeductibleBase: sign * nonDeductible.base,
          nonDeductibleAmount: sign * nonDeductible.amount,
        },
      ]),
    ),
    items: stock.map(({ place, cost }) => {
      const { what, quantity } = of.lines[place]!
      return { quantity: sign * quantity * unitsIn[what], cost: sign * cost }
    }),
    lastDirectCosts: lastDirectCostsOf(of, lines, nets, discounts),
    vendor: { amount: -sign * gross, amountLcy: -sign * toLcy(of, gross) },
  }
}
