import { and, eq, lte, sql } from "drizzle-orm"
import { detailedVendorLedgerEntry, vendorLedgerEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"

/**
 * What remains of a vendor ledger entry, to be joined laterally: the sum of its detailed entries, in its currency and in
 * the company's.
 *
 * @param at counts detailed entries up to that date; absent: all
 */
export function remainingOf(tx: Tx, at?: IsoDate) {
  const detail = detailedVendorLedgerEntry
  return tx
    .select({
      amount: sql<string>`coalesce(sum(${detail.amount}), 0)`.as("remaining_amount"),
      amountLcy: sql<string>`coalesce(sum(${detail.amountLcy}), 0)`.as("remaining_amount_lcy"),
    })
    .from(detail)
    .where(
      and(
        eq(detail.companyId, vendorLedgerEntry.companyId),
        eq(detail.vendorLedgerEntryNo, vendorLedgerEntry.transactionNo),
        at ? lte(detail.postingDate, at) : undefined,
      ),
    )
    .as("remaining")
}
