import { randomUUID } from "node:crypto"
import type { Member } from "@/e2e/support/own-company"
import { builtInvoice, draftCreditMemo } from "@/e2e/support/trade"
import { makeVendor } from "@/test/factories"
import { asTrader, colleague, company, type Rights, type Someone } from "./cast"
import { onCreditMemo, onInvoice } from "./made"

const splitAddress = "purchase-invoices/x/split"
const statisticsAddress = "purchase-invoices/x/statistics"

async function edited(of: Member) {
  const { bound, form } = await onInvoice(of)
  return {
    at: "purchase-invoices/x",
    bound: [...bound, 1],
    form: { ...form, intent: "save", "header.vendorInvoiceNo": "V" },
  }
}

/** Copies a draft's own lines below them. */
async function copied(of: Someone | Member) {
  const call = await onInvoice(of, { source: "invoice", part: "lines" }, "purchase-invoices/x/copy-document")
  return { ...call, form: { ...call.form, no: String(call.bound[0]) } }
}

export const purchaseDocuments: Rights = {
  openPages: {
    "/purchase-invoices": "✓✓✓–",
    "/purchase-invoices/new": "–✓✓–",
    "/purchase-credit-memos": "–✓✓–",
    "/purchase-credit-memos/new": "–✓✓–",
  },
  pagesOf: [
    {
      page: "/purchase-invoices/[no]",
      of: "a colleague's request",
      row: "·✓✓–",
      made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}`,
    },
    {
      page: "/purchase-invoices/[no]",
      of: "one's own request",
      row: "✓✓✓–",
      made: async who => `/purchase-invoices/${(await builtInvoice(asTrader(who))).invoiceNo}`,
    },
    {
      page: "/purchase-invoices/[no]/delete",
      of: "a colleague's request",
      row: "·✓✓–",
      made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/delete`,
    },
    {
      page: "/purchase-invoices/[no]/copy-document",
      of: "a colleague's request",
      row: "·✓✓–",
      made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/copy-document`,
    },
    {
      page: "/purchase-invoices/[no]/lines",
      of: "a colleague's request",
      row: "·✓✓–",
      made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/lines`,
    },
    {
      page: "/purchase-invoices/[no]/statistics",
      of: "a colleague's request",
      row: "·✓✓–",
      made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/statistics`,
    },
    {
      page: "/purchase-invoices/[no]/statistics",
      of: "one's own request",
      row: "✓✓✓–",
      made: async who => `/purchase-invoices/${(await builtInvoice(asTrader(who))).invoiceNo}/statistics`,
    },
    {
      page: "/purchase-credit-memos/[no]",
      of: "",
      row: "–✓✓–",
      made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}`,
    },
    {
      page: "/purchase-credit-memos/[no]/delete",
      of: "",
      row: "–✓✓–",
      made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/delete`,
    },
    {
      page: "/purchase-credit-memos/[no]/copy-document",
      of: "",
      row: "–✓✓–",
      made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/copy-document`,
    },
    {
      page: "/purchase-credit-memos/[no]/lines",
      of: "",
      row: "–✓✓–",
      made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/lines`,
    },
    {
      page: "/purchase-credit-memos/[no]/statistics",
      of: "",
      row: "–✓✓–",
      made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/statistics`,
    },
  ],
  operations: {
    "[company]/_purchase-documents/actions#makePurchaseDocument": [
      {
        row: "–✓✓–",
        made: async () => {
          const { no } = await makeVendor(company.id)
          return {
            at: "purchase-invoices/new",
            bound: ["invoice"],
            form: { formId: randomUUID(), "header.buyFromVendorNo": no },
          }
        },
      },
    ],
    "[company]/_purchase-documents/actions#editPurchaseDocument": [
      { row: "✓✓✓–", of: "one's own request", made: async who => edited(who) },
      {
        row: "·✓✓–",
        of: "a credit memo",
        made: async () => onCreditMemo("", { intent: "save", "header.vendorInvoiceNo": "V" }, 1),
      },
      { row: "·✓✓–", of: "a colleague's request", made: async () => edited(colleague) },
    ],
    "[company]/_purchase-documents/copy-action#copyIntoPurchaseDocument": [
      { row: "✓✓✓–", of: "one's own request", made: async who => copied(who) },
      { row: "·✓✓–", of: "a colleague's request", made: async () => copied(colleague) },
    ],
    "[company]/_purchase-documents/actions#removePurchaseDocument": [
      { row: "✓✓✓–", of: "one's own request", made: async who => onInvoice(who) },
      { row: "·✓✓–", of: "a credit memo", made: async () => onCreditMemo("/delete") },
      { row: "·✓✓–", of: "a colleague's request", made: async () => onInvoice(colleague) },
    ],
    "[company]/_purchase-documents/split-action#splitDraft": [
      { row: "✓✓✓–", of: "one's own request", made: async who => onInvoice(who, { line: "1" }, splitAddress) },
      { row: "·✓✓–", of: "a colleague's request", made: async () => onInvoice(colleague, { line: "1" }, splitAddress) },
    ],
    "[company]/_purchase-documents/vat-amounts-action#typeVat": [
      { row: "✓✓✓–", of: "one's own request", made: async who => onInvoice(who, {}, statisticsAddress) },
      { row: "·✓✓–", of: "a colleague's request", made: async () => onInvoice(colleague, {}, statisticsAddress) },
    ],
  },
}
