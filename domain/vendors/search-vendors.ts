import { sql } from "drizzle-orm"
import { FOUND_AT_MOST } from "@/domain/lists/read-list"

/**
 * What a search found, to join vendors to: `found.no` and `found.rank`, 0 being the best. Forgives typing errors in
 * number, name, search name and city. Under row-level security a search of our own could not use the index; this
 * function can.
 */
export function foundVendors(wanted: string) {
  return sql`search_vendors(${wanted}, ${FOUND_AT_MOST}) as found`
}
