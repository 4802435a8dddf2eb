/** What a document comes to by the book, line by line and by rate of VAT, in whole minor units (BigInt). */
import { typedDiscount } from "@/test/amounts-by-the-book"
import { nearest, total } from "@/test/minor-units"
import { chargeLine, type Document, type Line, type Rate, regions } from "./random-documents"

/** Each running total's figure, less the figure before: carries the remainder. */
export function carried(values: readonly bigint[], figure: (running: bigint) => bigint): bigint[] {
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

/** An amount of the document in the minor units of the company's currency. */
export function toLcy(of: Document, amount: bigint): bigint {
  if (of.rate === null) return amount
  return nearest(amount * 10n ** BigInt(of.lcyDecimals) * 10_000n, of.rate * 10n ** BigInt(of.decimals))
}

/** What a line comes to before its discount, and that discount. */
export function grossOf(of: Document, line: Line): { full: bigint; lineDiscount: bigint } {
  const { quantity, cost, costDecimals, pricePer, discount } = line
  const full = nearest(quantity * cost, 10n ** BigInt(3 + costDecimals - of.decimals) * pricePer)
  return { full, lineDiscount: typedDiscount(full, nearest(full * discount, 10_000n), line) }
}

/** A document's lines, the service charge's too: what each comes to as typed, and its share of the invoice discount. */
type Typed = { lines: Line[]; amounts: bigint[]; shares: bigint[] }

/** The lines as typed, with what they come to. */
export function typedOf(of: Document): Typed {
  const lines = [...of.lines]
  const amounts = lines.map(line => {
    const { full, lineDiscount } = grossOf(of, line)
    return full - lineDiscount
  })
  const bought = total(amounts)
  const charge = bought === 0n ? 0n : (tierOf(of, bought)?.charge ?? 0n)
  if (charge > 0n) {
    lines.push(chargeLine(charge))
    amounts.push(charge)
  }
  return { lines, amounts, shares: sharesOf(of, lines, amounts) }
}

function sharesOf(of: Document, lines: readonly Line[], amounts: readonly bigint[]): bigint[] {
  const discountable = amounts.map((amount, i) => (lines[i]!.allowInvoiceDiscount ? amount : 0n))
  const base = total(discountable)
  if (base === 0n) return amounts.map(() => 0n)
  const ofTiers = nearest(base * (tierOf(of, base)?.percent ?? 0n), 10_000n)
  const invoiceDiscount = of.tiers.length === 0 ? of.invoiceDiscount : ofTiers
  const [sign, size] = base < 0n ? [-1n, -base] : [1n, base]
  return carried(discountable, running => nearest(invoiceDiscount * running * sign, size))
}

/**
 * The lines of a VAT entry: each one's net, all of them with VAT; base, VAT and its difference in the company's currency, and
 * what of base and VAT is not claimed back, line by line.
 */
export type VatGroup = {
  rate: Rate
  /** Not claimed back, in hundredths of a percent. */
  percent: bigint
  nets: [line: number, net: bigint][]
  gross: bigint
  base: bigint
  due: bigint
  difference: bigint
  nonDeductible: { base: bigint; amount: bigint; shares: [line: number, share: bigint][] }
}

/** Of a line's VAT, what is not claimed back. */
function nonDeductibleOf(of: Document, { what, rate }: Line): bigint {
  if (regions[of.region].vat[rate].type === "exempt") return 0n
  return (what === "account" ? of.nonDeductible.ofAccount : null) ?? of.nonDeductible[rate]
}

const sizeOf = (amount: bigint) => (amount < 0n ? -amount : amount)

/** What the paper's VAT differs by, line by line: shared out by the size of their amounts. */
function differencesOf(of: Document, rate: Rate, typed: readonly bigint[]): bigint[] {
  const sizes = typed.map(sizeOf)
  const size = total(sizes)
  if (size === 0n || regions[of.region].vat[rate].type !== "normal") return typed.map(() => 0n)
  return carried(sizes, running => nearest(of.vatDifferences[rate] * running, size))
}

/** What an amount of 1 comes to with its VAT, in hundred-millionths. */
const grossRate = (of: Document, percent: bigint) => 100_000_000n + percent * (10_000n - of.baseDiscount)

/** @returns the VAT entries of a rate; none where no line has it */
export function vatGroups(of: Document, rate: Rate, { lines, amounts, shares }: Typed): VatGroup[] {
  const members = lines.flatMap((line, i) => (line.rate === rate ? [i] : []))
  const { type, percent } = regions[of.region].vat[rate]
  const onPaper = type === "normal" ? percent : 0n
  const taxedOf = (net: bigint) => nearest(net * (10_000n - of.baseDiscount), 10_000n)
  const netOf = (sum: bigint) => (of.pricesIncludingVat ? nearest(sum * 100_000_000n, grossRate(of, onPaper)) : sum)
  const vatOf = (sum: bigint) => (of.pricesIncludingVat ? sum - netOf(sum) : nearest(taxedOf(sum) * onPaper, 10_000n))
  const typed = members.map(i => amounts[i]! - shares[i]!)
  const differences = differencesOf(of, rate, typed)
  const nets = carried(typed, netOf).map((net, place) => net - (of.pricesIncludingVat ? differences[place]! : 0n))
  const taxes = carried(typed, vatOf).map((tax, place) => tax + differences[place]!)
  const parts = new Map<bigint, number[]>()
  for (const [place, i] of members.entries()) {
    const part = nonDeductibleOf(of, lines[i]!)
    parts.set(part, [...(parts.get(part) ?? []), place])
  }
  return [...parts].map(([part, places]) => {
    const netsOfPart = places.map(place => nets[place]!)
    const [net, tax] = [total(netsOfPart), total(places.map(place => taxes[place]!))]
    const base = toLcy(of, taxedOf(net))
    const dueOf = (net: bigint, tax: bigint) =>
      type === "reverse_charge" ? nearest(toLcy(of, taxedOf(net)) * percent, 10_000n) : toLcy(of, tax)
    const due = dueOf(net, tax)
    const amount = nearest(due * part, 10_000n)
    // What each line's own VAT adds, with its sign.
    const borne = places.map((_, at) => {
      const upTo = (count: number) => {
        const some = places.slice(0, count)
        const figure = (values: readonly bigint[]) => total(some.map(place => values[place]!))
        return nearest(dueOf(figure(nets), figure(taxes)) * part, 10_000n)
      }
      return upTo(at + 1) - upTo(at)
    })
    return {
      rate,
      percent: part,
      nets: places.map((place, at) => [members[place]!, netsOfPart[at]!]),
      gross: net + tax,
      base,
      due,
      difference: toLcy(of, total(places.map(place => differences[place]!))),
      nonDeductible: {
        base: nearest(base * part, 10_000n),
        amount,
        shares: places.map((place, at) => [members[place]!, borne[at]!]),
      },
    }
  })
}

/** Without VAT, in the document's currency. */
export type Discounts = { line: bigint; invoice: bigint }

/** What each line is less by, in the order of the lines. */
export function discountsOf(of: Document, { lines, shares }: Typed): Discounts[] {
  return lines.map((line, i) => {
    const { type, percent } = regions[of.region].vat[line.rate]
    const rateOf = of.pricesIncludingVat && type === "normal" ? grossRate(of, percent) : 100_000_000n
    const without = (amount: bigint) => nearest(amount * 100_000_000n, rateOf)
    return { line: without(grossOf(of, line).lineDiscount), invoice: without(shares[i]!) }
  })
}
