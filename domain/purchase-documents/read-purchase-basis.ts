import type { Tx } from "@/db/tenancy"
import { type AmountsBasis, readAmountsBasis } from "@/domain/documents/amounts-basis"
import type { DraftLine } from "@/domain/documents/line-fields"
import { readInvoiceDiscount } from "@/domain/documents/read-invoice-discount"
import type { PurchaseDocumentRow } from "./purchase-header"
import { serviceChargeLine } from "./service-charge"

/**
 * What the amounts of a purchase rest on beside its texts. The tiers are the vendor's also where they do not count now: they
 * may be chosen.
 *
 * @param range of the line numbers of the page; null: it is the only one
 * @param lines of the page
 */
export async function readPurchaseBasis(
  tx: Tx,
  header: PurchaseDocumentRow,
  range: { above: number; upTo: number } | null,
  lines: readonly DraftLine[],
): Promise<AmountsBasis> {
  const [basis, discount] = await Promise.all([
    readAmountsBasis(tx, "purchase", header, range, lines),
    readInvoiceDiscount(tx, { ...header, invoiceDiscountCalculation: "tiers" }),
  ])
  const tiers = discount.calculation === "tiers" ? [...discount.tiers] : []
  const charges = tiers.some(({ serviceCharge }) => Number(serviceCharge) !== 0)
  const charge = charges ? await serviceChargeLine(tx, header, header.lastLineId + 1) : null
  return { ...basis, tiers, serviceCharge: charge?.line ?? null }
}
