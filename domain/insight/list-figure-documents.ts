import { type SQL, sql } from "drizzle-orm"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { CompanyCurrency } from "@/domain/books/company-currency"
import { endOfMonth, type IsoDate } from "@/domain/dates/date"
import { cutKeyedPage, pageAt, readCursor, type SortKey } from "@/domain/lists/keyset"
import { ROWS_PER_PAGE, ROWS_PER_PIECE } from "@/domain/lists/read-list"
import type { DocumentPlace, FigureScope, InsightKind } from "./figure-kind"
import { figureKindNamed } from "./figure-kinds"
import { type MonthPeriod, monthNamed } from "./period"
import { type Values, withoutGroups } from "./read-figures"
import { askedOf, measuresOf, shownKeys } from "./statement"

/** Which documents of a figure: those of a group, those of the groups that are not shown, or all. */
export type FigureQuery = {
  name: string
  period: MonthPeriod
  group?: string
  rest?: boolean
  cursor?: string
  /** To be read to its end: longer pages. */
  inPieces?: boolean
}

export type FigureDocument = {
  place: DocumentPlace
  no: string
  party: string
  day: IsoDate
  /** By the names of the kind's columns. */
  values: Values
}

export type FigureDocuments = {
  kind: InsightKind
  /** The group's name; null: its key says it, or it is no group. */
  label: string | null
  /** The figure itself, of all the documents; null: there are none. */
  totals: Values | null
  rows: FigureDocument[]
  lcy: CompanyCurrency
  previous?: string
  next?: string
}

const byDay: SortKey = { expression: sql`d.day`, type: "date" }

type Head = { place: DocumentPlace; documentNo: string; id: string; party: string; day: string }
type Row = Head & Record<string, string | null>

/**
 * The documents behind a figure, the latest first, a page by key; with the figure worked out over them.
 *
 * @throws NotFound, Forbidden as `figureKindNamed`
 */
export async function listFigureDocuments(actor: Actor, query: FigureQuery): Promise<FigureDocuments> {
  const kind = figureKindNamed(actor, query.name)
  const cursor = readCursor(query.cursor, "date")
  const length = query.inPieces ? ROWS_PER_PIECE : ROWS_PER_PAGE
  const page = pageAt(byDay, sql`d.id`, true, cursor)
  return inCompany(actor.companyId, async tx => {
    const all = await askedOf(tx, actor.companyId, query.period)
    const asked = narrowed(kind, all, query.group)
    const among = amongGroups(kind, all, query)
    // Of documents that are there alone: a key that was typed may be anything, and the name behind it another company's.
    const label = kind.label && query.group !== undefined ? kind.label(asked) : sql`null`
    const columns = kind.columns.map(({ name, of }) => sql`(${of})::text as ${sql.identifier(name)}`)
    const values = kind.measures.map(({ name }) => sql`g.${sql.identifier(name)}::text`)
    const [[figure], found] = await Promise.all([
      tx.execute<Record<string, string | null>>(sql`
        select g.count, case when g.key is not null then ${label} end as label,
          ${sql.join(values, sql`, `)}
        from (select count(*)::text as count, ${query.group === undefined ? sql`null` : sql`min(d.key)`} as key, ${measuresOf(kind)} from (${kind.documents(asked)}) d where ${among}) g`),
      tx.execute<Row>(sql`
        select d.place, d.no as "documentNo", d.id, d.party, d.day::text as day,
          ${sql.join(columns, sql`, `)}
        from (${kind.documents(asked)}) d where ${among} ${page.bound ? sql`and ${page.bound}` : sql``}
        order by ${sql.join(page.order, sql`, `)} limit ${length + 1}`),
    ])
    const of = (values: Values) => (query.group === undefined ? withoutGroups(kind, values) : values)
    const { rows, ...neighbours } = cutKeyedPage(
      found.map((row: Row) => ({ key: row.day, no: row.id, row })),
      length,
      cursor,
    )
    const pick = (row: Readonly<Record<string, string | null>>, names: readonly { name: string }[]) =>
      Object.fromEntries(names.map(({ name }) => [name, row[name] ?? null]))
    return {
      kind,
      label: figure!.label ?? null,
      totals: figure!.count === "0" ? null : of(pick(figure!, kind.measures)),
      rows: rows.map(({ row }) => ({
        place: row.place,
        no: row.documentNo,
        party: row.party,
        day: row.day,
        values: pick(row, kind.columns),
      })),
      lcy: { code: asked.currencyCode, decimals: asked.amountDecimals },
      ...neighbours,
    }
  })
}

/** Of a month only its days are looked at. */
function narrowed({ groupedBy }: InsightKind, asked: FigureScope, group: string | undefined): FigureScope {
  const month = groupedBy === "month" ? monthNamed(group) : undefined
  if (!month || month < asked.from || month > asked.to) return asked
  return { ...asked, from: month, to: endOfMonth(month) }
}

function amongGroups(kind: InsightKind, asked: FigureScope, { group, rest }: FigureQuery): SQL {
  if (group !== undefined) return sql`d.key = ${group}`
  return rest && kind.largestFirst ? sql`d.key not in (${shownKeys(kind, asked)})` : sql`true`
}
