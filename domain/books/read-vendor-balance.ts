import { and, eq, sql } from "drizzle-orm"
import { openVendorLedgerEntry as open } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { Decimal } from "@/domain/money/decimal"

/** What a vendor is owed in all, in the company's currency: positive where the company owes. Nothing remains of what is closed. */
export async function readVendorBalance(tx: Tx, companyId: number, vendorNo: string): Promise<Decimal> {
  const [row] = await tx
    .select({ owed: sql<string>`coalesce(-sum(${open.amountLcy}), 0)` })
    .from(open)
    .where(and(eq(open.companyId, companyId), eq(open.vendorNo, vendorNo)))
  return new Decimal(row!.owed)
}
