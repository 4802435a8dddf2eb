import { randomUUID } from "node:crypto"
import { builtInvoice, draftCreditMemo, refusedBatch } from "@/e2e/support/trade"
import { asTrader, colleague, type Rights } from "./cast"
import { onCreditMemo, onInvoice } from "./made"

const previewAddress = "purchase-invoices/x/preview-posting"

export const review: Rights = {
  openPages: {
    "/review": "––✓–",
    "/batch-postings": "––✓–",
    "/batch-postings/new": "––✓–",
  },
  pagesOf: [
    {
      page: "/purchase-invoices/[no]/preview-posting",
      of: "a colleague's request",
      row: "·✓✓–",
      made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/preview-posting`,
    },
    {
      page: "/purchase-invoices/[no]/preview-posting",
      of: "one's own request",
      row: "✓✓✓–",
      made: async who => `/purchase-invoices/${(await builtInvoice(asTrader(who))).invoiceNo}/preview-posting`,
    },
    {
      page: "/purchase-invoices/[no]/split",
      of: "a colleague's request",
      row: "·✓✓–",
      made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/split`,
    },
    {
      page: "/purchase-invoices/[no]/split",
      of: "one's own request",
      row: "✓✓✓–",
      made: async who => `/purchase-invoices/${(await builtInvoice(asTrader(who))).invoiceNo}/split`,
    },
    {
      page: "/purchase-credit-memos/[no]/split",
      of: "",
      row: "–✓✓–",
      made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/split`,
    },
    {
      page: "/purchase-invoices/[no]/send-back",
      of: "a colleague's request",
      row: "––✓–",
      made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/send-back`,
    },
    {
      page: "/purchase-credit-memos/[no]/preview-posting",
      of: "",
      row: "–✓✓–",
      made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/preview-posting`,
    },
    {
      page: "/purchase-credit-memos/[no]/send-back",
      of: "",
      row: "––✓–",
      made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/send-back`,
    },
    {
      page: "/batch-postings/[id]",
      of: "",
      row: "––✓–",
      made: async () => `/batch-postings/${await refusedBatch(colleague.actor)}`,
    },
  ],
  operations: {
    "[company]/_purchase-documents/approval-action#answerApproval": [
      {
        row: "––✓–",
        of: "a colleague's request",
        made: async () => onInvoice(colleague, { intent: "approve" }, "purchase-invoices/x"),
      },
    ],
    "[company]/review/approve-many-action#approveMany": [
      {
        row: "––✓–",
        of: "a colleague's request",
        made: async () => {
          const { bound, form } = await onInvoice(colleague)
          return { at: "review", form: { draft: `${form.version}  ${bound[0]}` } }
        },
      },
    ],
    "[company]/_purchase-documents/actions#markPurchaseDocumentReviewed": [
      { row: "––✓–", of: "a colleague's request", made: async () => onInvoice(colleague) },
    ],
    "[company]/_purchase-documents/actions#sendPurchaseDocumentBack": [
      { row: "––✓–", of: "a colleague's request", made: async () => onInvoice(colleague, { reason: "Wrong vendor" }) },
    ],
    "[company]/_purchase-documents/actions#turnDraft": [
      { row: "–✓✓–", made: async () => onInvoice(colleague, {}, previewAddress) },
    ],
    "[company]/_purchase-documents/posting-actions#allowDuplicateNumber": [
      { row: "––✓–", made: async () => onInvoice(colleague, { reason: "Two deliveries" }, previewAddress) },
    ],
    "[company]/_purchase-documents/posting-actions#postDocument": [
      { row: "––✓–", of: "a colleague's request", made: async () => onInvoice(colleague, {}, previewAddress) },
      { row: "––✓–", of: "a credit memo", made: async () => onCreditMemo("/preview-posting") },
      { row: "––✓–", of: "one's own request", made: async who => onInvoice(who, {}, previewAddress) },
    ],
    "[company]/batch-postings/actions#postBatch": [
      {
        row: "––✓–",
        made: async () => {
          const { invoiceNo } = await builtInvoice(colleague.actor)
          return { at: "batch-postings/new", form: { formId: randomUUID(), no: [invoiceNo] } }
        },
      },
    ],
  },
}
