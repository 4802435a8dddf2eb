import { and, eq, sql } from "drizzle-orm"
import { detailedVendorLedgerEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { Decimal } from "@/domain/money/decimal"

/** What a vendor is owed in all, in the company's currency: positive where the company owes. */
export async function readVendorBalance(tx: Tx, companyId: number, vendorNo: string): Promise<Decimal> {
  const detail = detailedVendorLedgerEntry
  const [row] = await tx
    .select({ owed: sql<string>`coalesce(-sum(${detail.amountLcy}), 0)` })
    .from(detail)
    .where(and(eq(detail.companyId, companyId), eq(detail.vendorNo, vendorNo)))
  return new Decimal(row!.owed)
}
