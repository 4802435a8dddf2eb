import { and, eq, type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { company, openVendorLedgerEntry, vendor } from "@/db/schema"

/** What of a vendor is open: anything, or something that is overdue. */
export const vendorDebts = ["open", "overdue"] as const

export type VendorDebt = (typeof vendorDebts)[number]

type Vendors = Record<"companyId" | "no", PgColumn>

/**
 * The vendors of which something is open so, by their kept open entries: of the list, the file of that, and its count. No sum is asked for: it
 * would be made of all entries of the company before one is sorted by it (decision 0131).
 *
 * @param vendors the table, or an alias of it
 */
export function owedVendors(debt: VendorDebt, vendors: Vendors = vendor): SQL {
  const o = openVendorLedgerEntry
  const today = sql`(select (now() at time zone c.time_zone)::date from ${company} c where c.id = ${vendors.companyId})`
  const open = and(
    eq(o.companyId, vendors.companyId),
    eq(o.vendorNo, vendors.no),
    debt === "overdue" ? sql`${o.dueDate} < ${today}` : undefined,
  )
  return sql`exists (select from ${o} where ${open})`
}
