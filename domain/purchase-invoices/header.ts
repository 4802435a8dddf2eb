import type { purchaseInvoice } from "@/db/schema"

export type PurchaseInvoiceRow = typeof purchaseInvoice.$inferSelect

/** What people change in the header, in the order of the form. */
export const headerFields = [
  "buyFromVendorNo",
  "vendorInvoiceNo",
  "documentDate",
  "postingDate",
  "dueDate",
  "paymentTermsCode",
  "paymentMethodCode",
  "purchaserCode",
  "orderDate",
  "paymentDiscountDate",
  "buyFromContact",
  "orderAddressCode",
  "postingDescription",
] as const
export type HeaderField = (typeof headerFields)[number]

export const dateFields: ReadonlySet<string> = new Set<HeaderField>([
  "documentDate",
  "postingDate",
  "dueDate",
  "orderDate",
  "paymentDiscountDate",
])

/** Most characters; the reference's lengths. */
export const textLengths = { vendorInvoiceNo: 35, postingDescription: 100, buyFromContact: 100 }

/** The editable fields as text; none is "". */
export function editableHeader(row: PurchaseInvoiceRow): Record<HeaderField, string> {
  const values = headerFields.map(name => [name, row[name] ?? ""])
  return Object.fromEntries(values) as Record<HeaderField, string>
}
