import { and, eq, type SQL, sql } from "drizzle-orm"
import type { PgColumn, PgTable } from "drizzle-orm/pg-core"
import type { Tx } from "@/db/tenancy"
import { countFew } from "./count-few"
import { cutKeyedPage, pageAt, readCursor, type SortKey } from "./keyset"
import { FOUND_AT_MOST, searchOnce } from "./search-once"

/** Cards on one page, and those shown of a search. */
const CARDS_PER_PAGE = 50
const MATCHES_SHOWN = 100

export type CardSort = "name" | "-name" | "no" | "-no"

export type CardQuery = {
  /** Typing errors forgiven; the best match comes first and the sort is not asked. */
  search?: string
  blocked?: "yes" | "no"
  sort?: CardSort
  /** From an earlier answer; one that was tampered with is the first page. */
  cursor?: string
}

export type CardPage<Row> = {
  rows: Row[]
  /** Matches, counted up to COUNTED_AT_MOST + 1. */
  count: number
  previous?: string
  next?: string
}

/** What a list of cards is made of. */
export type CardListing<Shown extends Record<string, PgColumn>> = {
  table: PgTable & { companyId: PgColumn; no: PgColumn }
  shown: Shown
  /** What people read beside the number, and sort by. */
  name: PgColumn
  /** Which function of the database searches them. */
  searchedBy: "search_items" | "search_customers"
  /** Whether a card is blocked in any way. */
  isBlocked: SQL
}

type Row<Shown extends Record<string, PgColumn>> = { [Name in keyof Shown]: Shown[Name]["_"]["data"] } & { no: string }

/** A page of a company's cards, by key; a search answers its best matches on one page. */
export async function listCards<Shown extends Record<string, PgColumn>>(
  tx: Tx,
  companyId: number,
  listing: CardListing<Shown>,
  query: CardQuery,
): Promise<CardPage<Row<Shown>>> {
  const blocked = { yes: listing.isBlocked, no: sql`not (${listing.isBlocked})` }
  const matching = and(eq(listing.table.companyId, companyId), query.blocked && blocked[query.blocked])
  const wanted = query.search?.trim() ?? ""
  const page = wanted
    ? await find(tx, listing, matching, wanted)
    : await readPage(tx, listing, matching, query.sort ?? "name", query.cursor)
  return page as CardPage<Row<Shown>>
}

const sortable = (name: PgColumn) => sql`${name} collate "und-x-icu"`

async function find(
  tx: Tx,
  { table, shown, name, searchedBy }: CardListing<Record<string, PgColumn>>,
  matching: SQL | undefined,
  wanted: string,
) {
  const found = await searchOnce(tx, sql`${sql.raw(searchedBy)}(${wanted}, ${FOUND_AT_MOST})`)
  const rows = await tx
    .select({ ...shown, count: sql<string>`count(*) over ()` })
    .from(table as PgTable)
    .innerJoin(found, sql`found.no = ${table.no}`)
    .where(matching)
    .orderBy(sql`found.rank`, sortable(name), table.no)
    .limit(MATCHES_SHOWN)
  return { rows: rows.map(({ count: _, ...row }) => row), count: Number(rows[0]?.count ?? 0) }
}

async function readPage(
  tx: Tx,
  { table, shown, name }: CardListing<Record<string, PgColumn>>,
  matching: SQL | undefined,
  sort: CardSort,
  at: string | undefined,
) {
  const by: SortKey = { expression: sort.endsWith("name") ? sortable(name) : sql`${table.no}`, type: "text" }
  const cursor = readCursor(at, by.type)
  const { bound, order } = pageAt(by, sql`${table.no}`, sort.startsWith("-"), cursor)
  const [rows, [counted]] = await Promise.all([
    tx
      .select({ ...shown, no: table.no, key: sql<string>`${by.expression}` })
      .from(table as PgTable)
      .where(and(matching, bound))
      .orderBy(...order)
      .limit(CARDS_PER_PAGE + 1),
    tx.execute<{ count: number }>(sql`select ${countFew(table, matching)} as count`),
  ])
  const { rows: shownRows, ...neighbours } = cutKeyedPage(rows as { key: string; no: string }[], CARDS_PER_PAGE, cursor)
  return { rows: shownRows, count: counted!.count, ...neighbours }
}
