import { and, eq, inArray } from "drizzle-orm"
import { postedPurchaseDocument } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { NewPayment } from "@/domain/payments/check-payment"

/** Whom that was bought from which a payment settles: who is paid may be another. */
export async function readBoughtFrom(
  tx: Tx,
  companyId: number,
  { applications }: Pick<NewPayment, "applications">,
): Promise<string[]> {
  if (applications.length === 0) return []
  const entries = applications.map(({ vendorLedgerEntryNo }) => vendorLedgerEntryNo)
  const rows = await tx
    .selectDistinct({ vendorNo: postedPurchaseDocument.buyFromVendorNo })
    .from(postedPurchaseDocument)
    .where(and(eq(postedPurchaseDocument.companyId, companyId), inArray(postedPurchaseDocument.transactionNo, entries)))
  return rows.map(({ vendorNo }) => vendorNo)
}
