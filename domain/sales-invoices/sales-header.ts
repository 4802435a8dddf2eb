import { salesInvoice } from "@/db/schema"
import type { DocumentDefinition } from "@/domain/documents/document-definition"
import { defineHeader, type TypedField } from "@/domain/documents/header-definition"

export type SalesInvoiceRow = typeof salesInvoice.$inferSelect

/** The header of a sales invoice. Lengths are the reference's. */
export const salesHeader = defineHeader(
  salesInvoice,
  {
    customerNo: { kind: "party", of: "customer", named: "customerName", from: "party" },
    externalDocumentNo: { kind: "text", maximum: 35, searched: true, printed: true },
    yourReference: { kind: "text", maximum: 35, searched: true, printed: true },
    documentDate: { kind: "date", printed: true },
    postingDate: { kind: "date", printed: true },
    dueDate: { kind: "date", from: "party", printed: true },
    paymentTermsCode: { kind: "code", of: "paymentTerms", from: "party" },
    salespersonCode: { kind: "code", of: "purchasers", from: "party" },
    contact: { kind: "text", maximum: 100, from: "party" },
    currencyCode: { kind: "code", of: "currencies", from: "party", fixed: true },
    pricesIncludingVat: { kind: "boolean", fixed: true },
    vatRegistrationNo: { kind: "text", maximum: 20, from: "party", fixed: true },
  },
  {
    companyId: "program",
    no: "program",
    customerName: "party",
    address: "party",
    postCode: "party",
    city: "party",
    countryRegionCode: "party",
    genBusPostingGroup: "party",
    vatBusPostingGroup: "party",
    importedNo: "program",
    version: "program",
    lastLineId: "lines",
    lineCount: "lines",
    amount: "lines",
    amountIncludingVat: "lines",
    createdAt: "program",
    updatedAt: "program",
  },
)

/** Sales invoices, for what treats all documents alike. */
export const salesDefinition = {
  store: "sales",
  subjectType: "sales_invoice",
  priceField: "unitPrice",
  header: salesHeader,
} as const satisfies DocumentDefinition

export type SalesHeaderField = TypedField<typeof salesHeader>
