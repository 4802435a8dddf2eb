import { randomUUID } from "node:crypto"
import { type Cases, headerOnly } from "./foreign"

export const purchaseDocuments: Cases = {
  addresses: {
    "/[company]/purchase-credit-memos": { queries: [of => `q=${of.creditMemo}`, of => `vendor=${of.vendor}`] },
    "/[company]/purchase-credit-memos/[no]": { no: "creditMemo" },
    "/[company]/purchase-credit-memos/[no]/copy-document": { no: "creditMemo" },
    "/[company]/purchase-credit-memos/[no]/delete": { no: "creditMemo" },
    "/[company]/purchase-credit-memos/[no]/lines": { no: "creditMemo" },
    "/[company]/purchase-credit-memos/[no]/statistics": { no: "creditMemo" },
    "/[company]/purchase-credit-memos/new": { queries: [of => `vendor=${of.vendor}`] },
    "/[company]/purchase-invoices": { queries: [of => `search=${of.purchaseInvoice}`, of => `vendor=${of.vendor}`] },
    "/[company]/purchase-invoices/[no]": { no: "purchaseInvoice" },
    "/[company]/purchase-invoices/[no]/copy-document": { no: "purchaseInvoice" },
    "/[company]/purchase-invoices/[no]/delete": { no: "purchaseInvoice" },
    "/[company]/purchase-invoices/[no]/lines": { no: "purchaseInvoice" },
    "/[company]/purchase-invoices/[no]/statistics": { no: "purchaseInvoice" },
    "/[company]/purchase-invoices/new": { queries: [of => `vendor=${of.vendor}`] },
    "/[company]/purchase-invoices/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
    "/[company]/purchase-credit-memos/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
    "/api/[company]/draft-lines/purchase/[no]": { no: "purchaseInvoice" },
  },
  actions: {
    "[company]/_purchase-documents/actions#editPurchaseDocument": of => [
      { at: "review", bound: [of.purchaseInvoice, 1], form: { ...headerOnly, "header.vendorInvoiceNo": "X" } },
    ],
    "[company]/_purchase-documents/copy-action#copyIntoPurchaseDocument": of => [
      {
        at: `purchase-invoices/${of.purchaseInvoice}/copy-document`,
        bound: [of.purchaseInvoice],
        form: { version: "1", source: "invoice", no: of.purchaseInvoice, part: "lines" },
      },
    ],
    "[company]/_purchase-documents/actions#removePurchaseDocument": of => [
      { at: "review", bound: [of.purchaseInvoice], form: { version: "1" } },
    ],
    "[company]/_purchase-documents/split-action#splitDraft": of => [
      {
        at: `purchase-invoices/${of.purchaseInvoice}/split`,
        bound: [of.purchaseInvoice],
        form: { version: "1", line: "1" },
      },
    ],
    "[company]/_purchase-documents/vat-amounts-action#typeVat": of => [
      {
        at: `purchase-invoices/${of.purchaseInvoice}/statistics`,
        bound: [of.purchaseInvoice],
        form: { version: "1", "vatAmount.HOOG|normal|21": "1" },
      },
    ],
    "[company]/_purchase-documents/actions#makePurchaseDocument": of => [
      {
        at: "purchase-invoices/new",
        bound: ["invoice"],
        form: { formId: randomUUID(), "header.buyFromVendorNo": of.vendor },
      },
    ],
  },
}
