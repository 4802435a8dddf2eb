/**
 * Paging of ledger entries by key: a date, the transaction's number, the line in it. Newest first unless told otherwise;
 * each list has an index in that order, so that a page costs the same however far down it lies.
 */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm"
import { isValidDate } from "@/domain/dates/date"
import { cutPage } from "@/domain/lists/cut-page"

export const ENTRIES_PER_PAGE = 50

/** What a list of entries is sorted by. A ledger with one entry a transaction has no line number. */
export type EntryKey = { date: SQLWrapper; transactionNo: SQLWrapper; lineNo?: SQLWrapper }

export type EntryCursor = { date: string; transactionNo: number; lineNo: number; back: boolean }

/** As it stands in the address. */
export function writeEntryCursor({ date, transactionNo, lineNo, back }: EntryCursor): string {
  return [back ? "before" : "after", date, transactionNo, lineNo].join("_")
}

/** Null for none, and for one that was tampered with: the first page. */
export function readEntryCursor(text: string | undefined): EntryCursor | null {
  const [, direction, date = "", transactionNo, lineNo] =
    /^(before|after)_(\d{4}-\d{2}-\d{2})_(\d{1,15})_(\d{1,9})$/u.exec(text ?? "") ?? []
  if (!direction || !isValidDate(date)) return null
  return { date, transactionNo: Number(transactionNo), lineNo: Number(lineNo), back: direction === "before" }
}

/** Condition and order of the page at the cursor. */
export function entryPageAt(
  { date, transactionNo, lineNo }: EntryKey,
  oldestFirst: boolean,
  cursor: EntryCursor | null,
) {
  const up = oldestFirst !== (cursor?.back ?? false)
  const columns = lineNo ? [date, transactionNo, lineNo] : [date, transactionNo]
  return {
    bound: cursor ? beyond(columns, cursor, up) : undefined,
    order: columns.map(column => sql`${column} ${sql.raw(up ? "asc" : "desc")}`),
  }
}

function beyond(columns: readonly SQLWrapper[], cursor: EntryCursor, up: boolean): SQL {
  const values = [sql`${cursor.date}::date`, sql`${cursor.transactionNo}::bigint`, sql`${cursor.lineNo}::integer`]
  const left = sql.join([...columns], sql`, `)
  const right = sql.join(values.slice(0, columns.length), sql`, `)
  return sql`(${left}) ${sql.raw(up ? ">" : "<")} (${right})`
}

/**
 * Cuts the page out of rows read with a limit of one more than its length, and says where its neighbours begin.
 *
 * @param rows in the order of `entryPageAt`
 * @param dateOf the date that the list is sorted by
 */
export function cutEntries<Row extends { transactionNo: number; lineNo?: number }>(
  rows: readonly Row[],
  dateOf: (row: Row) => string,
  cursor: EntryCursor | null,
): { entries: Row[]; previous?: string; next?: string } {
  const { rows: entries, ...neighbours } = cutPage(rows, ENTRIES_PER_PAGE, cursor, (row, back) =>
    writeEntryCursor({ date: dateOf(row), transactionNo: row.transactionNo, lineNo: row.lineNo ?? 0, back }),
  )
  return { entries, ...neighbours }
}
