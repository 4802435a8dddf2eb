/** Paging by key: a page begins behind the last row of the one before, however far down that is. */
import { type SQL, sql } from "drizzle-orm"
import { isValidDate } from "@/domain/dates/date"
import { cutPage } from "./cut-page"

/** What a list is sorted by; the document's number decides between equals. */
export type SortKey = { expression: SQL; type: "text" | "date" | "numeric" | "bigint" | "real" | "timestamptz" }

export type Cursor = { key: string; no: string; back: boolean }

/** As it stands in the address. */
function writeCursor({ key, no, back }: Cursor): string {
  return Buffer.from(JSON.stringify([back ? "before" : "after", key, no])).toString("base64url")
}

/** Null for none, and for one that was tampered with: the first page. */
export function readCursor(text: string | undefined, type: SortKey["type"]): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text ?? "", "base64url").toString())
    if (!Array.isArray(parsed)) return null
    const [direction, key, no] = parsed
    if (typeof key !== "string" || typeof no !== "string") return null
    if (!isKey(key, type) || key.includes("\0") || no.includes("\0")) return null
    return direction === "before" || direction === "after" ? { key, no, back: direction === "before" } : null
  } catch {
    return null
  }
}

const shapes = {
  text: /^.{0,300}$/su,
  date: /^\d{4}-\d{2}-\d{2}$/u,
  numeric: /^-?\d{1,30}(\.\d{1,30})?$/u,
  bigint: /^-?\d{1,18}$/u,
  real: /^-?\d{1,9}(\.\d{1,12})?(e-[0-2]\d)?$/u,
  timestamptz: /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/u,
}

/** Whether PostgreSQL can read the text as such a key: a month 13 has the shape of a date, and would fail the page. */
function isKey(text: string, type: SortKey["type"]): boolean {
  if (!shapes[type].test(text)) return false
  return (type !== "date" && type !== "timestamptz") || isValidDate(text.slice(0, 10))
}

/** Condition and order of the page at the cursor. */
export function pageAt(sort: SortKey, no: SQL, descending: boolean, cursor: Cursor | null) {
  const down = descending !== (cursor?.back ?? false)
  const bound =
    cursor &&
    sql`(${sort.expression}, ${no}) ${sql.raw(down ? "<" : ">")}
    (${cursor.key}::text::${sql.raw(sort.type)}, ${cursor.no}::text)`
  const direction = sql.raw(down ? "desc" : "asc")
  return { bound: bound ?? undefined, order: [sql`${sort.expression} ${direction}`, sql`${no} ${direction}`] }
}

/**
 * Cuts the page out of rows read with a limit of one more than its length, and says where its neighbours begin.
 *
 * @param rows with the sort key as text in `key`
 */
export function cutKeyedPage<Row extends { key: string; no: string }>(
  rows: readonly Row[],
  length: number,
  cursor: Cursor | null,
): { rows: Omit<Row, "key">[]; previous?: string; next?: string } {
  const page = cutPage(rows, length, cursor, ({ key, no }, back) => writeCursor({ key, no, back }))
  return { ...page, rows: page.rows.map(({ key: _, ...row }) => row) }
}
