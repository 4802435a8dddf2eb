import { sql } from "drizzle-orm"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { CompanyCurrency } from "@/domain/books/company-currency"
import type { IsoDate } from "@/domain/dates/date"
import { Decimal, toPlain } from "@/domain/money/decimal"
import type { FigureScope, InsightKind } from "./figure-kind"
import { figureKindsOf } from "./figure-kinds"
import { type MonthPeriod, monthsOf } from "./period"
import { askedOf, firstPostingDate, GROUPS_SHOWN, groupsOf, orderOfGroups } from "./statement"

/** By the names of the kind's measures, decimal strings; null: there is none. */
export type Values = Readonly<Record<string, string | null>>

/** A group with its name as readers know it; null: the key says it. */
export type FigureRow = { key: string; label: string | null; values: Values }

export type InsightFigure = {
  kind: InsightKind
  rows: FigureRow[]
  /** What the rows leave out; of what does not add up there is none. Absent: nothing. */
  rest?: Values
  /** Of all documents; null: there are none. */
  total: Values | null
}

export type Insight = {
  figures: InsightFigure[]
  lcy: CompanyCurrency
  /** When something was posted first; null: nothing was. */
  firstPostingDate: IsoDate | null
}

type Row = Record<string, string | null>

/** Every figure that the actor may see, each in one statement. @throws Forbidden */
export async function readInsight(actor: Actor, period: MonthPeriod): Promise<Insight> {
  const kinds = figureKindsOf(actor)
  return inCompany(actor.companyId, async tx => {
    // There are many vendors and items, and room for them all costs less than writing them to disk and back.
    const [asked] = await Promise.all([
      askedOf(tx, actor.companyId, period),
      tx.execute(sql`select set_config('work_mem', '32MB', true)`),
    ])
    // Sent at once: the connection keeps their order, and nobody waits between them.
    const [first, ...figures] = await Promise.all([
      firstPostingDate(tx, actor.companyId),
      ...kinds.map(kind => readFigure(tx, kind, asked)),
    ])
    return { figures, lcy: { code: asked.currencyCode, decimals: asked.amountDecimals }, firstPostingDate: first }
  })
}

/** One figure. */
export async function readFigure(tx: Tx, kind: InsightKind, asked: FigureScope): Promise<InsightFigure> {
  const limit = kind.largestFirst ? sql`limit ${GROUPS_SHOWN + 1}` : sql``
  const values = kind.measures.map(({ name }) => sql`g.${sql.identifier(name)}::text`)
  const found = await tx.execute<Row>(sql`
    select g.key as "group", ${kind.label ? sql`case when g.is_total = 0 then ${kind.label(asked)} end` : sql`null`} as label,
      ${sql.join(values, sql`, `)}
    from (${groupsOf(kind, asked)}) g
    order by g.is_total desc, ${orderOfGroups(kind)} ${limit}`)
  const [all, ...groups] = found
  const valuesOf = (row: Row): Values => Object.fromEntries(kind.measures.map(({ name }) => [name, row[name] ?? null]))
  const rows = groups.map(row => ({ key: row.group!, label: row.label ?? null, values: valuesOf(row) }))
  if (rows.length === 0) return { kind, rows, total: null }
  const total = withoutGroups(kind, valuesOf(all!))
  return { kind, rows: inEveryMonth(kind, rows, asked), rest: restOf(kind, rows, total), total }
}

/** What is of one group alone, of several. */
export function withoutGroups({ measures }: InsightKind, values: Values): Values {
  return Object.fromEntries(measures.map(({ name, ofGroup }) => [name, ofGroup ? null : (values[name] ?? null)]))
}

/** A month without documents has a row as well: a chart that left it out would show another course. */
function inEveryMonth(kind: InsightKind, rows: FigureRow[], asked: FigureScope): FigureRow[] {
  if (kind.groupedBy !== "month") return rows
  const known = new Map(rows.map(row => [row.key, row]))
  const none = Object.fromEntries(kind.measures.map(({ name, adds }) => [name, adds ? "0" : null]))
  return monthsOf(asked).map(month => {
    const key = month.slice(0, 7)
    return known.get(key) ?? { key, label: null, values: none }
  })
}

function restOf({ measures }: InsightKind, rows: readonly FigureRow[], total: Values): Values | undefined {
  if (rows.length < GROUPS_SHOWN) return undefined
  const left = measures.map(({ name, adds }) => {
    if (!adds) return [name, null] as const
    const shown = rows.reduce((sum, { values }) => sum.plus(values[name] ?? "0"), new Decimal(0))
    return [name, toPlain(new Decimal(total[name] ?? "0").minus(shown))] as const
  })
  const rest = Object.fromEntries(left)
  return rest[measures[0]!.name] === "0" ? undefined : rest
}
