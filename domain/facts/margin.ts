/**
 * What is left of the sale that a purchase was asked for: sales price and cost without discounts and VAT, per base unit, in the company's
 * currency. Worked out anew each time from what the request kept; no purchase invoice has it.
 */
import { sql } from "drizzle-orm"
import { prepared } from "@/db/prepared"
import type { Tx } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { Decimal, HUNDRED, round, toPlain } from "@/domain/money/decimal"
import { withAsked } from "./asked"

/** Amount in the company's currency, and percent of what is sold for; `isLow`: below the company's threshold. */
export type Margin = { amount: string; percent: string; isLow: boolean }

type Sums = { no: string; sales: string; cost: string | null; limit: string }

const perDocument = prepared<Sums>(
  "margins",
  () => sql`${withAsked}
    select s.no, sum(s.sales)::text as sales, case when bool_and(s.cost is not null) then sum(s.cost)::text end as cost,
      min(a.low_margin_percent)::text as limit
    from sold s join asked a on a.no = s.no group by s.no`,
)

const perLine = prepared<Sums & { lineId: number }>(
  "line_margins",
  () => sql`${withAsked}
    select s.no, s.line_id as "lineId", s.sales::text, s.cost::text, a.low_margin_percent::text as limit
    from sold s join asked a on a.no = s.no`,
)

/**
 * The margins of drafts, in one statement.
 *
 * @returns by number; null: a cost is not known, so neither is the margin; absent: nothing is known to be sold, or the actor may not
 *   see sales invoices
 */
export async function marginsOf(
  tx: Tx,
  actor: Actor,
  nos: readonly string[],
): Promise<ReadonlyMap<string, Margin | null>> {
  if (!may(actor, "sales_invoice.see") || nos.length === 0) return new Map()
  const rows = await perDocument(tx, { companyId: actor.companyId, nos: [...nos] })
  return new Map(rows.map(row => [row.no, marginOf(row)]))
}

/** The margins of a draft's lines, as `marginsOf`. @returns by line id */
export async function lineMarginsOf(tx: Tx, actor: Actor, no: string): Promise<ReadonlyMap<number, Margin | null>> {
  if (!may(actor, "sales_invoice.see")) return new Map()
  const rows = await perLine(tx, { companyId: actor.companyId, nos: [no] })
  return new Map(rows.map(row => [row.lineId, marginOf(row)]))
}

/** @param limit percent below which it is low */
export function marginOf({ sales, cost, limit }: Omit<Sums, "no">): Margin | null {
  const sold = new Decimal(sales)
  if (cost === null || sold.isZero()) return null
  const amount = sold.minus(cost)
  const percent = amount.div(sold).times(HUNDRED)
  return {
    amount: toPlain(amount),
    percent: toPlain(round(percent, 1)),
    isLow: percent.lt(limit) || amount.isNegative(),
  }
}
