import { randomUUID } from "node:crypto"
import { makeCustomer, makeVendor } from "@/test/factories"
import { company, type Rights } from "./cast"
import { sold } from "./made"

export const salesInvoices: Rights = {
  openPages: {
    "/sales-invoices": "✓✓✓–",
    "/sales-invoices/new": "✓✓✓–",
  },
  pagesOf: [
    { page: "/sales-invoices/[no]", of: "", row: "✓✓✓–", made: async () => `/sales-invoices/${await sold()}` },
    {
      page: "/sales-invoices/[no]/lines",
      of: "",
      row: "✓✓✓–",
      made: async () => `/sales-invoices/${await sold()}/lines`,
    },
    {
      page: "/sales-invoices/[no]/edit",
      of: "",
      row: "✓✓✓–",
      made: async () => `/sales-invoices/${await sold()}/edit`,
    },
    {
      page: "/sales-invoices/[no]/delete",
      of: "",
      row: "✓✓✓–",
      made: async () => `/sales-invoices/${await sold()}/delete`,
    },
    {
      page: "/sales-invoices/[no]/create-purchase-invoice",
      of: "",
      row: "✓✓✓–",
      made: async () => `/sales-invoices/${await sold()}/create-purchase-invoice`,
    },
  ],
  operations: {
    "[company]/sales-invoices/new/actions#makeSalesInvoice": [
      {
        row: "✓✓✓–",
        made: async () => {
          const { no } = await makeCustomer(company.id)
          return { at: "sales-invoices/new", form: { formId: randomUUID(), "header.customerNo": no } }
        },
      },
    ],
    "[company]/sales-invoices/[no]/actions#editSalesInvoice": [
      {
        row: "✓✓✓–",
        made: async () => {
          const form = { version: "1", intent: "save", "header.externalDocumentNo": "X" }
          return { at: "sales-invoices/x/edit", bound: [await sold(), 1], form }
        },
      },
    ],
    "[company]/sales-invoices/[no]/actions#removeSalesInvoice": [
      {
        row: "✓✓✓–",
        made: async () => ({ at: "sales-invoices/x/delete", bound: [await sold()], form: { version: "1" } }),
      },
    ],
    "[company]/sales-invoices/[no]/create-purchase-invoice/actions#createPurchaseInvoice": [
      {
        row: "✓✓✓–",
        made: async () => {
          const vendorNo = (await makeVendor(company.id)).no
          const form = { intent: "ok", formId: randomUUID(), salesInvoiceVersion: "1", scope: "all_lines", vendorNo }
          return {
            at: "sales-invoices/x/create-purchase-invoice",
            bound: [await sold()],
            form: { ...form, shownScope: "all_lines", shownVendorNo: vendorNo },
          }
        },
      },
    ],
    "[company]/sales-invoices/[no]/create-purchase-invoice/actions#searchVendors": [
      {
        row: "✓✓✓·",
        made: async () => {
          await makeVendor(company.id)
          return { at: "sales-invoices/x/create-purchase-invoice", bound: ["vendor"] }
        },
      },
    ],
  },
}
