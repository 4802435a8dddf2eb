/** The parts of the statements that figures and the lists behind them share. */
import { and, eq, type SQL, sql } from "drizzle-orm"
import { company, currency, postedPurchaseDocument } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { readCompanyCurrency } from "@/domain/books/company-currency"
import { type IsoDate, today } from "@/domain/dates/date"
import type { FigureScope, InsightKind, Measure } from "./figure-kind"
import type { MonthPeriod } from "./period"

/** Groups that are shown of a kind whose largest come first; the others are the rest. */
export const GROUPS_SHOWN = 15

/** What a company's documents are asked for with. */
export async function askedOf(tx: Tx, companyId: number, period: MonthPeriod): Promise<FigureScope> {
  const [[own], lcy] = await Promise.all([
    tx
      .select({ timeZone: company.timeZone, unitDecimals: currency.unitAmountDecimals })
      .from(company)
      .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, company.currencyCode)))
      .where(eq(company.id, companyId)),
    readCompanyCurrency(tx, companyId),
  ])
  const { timeZone, unitDecimals } = own!
  return {
    companyId,
    ...period,
    today: today(timeZone),
    timeZone,
    currencyCode: lcy.code,
    amountDecimals: lcy.decimals,
    unitDecimals,
  }
}

/** The kind's measures by their names, as aggregates over `d`. */
export function measuresOf({ measures }: Pick<InsightKind, "measures">): SQL {
  return sql.join(
    measures.map(({ name, of }) => sql`${of} as ${sql.identifier(name)}`),
    sql`, `,
  )
}

/**
 * The kind's groups and all of them together (`is_total` 1): `key`, and the measures by their names; of what is kept of the documents, where
 * something is.
 */
export function groupsOf(kind: InsightKind, asked: FigureScope): SQL {
  return kind.kept?.(asked) ?? grouped(kind.measures, kind.documents(asked))
}

/** Groups as of `groupsOf`, made of sums that were kept. @param sums query of `key` and what the measures are made of */
export function groupedSums(measures: readonly Measure[], sums: SQL): SQL {
  return grouped(
    measures.map(each => ({ ...each, of: each.ofKept ?? each.of })),
    sums,
  )
}

const grouped = (measures: readonly Measure[], documents: SQL) => sql`
  select d.key, grouping(d.key) as is_total, ${measuresOf({ measures })}
  from (${documents}) d group by grouping sets ((d.key), ())`

/** The order of groups `g`. */
export function orderOfGroups({ largestFirst }: InsightKind): SQL {
  return largestFirst ? sql`${largestFirst}, g.key` : sql`g.key`
}

/** The keys of the groups that are shown by themselves. */
export function shownKeys(kind: InsightKind, asked: FigureScope): SQL {
  return sql`select g.key from (${groupsOf(kind, asked)}) g where g.is_total = 0
    order by ${orderOfGroups(kind)} limit ${GROUPS_SHOWN}`
}

/** When something was posted first; null: nothing was. */
export async function firstPostingDate(tx: Tx, companyId: number): Promise<IsoDate | null> {
  const of = (type: string) => sql`(select min(p.posting_date) from ${postedPurchaseDocument} p
    where p.company_id = ${companyId} and p.document_type = ${type})`
  const [row] = await tx.execute<{ first: string | null }>(
    sql`select least(${of("invoice")}, ${of("credit_memo")})::text as first`,
  )
  return row!.first
}
