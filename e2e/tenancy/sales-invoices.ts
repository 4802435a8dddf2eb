import { randomUUID } from "node:crypto"
import { salesInvoiceOfA } from "./companies"
import { type Cases, type Foreign, headerOnly } from "./foreign"

const okOf = (of: Foreign) => ({
  intent: "ok",
  formId: "8d0f4c5e-95a1-4d6a-9a3b-1f2f3a4b5c6d",
  salesInvoiceVersion: "1",
  scope: "all_lines",
  vendorNo: of.vendor,
  shownScope: "all_lines",
  shownVendorNo: of.vendor,
})

export const salesInvoices: Cases = {
  addresses: {
    "/[company]/sales-invoices": { queries: [of => `search=${of.salesInvoice}`, of => `customer=${of.customer}`] },
    "/[company]/sales-invoices/[no]": { no: "salesInvoice" },
    "/[company]/sales-invoices/[no]/create-purchase-invoice": { no: "salesInvoice" },
    "/[company]/sales-invoices/[no]/delete": { no: "salesInvoice" },
    "/[company]/sales-invoices/[no]/lines": { no: "salesInvoice" },
    "/[company]/sales-invoices/[no]/edit": { no: "salesInvoice" },
    "/[company]/sales-invoices/new": { queries: [of => `customer=${of.customer}`] },
    "/[company]/sales-invoices/file": { queries: [of => `format=csv&customer=${of.customer}`] },
    "/api/[company]/draft-lines/sales/[no]": { no: "salesInvoice" },
  },
  actions: {
    "[company]/sales-invoices/[no]/actions#editSalesInvoice": of => [
      {
        at: `sales-invoices/${salesInvoiceOfA}/edit`,
        bound: [of.salesInvoice, 1],
        form: { ...headerOnly, "header.externalDocumentNo": "X" },
      },
      // B's customer and item on an invoice of A.
      {
        at: `sales-invoices/${salesInvoiceOfA}/edit`,
        bound: [salesInvoiceOfA, 1],
        form: { ...headerOnly, "header.customerNo": of.customer },
      },
      {
        at: `sales-invoices/${salesInvoiceOfA}/edit`,
        bound: [salesInvoiceOfA, 1],
        form: { ...headerOnly, intent: "add", "newLine.type": "item", "newLine.text": of.item },
      },
    ],
    "[company]/sales-invoices/[no]/actions#removeSalesInvoice": of => [
      { at: `sales-invoices/${salesInvoiceOfA}/delete`, bound: [of.salesInvoice], form: { version: "1" } },
    ],
    "[company]/sales-invoices/[no]/create-purchase-invoice/actions#createPurchaseInvoice": of => [
      { bound: [of.salesInvoice], form: okOf(of) },
      { bound: [salesInvoiceOfA], form: okOf(of) },
      { bound: [salesInvoiceOfA], form: { ...okOf(of), intent: "update" } },
    ],
    "[company]/sales-invoices/[no]/create-purchase-invoice/actions#searchVendors": of => [{ bound: [of.vendor] }],
    "[company]/sales-invoices/new/actions#makeSalesInvoice": of => [
      { at: "sales-invoices/new", form: { formId: randomUUID(), "header.customerNo": of.customer } },
    ],
  },
}
