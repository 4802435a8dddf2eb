import { and, eq, isNull, type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { vendor, vendorBankAccount } from "@/db/schema"

/** What of a vendor a second person is to look at: the vendor itself, or where it is paid. */
export const vendorWaits = ["unproven", "bank_account"] as const

export type VendorWait = (typeof vendorWaits)[number]

/** An account that waits for a second person: neither answered for nor withdrawn. */
const isProposed = and(
  isNull(vendorBankAccount.confirmedAt),
  isNull(vendorBankAccount.rejectedAt),
  isNull(vendorBankAccount.withdrawnAt),
)

type Vendors = Record<"companyId" | "no" | "unproven", PgColumn>

/**
 * The vendors that wait so: of the list, the file of that, and its count.
 *
 * @param vendors the table, or an alias of it
 */
export function waitingVendors(wait: VendorWait, vendors: Vendors = vendor): SQL {
  if (wait === "unproven") return sql`${vendors.unproven}`
  const proposed = and(
    eq(vendorBankAccount.companyId, vendors.companyId),
    eq(vendorBankAccount.vendorNo, vendors.no),
    isProposed,
  )
  return sql`exists (select from ${vendorBankAccount} where ${proposed})`
}
