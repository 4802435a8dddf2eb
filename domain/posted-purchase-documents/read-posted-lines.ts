import { and, asc, eq, gt, lte } from "drizzle-orm"
import { postedPurchaseLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { plainNumber } from "@/domain/documents/draft"
import type { PostedLine } from "@/domain/posting/non-deductible-vat"

/**
 * The lines of a posted document in order, as they were posted, the line of invoice rounding among them.
 *
 * @param range lines above the first number up to and including the second; default all
 */
export async function readPostedLines(
  tx: Tx,
  companyId: number,
  no: string,
  range?: { above: number; upTo: number },
): Promise<PostedLine[]> {
  const rows = await tx
    .select()
    .from(postedPurchaseLine)
    .where(
      and(
        eq(postedPurchaseLine.companyId, companyId),
        eq(postedPurchaseLine.documentNo, no),
        range && gt(postedPurchaseLine.lineNo, range.above),
        range && lte(postedPurchaseLine.lineNo, range.upTo),
      ),
    )
    .orderBy(asc(postedPurchaseLine.lineNo))
  return rows.map(({ companyId: _, documentNo: __, directUnitCost, ...row }) => ({
    ...row,
    quantity: plainNumber(row.quantity),
    qtyPerUnitOfMeasure: plainNumber(row.qtyPerUnitOfMeasure),
    price: plainNumber(directUnitCost),
    pricePer: plainNumber(row.pricePer),
    lineDiscountPercent: plainNumber(row.lineDiscountPercent),
    lineDiscountAmount: plainNumber(row.lineDiscountAmount),
    lineAmount: plainNumber(row.lineAmount),
    vatPercent: plainNumber(row.vatPercent),
    amount: plainNumber(row.amount),
    amountIncludingVat: plainNumber(row.amountIncludingVat),
    invoiceDiscountAmount: plainNumber(row.invoiceDiscountAmount),
    vatDifference: plainNumber(row.vatDifference),
    nonDeductibleVatPercent: plainNumber(row.nonDeductibleVatPercent),
    nonDeductibleVatAmount: plainNumber(row.nonDeductibleVatAmount),
  }))
}
