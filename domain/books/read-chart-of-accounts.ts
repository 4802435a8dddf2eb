import { asc, eq } from "drizzle-orm"
import { glAccount } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { toPlain } from "@/domain/money/decimal"
import { addBalances, NO_BALANCE, type Period, readAccountBalances } from "./account-balances"
import { type CompanyCurrency, readCompanyCurrency } from "./company-currency"
import { matchesAccountFilter, parseAccountFilter } from "./totaling"

export type ChartLine = Pick<
  typeof glAccount.$inferSelect,
  "no" | "name" | "accountType" | "incomeBalance" | "indentation" | "blocked"
> & {
  /** Which entries the figures are made of, as a filter over account numbers; null where there are no figures. */
  filter: string | null
  /** In the company's currency, debit positive; null for a heading. */
  netChange: string | null
  balanceAtDate: string | null
}

export type ChartOfAccounts = { lines: ChartLine[]; lcy: CompanyCurrency }

/**
 * Every account in order, with its net change in the period and its balance at the period's end. A total sums the posting
 * accounts that its `totaling` names, and no totals among them; headings and begin-totals have no figures.
 *
 * @throws Forbidden
 */
export async function readChartOfAccounts(actor: Actor, period: Period): Promise<ChartOfAccounts> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const accounts = await tx
      .select()
      .from(glAccount)
      .where(eq(glAccount.companyId, companyId))
      .orderBy(asc(glAccount.no))
    const balances = await readAccountBalances(tx, companyId, period)
    const totalOf = (totaling: string) => {
      const filter = parseAccountFilter(totaling)
      return accounts
        .filter(({ no, accountType }) => accountType === "posting" && matchesAccountFilter(filter, no))
        .reduce((sum, { no }) => addBalances(sum, balances.get(no) ?? NO_BALANCE), NO_BALANCE)
    }
    const lines = accounts.map(
      ({ no, name, accountType, incomeBalance, indentation, blocked, totaling }): ChartLine => {
        const plain = { no, name, accountType, incomeBalance, indentation, blocked }
        if (accountType === "heading" || accountType === "begin_total") {
          return { ...plain, filter: null, netChange: null, balanceAtDate: null }
        }
        const isPosting = accountType === "posting"
        const { netChange, balance } = isPosting ? (balances.get(no) ?? NO_BALANCE) : totalOf(totaling)
        const filter = isPosting ? no : totaling
        return { ...plain, filter, netChange: toPlain(netChange), balanceAtDate: toPlain(balance) }
      },
    )
    return { lines, lcy: await readCompanyCurrency(tx, companyId) }
  })
}
