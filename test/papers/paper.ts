/** A vendor's invoice or credit memo as it is printed, and whether it adds up in itself. Shares no code with the product. */

/** What is printed in money: hundredths of the currency. */
export type Cents = bigint

/** A VAT rate as a paper names it: "S 21", "AE 0". */
export type Rate = string

export type PaperLine = {
  description: string
  /** Plain decimals, as printed. */
  quantity: string
  /** Of `per` units, less what the price itself was reduced by. */
  price: string
  per: string
  /** Per cent that is printed beside the line; "0" where an amount is printed instead, or nothing. */
  discountPercent: string
  /** Of the line, as printed, where it is no percentage. */
  discount: Cents
  amount: Cents
  rate: Rate
}

/** A charge on the document; negative: an allowance. */
export type PaperCharge = { description: string; amount: Cents; rate: Rate }

export type Paper = {
  name: string
  kind: "invoice" | "credit_memo"
  /** Of two decimals. */
  currency: string
  pricesIncludingVat: boolean
  lines: PaperLine[]
  charges: PaperCharge[]
  /** VAT as it is printed for each rate. */
  vat: { rate: Rate; base: Cents; amount: Cents }[]
  total: { net: Cents; vat: Cents; gross: Cents }
}

/** "12.5" in hundredths. @throws Error where it has more decimals than two */
export function centsOf(text: string): Cents {
  const [, sign, whole, decimals = ""] = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(text) ?? []
  if (whole === undefined || !/^\d{0,2}0*$/u.test(decimals)) throw new Error(`${text} is no amount of two decimals`)
  return BigInt(`${sign}${whole}${decimals.slice(0, 2).padEnd(2, "0")}`)
}

/** 1250n as "12.5". */
export function plainOf(cents: Cents): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0")
  const plain = `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/u, "")
  return cents < 0n ? `-${plain}` : plain
}

const add = (amounts: readonly Cents[]) => amounts.reduce((one, other) => one + other, 0n)

/** A line of which more was given back than its quantity says: printed with a quantity above zero, and an amount below. */
export const isTurned = ({ quantity, amount }: PaperLine) => !quantity.startsWith("-") && amount < 0n

const opposite = (text: string) => (text.startsWith("-") ? text.slice(1) : `-${text}`)

/** The paper with every sign turned. */
export function turned(paper: Paper): Paper {
  const { lines, charges, vat, total } = paper
  return {
    ...paper,
    lines: lines.map(line => ({
      ...line,
      quantity: opposite(line.quantity),
      discount: -line.discount,
      amount: -line.amount,
    })),
    charges: charges.map(charge => ({ ...charge, amount: -charge.amount })),
    vat: vat.map(group => ({ ...group, base: -group.base, amount: -group.amount })),
    total: { net: -total.net, vat: -total.vat, gross: -total.gross },
  }
}

/** Why a paper does not add up in itself, in words; none where it does. */
export function faultsOf({ lines, charges, vat, total, pricesIncludingVat }: Paper): string[] {
  const faults: string[] = []
  const differ = (what: string, one: Cents, other: Cents) => {
    if (one !== other) faults.push(`${what}: ${plainOf(one)} and not ${plainOf(other)}`)
  }
  for (const line of lines.filter(isTurned)) {
    faults.push(`${line.quantity} × ${line.price} is printed as ${plainOf(line.amount)}`)
  }
  const parts = [...lines, ...charges]
  const rates = new Set(parts.map(({ rate }) => rate))
  differ("lines and charges", add(parts.map(({ amount }) => amount)), pricesIncludingVat ? total.gross : total.net)
  for (const rate of rates) {
    const ofRate = add(parts.filter(part => part.rate === rate).map(({ amount }) => amount))
    const printed = vat.find(group => group.rate === rate)
    if (!printed) faults.push(`no VAT is printed for ${rate}`)
    else differ(`base of ${rate}`, ofRate, pricesIncludingVat ? printed.base + printed.amount : printed.base)
  }
  differ("VAT", add(vat.map(({ amount }) => amount)), total.vat)
  differ("total", total.net + total.vat, total.gross)
  return faults
}
