import { and, eq } from "drizzle-orm"
import { type purchaseInvoice, vendorInvoiceDiscount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { discountAs } from "./header-definition"
import type { InvoiceDiscount } from "./invoice-discount"

type StoredDocument = typeof purchaseInvoice.$inferSelect

/** Whether what is typed as the invoice discount counts; else it is none, or the vendor's tiers give it. */
export const hasTypedDiscount = (header: Pick<StoredDocument, "invoiceDiscountCalculation">) =>
  discountAs({ by: "invoiceDiscountCalculation" satisfies keyof typeof header }, header) !== null

type DiscountedHeader = Pick<
  StoredDocument,
  "companyId" | "invoiceDiscountCalculation" | "invoiceDiscountValue" | "invoiceDiscountCode" | "currencyCode"
>

/** How the draft's invoice discount comes about; reads the vendor's tiers where it goes by them. */
export async function readInvoiceDiscount(tx: Tx, header: DiscountedHeader): Promise<InvoiceDiscount> {
  const { invoiceDiscountCalculation: calculation, invoiceDiscountValue: value } = header
  if (calculation === "none") return { calculation }
  if (calculation !== "tiers") return { calculation, value }
  const tiers = await tx
    .select({
      minimumAmount: vendorInvoiceDiscount.minimumAmount,
      discountPercent: vendorInvoiceDiscount.discountPercent,
      serviceCharge: vendorInvoiceDiscount.serviceCharge,
    })
    .from(vendorInvoiceDiscount)
    .where(
      and(
        eq(vendorInvoiceDiscount.companyId, header.companyId),
        eq(vendorInvoiceDiscount.code, header.invoiceDiscountCode),
        eq(vendorInvoiceDiscount.currencyCode, header.currencyCode),
      ),
    )
  return { calculation, tiers }
}
