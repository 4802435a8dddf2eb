import { vendorInvoiceKey } from "@/domain/posting/vendor-invoice-key"

/**
 * Whether a payment in the books can be the one that a row says, by what both pay: one of them names nothing, or they have
 * a document in common.
 *
 * @param named of the row, ours or the vendor's
 * @param settled by the payment now, ours and the vendor's
 */
export function documentsAgree(named: readonly string[], settled: readonly string[]): boolean {
  if (named.length === 0 || settled.length === 0) return true
  const keys = new Set(settled.filter(Boolean).map(vendorInvoiceKey))
  return named.some(document => keys.has(vendorInvoiceKey(document)))
}
