import { and, eq, type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { company, openVendorLedgerEntry, vendor } from "@/db/schema"

/** What of a vendor is open: anything, or something that is overdue. */
export const vendorDebts = ["open", "overdue"] as const

export type VendorDebt = (typeof vendorDebts)[number]

/**
 * The vendors of which something is open so, by their kept open entries: of the list, the file of that, and its count. They are looked for from
 * what is open, so that no vendor is read of whom nothing is. No sum is asked for: it would be made of all entries of the company before one
 * is sorted by it (decision 0131).
 *
 * @param vendors the table, or an alias of it
 */
export function owedVendors(debt: VendorDebt, companyId: number, vendors: { no: PgColumn } = vendor): SQL {
  const o = openVendorLedgerEntry
  const today = sql`(select (now() at time zone c.time_zone)::date from ${company} c where c.id = ${companyId})`
  const open = and(eq(o.companyId, companyId), debt === "overdue" ? sql`${o.dueDate} < ${today}` : undefined)
  return sql`${vendors.no} = any (array(select distinct ${o.vendorNo} from ${o} where ${open}))`
}
