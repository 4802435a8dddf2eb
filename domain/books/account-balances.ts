import { and, eq, lte, sql } from "drizzle-orm"
import { glAccountDay } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { Decimal, ZERO } from "@/domain/money/decimal"

/** A span of posting dates, both included. */
export type Period = { from: IsoDate; to: IsoDate }

/** In the company's currency; debit is positive. */
export type AccountBalance = {
  /** Of the entries in the period. */
  netChange: Decimal
  /** Of all entries up to the period's end. */
  balance: Decimal
}

export const NO_BALANCE: AccountBalance = { netChange: ZERO, balance: ZERO }

/** Net change and balance of each account that has an entry up to the end of the period. */
export async function readAccountBalances(
  tx: Tx,
  companyId: number,
  { from, to }: Period,
): Promise<ReadonlyMap<string, AccountBalance>> {
  const { glAccountNo, postingDate, amount } = glAccountDay
  const rows = await tx
    .select({
      no: glAccountNo,
      balance: sql<string>`sum(${amount})`,
      netChange: sql<string>`coalesce(sum(${amount}) filter (where ${postingDate} >= ${from}), 0)`,
    })
    .from(glAccountDay)
    .where(and(eq(glAccountDay.companyId, companyId), lte(postingDate, to)))
    .groupBy(glAccountNo)
  return new Map(
    rows.map(({ no, balance, netChange }) => [
      no,
      { balance: new Decimal(balance), netChange: new Decimal(netChange) },
    ]),
  )
}

/** Adds up two accounts, or what was added up so far and one more. */
export function addBalances(a: AccountBalance, b: AccountBalance): AccountBalance {
  return { netChange: a.netChange.plus(b.netChange), balance: a.balance.plus(b.balance) }
}
