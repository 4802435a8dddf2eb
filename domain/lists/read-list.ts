import { and, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import type { AnyPgSelect } from "drizzle-orm/pg-core"
import type { Tx } from "@/db/tenancy"
import { COUNTED_AT_MOST } from "./counted-at-most"
import { cutKeyedPage, pageAt, readCursor, type SortKey } from "./keyset"

/** Rows on one page. */
export const ROWS_PER_PAGE = 50

/** Rows read at once of a list that is read to its end. */
export const ROWS_PER_PIECE = 1_000

export type ListQuery<Sort extends string> = {
  search?: string
  sort?: Sort
  descending?: boolean
  /** From an earlier answer under the same sort; one that was tampered with is the first page. */
  cursor?: string
  /** To be read to its end, as for a file: longer pages, and nothing is counted. */
  inPieces?: boolean
}

export type ListPage<Row, Sort extends string = string> = {
  rows: Row[]
  /** Matches, counted up to COUNTED_AT_MOST + 1; 0 where the list is read in pieces. */
  count: number
  /** Absent: the best match first. */
  sorted?: Sorted<Sort>
  /** Cursors of the pages around; absent where there is none. */
  previous?: string
  next?: string
}

export type Sorted<Sort extends string> = { by: Sort; descending: boolean }

/** What a list is sorted by: `sorted` is its name, none for the best match. */
export type ListOrder<Sort extends string> = { key: SortKey; descending: boolean; sorted?: Sorted<Sort> }

const byMatch: SortKey = { expression: sql`found.rank`, type: "real" }

/**
 * The order that is asked for; without one the best match first where something is searched, else the list's own.
 *
 * @param own the list's own order
 */
export function orderOf<Sort extends string>(
  { sort, search, descending }: ListQuery<Sort>,
  sorts: Record<Sort, SortKey>,
  own: Sorted<Sort>,
): ListOrder<Sort> {
  if (!sort && search?.trim()) return { key: byMatch, descending: descending ?? false }
  const sorted = { by: sort ?? own.by, descending: descending ?? (sort ? false : own.descending) }
  return { key: sorts[sorted.by], descending: sorted.descending, sorted }
}

/** The key of a row in that order, to be selected as `key`; as text, so that nothing of it is lost on the way. */
export function orderKey({ key }: ListOrder<string>): SQL<string> {
  return sql<string>`(${key.expression})::text`
}

type List<Row, Sort extends string> = {
  /** Selects the rows, dynamically and without a condition. A search is joined as `found`. */
  select: AnyPgSelect & PromiseLike<Row[]>
  matching: SQL | undefined
  order: ListOrder<Sort>
  /** The number that decides between equals. */
  no: SQLWrapper
  query: Pick<ListQuery<Sort>, "cursor" | "inPieces">
}

/** Reads the page at the cursor, by key, and counts what matches; both are sent at once, before it first waits. */
export async function readList<Row extends { key: string; no: string }, Sort extends string>(
  tx: Tx,
  { select, matching, order, no, query }: List<Row, Sort>,
): Promise<ListPage<Omit<Row, "key">, Sort>> {
  const cursor = readCursor(query.cursor, order.key.type)
  const length = query.inPieces ? ROWS_PER_PIECE : ROWS_PER_PAGE
  // A dynamic select is changed in place: first it is counted, then read. Counted in its order, as it is read: along another index
  // PostgreSQL may go through a million before it meets the first that matches.
  select.where(matching)
  select.orderBy(...pageAt(order.key, sql`${no}`, order.descending, null).order)
  select.limit(COUNTED_AT_MOST + 1)
  const counting = query.inPieces
    ? [{ count: 0 }]
    : tx.select({ count: sql<number>`count(*)::int` }).from(select.as("few")).execute()
  const page = pageAt(order.key, sql`${no}`, order.descending, cursor)
  select.where(and(matching, page.bound))
  select.orderBy(...page.order)
  select.limit(length + 1)
  const [[counted], rows] = await Promise.all([counting, select.then(read => read)])
  return { ...cutKeyedPage(rows, length, cursor), count: counted!.count, sorted: order.sorted }
}
