import { purchaseInvoice } from "@/db/schema"
import type { DocumentDefinition } from "@/domain/documents/document-definition"
import { defineHeader, type TypedField } from "@/domain/documents/header-definition"
import { COST_DECIMALS } from "@/domain/documents/line-fields"

export type PurchaseDocumentRow = typeof purchaseInvoice.$inferSelect

/** The header of a purchase invoice or purchase credit memo. Lengths are the reference's. */
export const purchaseHeader = defineHeader(
  purchaseInvoice,
  {
    buyFromVendorNo: { kind: "party", of: "vendor", named: "buyFromVendorName", from: "party" },
    vendorInvoiceNo: { kind: "text", maximum: 35, ofThePaper: true, searched: true, printed: true },
    yourReference: { kind: "text", maximum: 35, ofThePaper: true, searched: true, printed: true },
    documentDate: { kind: "date", printed: true },
    postingDate: { kind: "date", printed: true },
    dueDate: { kind: "date", from: "party", printed: true },
    paymentTermsCode: { kind: "code", of: "paymentTerms", from: "party" },
    paymentMethodCode: { kind: "code", of: "paymentMethods", from: "party" },
    purchaserCode: { kind: "code", of: "purchasers", from: "party" },
    orderDate: { kind: "date" },
    paymentDiscountDate: { kind: "date", from: "party" },
    vatBaseDiscountPercent: { kind: "percent", from: "party", printed: true },
    buyFromContact: { kind: "text", maximum: 100, from: "party" },
    orderAddressCode: { kind: "code", of: "orderAddresses", from: "party" },
    postingDescription: { kind: "text", maximum: 100 },
    currencyCode: { kind: "code", of: "currencies", from: "party" },
    pricesIncludingVat: { kind: "boolean", from: "party" },
    invoiceDiscountCalculation: {
      kind: "choice",
      words: ["none", "tiers", "amount", "percent"],
      texts: "invoiceDiscount",
      unposted: true,
    },
    invoiceDiscountValue: { kind: "discount", by: "invoiceDiscountCalculation", unposted: true },
    controlAmountIncludingVat: { kind: "amount", ofThePaper: true, unposted: true },
    controlVatAmount: { kind: "amount", ofThePaper: true, unposted: true },
    vatRegistrationNo: { kind: "text", maximum: 20, from: "party", fixed: true },
  },
  {
    companyId: "program",
    no: "program",
    vendorInvoiceDigits: "program",
    documentType: "program",
    creditsNo: "program",
    splitOfNo: "program",
    payToVendorNo: "party",
    buyFromVendorName: "party",
    buyFromAddress: "party",
    buyFromAddress2: "party",
    buyFromPostCode: "party",
    buyFromCity: "party",
    buyFromCountryRegionCode: "party",
    payToVendorName: "party",
    vatCountryRegionCode: "party",
    genBusPostingGroup: "party",
    vatBusPostingGroup: "party",
    vendorPostingGroup: "party",
    languageCode: "party",
    invoiceDiscountCode: "party",
    paymentDiscountPercent: "party",
    reviewState: "program",
    reviewStateAt: "program",
    reviewedBy: "program",
    sentBackReason: "program",
    requestedBy: "program",
    costChanged: "program",
    invoiceDiscountAmount: "lines",
    duplicateReason: "program",
    duplicateAllowedBy: "program",
    version: "program",
    lastLineId: "lines",
    lineCount: "lines",
    amount: "lines",
    amountIncludingVat: "lines",
    queueKey: "program",
    createdAt: "program",
    updatedAt: "program",
  },
)

/** Purchase invoices and purchase credit memos, for what treats all documents alike. */
export const purchaseDefinition = {
  store: "purchase",
  subjectType: "purchase_invoice",
  priceField: "directUnitCost",
  costDecimals: COST_DECIMALS,
  header: purchaseHeader,
} as const satisfies DocumentDefinition

export type PurchaseHeaderField = TypedField<typeof purchaseHeader>
