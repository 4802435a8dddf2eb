import type { purchaseInvoice } from "@/db/schema"
import { plainNumber } from "@/domain/documents/draft"

export type PurchaseDocumentRow = typeof purchaseInvoice.$inferSelect

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
  "currencyCode",
  "pricesIncludingVat",
  "invoiceDiscountCalculation",
  "invoiceDiscountValue",
  "controlAmountIncludingVat",
  "controlVatAmount",
] as const
export type HeaderField = (typeof headerFields)[number]

export const dateFields: ReadonlySet<string> = new Set<HeaderField>([
  "documentDate",
  "postingDate",
  "dueDate",
  "orderDate",
  "paymentDiscountDate",
])

/** Decimal strings; a control total that was not typed is "". */
export const numberFields: ReadonlySet<string> = new Set<HeaderField>([
  "invoiceDiscountValue",
  "controlAmountIncludingVat",
  "controlVatAmount",
])

/**
 * Whether a number of the header is an amount of its currency; else it is a percentage.
 * @param header with what stands in its other fields
 */
export function isAmount(name: string, header: Readonly<Record<string, string>>): boolean {
  return name !== ("invoiceDiscountValue" satisfies HeaderField) || header.invoiceDiscountCalculation === "amount"
}

/** Whether what is typed as the invoice discount counts; else it is none, or the vendor's tiers give it. */
export const hasTypedDiscount = (calculation: string) => calculation === "amount" || calculation === "percent"

/** Most characters; the reference's lengths. */
export const textLengths = { vendorInvoiceNo: 35, postingDescription: 100, buyFromContact: 100 }

/**
 * The editable fields as text; none is "", prices including VAT are "yes" or "no", equal numbers are equal text. An invoice
 * discount that nobody types is "".
 */
export function editableHeader(row: PurchaseDocumentRow): Record<HeaderField, string> {
  const values = headerFields.map(name => [name, textOf(name, row[name])])
  const texts = Object.fromEntries(values) as Record<HeaderField, string>
  if (!hasTypedDiscount(row.invoiceDiscountCalculation)) texts.invoiceDiscountValue = ""
  return texts
}

function textOf(name: HeaderField, value: string | boolean | null): string {
  if (value === null) return ""
  if (typeof value === "boolean") return value ? "yes" : "no"
  return numberFields.has(name) ? plainNumber(value) : value
}
