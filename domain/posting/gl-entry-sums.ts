import { type Decimal, ZERO } from "@/domain/money/decimal"
import { CarriedShares } from "./carried-shares"

/** An amount on an account, in the company's currency: debit is positive. */
export type GlEntrySum = {
  glAccountNo: string
  amount: Decimal
  genProdPostingGroup: string | null
  vatProdPostingGroup: string | null
}

type Sum = Omit<GlEntrySum, "amount"> & {
  /** In the document's currency: to be converted. */
  typed: Decimal
  /** In the company's. */
  booked: Decimal
  isUsed: boolean
}

/**
 * Amounts of a document added up by account and product groups, in the order in which they first came. What is in the
 * document's currency is converted account by account: on an account where the document leaves nothing it leaves nothing in
 * the company's currency either, as its entries carry what their rounding leaves over from one to the next.
 */
export class GlEntrySums {
  private readonly byKey = new Map<string, Sum>()

  /** @param amount in the document's currency */
  add(
    accountNo: string,
    amount: Decimal,
    genProdPostingGroup: string | null,
    vatProdPostingGroup: string | null,
  ): void {
    const sum = this.sumOf(accountNo, genProdPostingGroup, vatProdPostingGroup)
    sum.typed = sum.typed.plus(amount)
    sum.isUsed = true
  }

  /** @param amount in the company's currency; zero keeps the place of an entry, and alone makes none */
  book(accountNo: string, amount: Decimal, vatProdPostingGroup: string | null = null): void {
    const sum = this.sumOf(accountNo, null, vatProdPostingGroup)
    sum.booked = sum.booked.plus(amount)
    if (!amount.isZero()) sum.isUsed = true
  }

  /** @param toLcy an amount of the document's currency in the company's, rounded */
  entries(toLcy: (amount: Decimal) => Decimal): GlEntrySum[] {
    const accounts = new CarriedShares(toLcy)
    return [...this.byKey.values()]
      .filter(({ isUsed }) => isUsed)
      .map(({ typed, booked, isUsed, ...entry }) => ({
        ...entry,
        amount: accounts.take(entry.glAccountNo, typed).plus(booked),
      }))
  }

  private sumOf(glAccountNo: string, genProdPostingGroup: string | null, vatProdPostingGroup: string | null): Sum {
    const key = JSON.stringify([glAccountNo, genProdPostingGroup, vatProdPostingGroup])
    const known = this.byKey.get(key)
    if (known) return known
    const sum = { glAccountNo, genProdPostingGroup, vatProdPostingGroup, typed: ZERO, booked: ZERO, isUsed: false }
    this.byKey.set(key, sum)
    return sum
  }
}
