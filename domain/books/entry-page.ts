/**
 * Paging of ledger entries by key: a date, the transaction's number, the line in it. Newest first unless told otherwise;
 * each list has an index in that order, so that a page costs the same however far down it lies.
 */
import { and, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import type { AnyPgSelect } from "drizzle-orm/pg-core"
import { type IsoDate, isValidDate } from "@/domain/dates/date"
import { cutPage } from "@/domain/lists/cut-page"

const perPage = 50
const perPiece = 1_000

/** What every list of entries can be asked for. */
export type EntryQuery = {
  /** Posting dates. */
  from?: IsoDate
  to?: IsoDate
  documentNo?: string
  oldestFirst?: boolean
  /** From an earlier answer in the same order. */
  cursor?: string
  /** To be read to its end, as for a file: longer pages. */
  inPieces?: boolean
}

export type EntryPage<Row> = { entries: Row[]; previous?: string; next?: string }

/** A ledger's table, with the date that a list is sorted by. A ledger with one entry a transaction has no line number. */
type EntryTable<DateName extends string> = Record<DateName | "transactionNo", SQLWrapper> & { lineNo?: SQLWrapper }

type EntryRow<DateName extends string> = Record<DateName, string> & { transactionNo: number; lineNo?: number }

/**
 * Reads the page that the query asks for.
 *
 * @param select of the rows of any page, dynamic and without a condition
 * @param dateName the date that the list is sorted by
 */
export async function readEntryPage<DateName extends string, Row extends EntryRow<DateName>>(
  select: AnyPgSelect & PromiseLike<Row[]>,
  matching: SQL | undefined,
  entry: EntryTable<DateName>,
  dateName: DateName,
  { oldestFirst = false, cursor: at, inPieces = false }: EntryQuery,
): Promise<EntryPage<Row>> {
  const cursor = readCursor(at)
  const length = inPieces ? perPiece : perPage
  const up = oldestFirst !== (cursor?.back ?? false)
  const columns = [entry[dateName], entry.transactionNo, ...(entry.lineNo ? [entry.lineNo] : [])]
  select.where(and(matching, cursor ? beyond(columns, cursor, up) : undefined))
  select.orderBy(...columns.map(column => sql`${column} ${sql.raw(up ? "asc" : "desc")}`))
  select.limit(length + 1)
  const { rows: entries, ...neighbours } = cutPage(await select, length, cursor, (row, back) =>
    writeCursor({ date: row[dateName], transactionNo: row.transactionNo, lineNo: row.lineNo ?? 0, back }),
  )
  return { entries, ...neighbours }
}

type Cursor = { date: string; transactionNo: number; lineNo: number; back: boolean }

/** As it stands in the address. */
function writeCursor({ date, transactionNo, lineNo, back }: Cursor): string {
  return [back ? "before" : "after", date, transactionNo, lineNo].join("_")
}

/** Null for none, and for one that was tampered with: the first page. */
function readCursor(text: string | undefined): Cursor | null {
  const [, direction, date = "", transactionNo, lineNo] =
    /^(before|after)_(\d{4}-\d{2}-\d{2})_(\d{1,15})_(\d{1,9})$/u.exec(text ?? "") ?? []
  if (!direction || !isValidDate(date)) return null
  return { date, transactionNo: Number(transactionNo), lineNo: Number(lineNo), back: direction === "before" }
}

function beyond(columns: readonly SQLWrapper[], cursor: Cursor, up: boolean): SQL {
  const values = [sql`${cursor.date}::date`, sql`${cursor.transactionNo}::bigint`, sql`${cursor.lineNo}::integer`]
  const left = sql.join([...columns], sql`, `)
  const right = sql.join(values.slice(0, columns.length), sql`, `)
  return sql`(${left}) ${sql.raw(up ? ">" : "<")} (${right})`
}
