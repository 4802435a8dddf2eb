import { sql } from "drizzle-orm"
import type { Tx } from "./tx"

/**
 * Until the transaction ends, foreign keys of what is written are checked by plans that are made now and kept. Else `inCompany`
 * has the check of each row planned for its own values: 48 µs a row and key, in place of 11. Plans from before are forgotten, as a
 * table that was empty then was to be read whole.
 */
export async function planChecksOnce(tx: Tx): Promise<void> {
  await tx.execute(sql`set local plan_cache_mode = auto`)
  await tx.execute(sql`discard plans`)
}
