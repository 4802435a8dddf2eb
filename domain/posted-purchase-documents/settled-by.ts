import { and, eq, ne, sql } from "drizzle-orm"
import { detailedVendorLedgerEntry, vendorLedgerEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

/** A payment or credit memo that settles a document. */
export type SettledBy = Pick<typeof vendorLedgerEntry.$inferSelect, "documentType" | "documentNo" | "openingNo">

/** What settles a vendor ledger entry, in whole or part, as it stands: what was undone again is left out. */
export function readSettledBy(tx: Tx, companyId: number, entryNo: number): Promise<SettledBy[]> {
  const d = detailedVendorLedgerEntry
  return tx
    .select({
      documentType: vendorLedgerEntry.documentType,
      documentNo: vendorLedgerEntry.documentNo,
      openingNo: vendorLedgerEntry.openingNo,
    })
    .from(d)
    .innerJoin(
      vendorLedgerEntry,
      and(eq(vendorLedgerEntry.companyId, d.companyId), eq(vendorLedgerEntry.transactionNo, d.appliedEntryNo)),
    )
    .where(and(eq(d.companyId, companyId), eq(d.vendorLedgerEntryNo, entryNo), ne(d.entryType, "initial_entry")))
    .groupBy(vendorLedgerEntry.companyId, vendorLedgerEntry.transactionNo)
    .having(sql`sum(${d.amount}) <> 0`)
    .orderBy(vendorLedgerEntry.transactionNo)
}
