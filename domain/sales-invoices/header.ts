import type { salesInvoice } from "@/db/schema"

export type SalesInvoiceRow = typeof salesInvoice.$inferSelect

/** What people change in the header, in the order of the form. */
export const headerFields = [
  "customerNo",
  "externalDocumentNo",
  "documentDate",
  "postingDate",
  "dueDate",
  "paymentTermsCode",
  "salespersonCode",
  "contact",
] as const
export type HeaderField = (typeof headerFields)[number]

export const dateFields: ReadonlySet<string> = new Set<HeaderField>(["documentDate", "postingDate", "dueDate"])

/** Most characters; the reference's lengths. */
export const textLengths = { externalDocumentNo: 35, contact: 100 }

/** The editable fields as text; none is "". */
export function editableHeader(row: SalesInvoiceRow): Record<HeaderField, string> {
  const values = headerFields.map(name => [name, row[name] ?? ""])
  return Object.fromEntries(values) as Record<HeaderField, string>
}
