import { type SQL, sql } from "drizzle-orm"
import type { Tx } from "@/db/tenancy"

export { abandonable } from "@/db/abandoned"

/** Matches that a search looks at: as many as are counted, and one. Nobody pages further through what a word found. */
export const FOUND_AT_MOST = 1_001

/** Of a search: who types waits no longer, and has typed on. */
const longest = "3s"

/**
 * Runs a search once, for the page and the count of a list.
 *
 * @param search a call of one of the `search_…` functions
 * @returns what it found, to be joined: `found.no`, and `found.rank`, 0 being the best
 */
export async function searchOnce(tx: Tx, search: SQL): Promise<SQL> {
  const [, rows] = await Promise.all([
    limitSearch(tx),
    tx.execute<{ no: string; rank: number }>(sql`select no, rank from ${search}`),
  ])
  const [nos, ranks] = [rows.map(({ no }) => no), rows.map(({ rank }) => rank)]
  return sql`unnest(${sql.param(nos)}::text[], ${sql.param(ranks)}::real[]) as found (no, rank)`
}

/** Lets no statement of this transaction take longer than a search may. */
function limitSearch(tx: Tx): Promise<unknown> {
  return tx.execute(sql`select set_config('statement_timeout', ${longest}, true)`)
}
