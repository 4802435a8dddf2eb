import { type SQL, sql } from "drizzle-orm"
import type { Tx } from "@/db/tenancy"
import { FOUND_AT_MOST, searchOnce } from "@/domain/lists/search-once"

/**
 * What a search found, to join vendors to: `found.no` and `found.rank`, 0 being the best. Forgives typing errors in
 * number, name, search name, city, contact, phone and post code; a VAT registration number is found however it is written. Under row-level security a search of our own could not use the index; this
 * function can.
 */
export function foundVendors(tx: Tx, wanted: string): Promise<SQL> {
  return searchOnce(tx, sql`search_vendors(${wanted}, ${FOUND_AT_MOST})`)
}
