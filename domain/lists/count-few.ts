import { type SQL, type SQLWrapper, sql } from "drizzle-orm"
import { COUNTED_AT_MOST } from "./counted-at-most"

/**
 * Counts rows up to COUNTED_AT_MOST + 1, so that it takes no longer where there are a million.
 *
 * @param table, or tables joined
 */
export function countFew(table: SQLWrapper, where: SQL | undefined): SQL<number> {
  return sql<number>`(select count(*)::int from (select from ${table} where ${where} limit ${COUNTED_AT_MOST + 1}) as few)`
}
