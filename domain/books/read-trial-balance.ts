import { asc, eq } from "drizzle-orm"
import { glAccount } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Decimal, toPlain, ZERO } from "@/domain/money/decimal"
import { type Period, readAccountBalances } from "./account-balances"
import { type CompanyCurrency, readCompanyCurrency } from "./company-currency"

/** A balance in the column it belongs to; the other one is null. Neither is negative. */
export type DebitOrCredit = { debit: string | null; credit: string | null }

export type TrialBalanceLine = { no: string; name: string; netChange: DebitOrCredit; balance: DebitOrCredit }

export type TrialBalance = {
  /** The posting accounts with an entry up to the end of the period. */
  lines: TrialBalanceLine[]
  /** Of each column: debit and credit are equal, or the books are not. */
  totals: { netChange: { debit: string; credit: string }; balance: { debit: string; credit: string } }
  lcy: CompanyCurrency
}

/**
 * Trial balance: per account its net change in the period and its balance at the end, in the company's currency.
 *
 * @throws Forbidden
 */
export async function readTrialBalance(actor: Actor, period: Period): Promise<TrialBalance> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const accounts = await tx
      .select({ no: glAccount.no, name: glAccount.name })
      .from(glAccount)
      .where(eq(glAccount.companyId, companyId))
      .orderBy(asc(glAccount.no))
    const balances = await readAccountBalances(tx, companyId, period)
    const [netChange, balance] = [new Columns(), new Columns()]
    const lines: TrialBalanceLine[] = []
    for (const { no, name } of accounts) {
      const figures = balances.get(no)
      if (!figures) continue
      lines.push({ no, name, netChange: netChange.take(figures.netChange), balance: balance.take(figures.balance) })
    }
    const totals = { netChange: netChange.totals(), balance: balance.totals() }
    return { lines, totals, lcy: await readCompanyCurrency(tx, companyId) }
  })
}

/** A debit and a credit column, and what they add up to. */
class Columns {
  private debit = ZERO
  private credit = ZERO

  take(amount: Decimal): DebitOrCredit {
    if (amount.isZero()) return { debit: null, credit: null }
    if (amount.isNegative()) {
      this.credit = this.credit.minus(amount)
      return { debit: null, credit: toPlain(amount.neg()) }
    }
    this.debit = this.debit.plus(amount)
    return { debit: toPlain(amount), credit: null }
  }

  totals(): { debit: string; credit: string } {
    return { debit: toPlain(this.debit), credit: toPlain(this.credit) }
  }
}
