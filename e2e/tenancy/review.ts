import { randomUUID } from "node:crypto"
import type { Cases } from "./foreign"

export const review: Cases = {
  addresses: {
    "/[company]/batch-postings": { queries: [of => `before=${of.batch}`] },
    "/[company]/batch-postings/[id]": { no: "batch" },
    "/[company]/batch-postings/new": { queries: [of => `no=${of.purchaseInvoice}`] },
    "/[company]/purchase-credit-memos/[no]/preview-posting": { no: "creditMemo" },
    "/[company]/purchase-credit-memos/[no]/send-back": { no: "creditMemo" },
    "/[company]/purchase-credit-memos/[no]/split": { no: "creditMemo" },
    "/[company]/purchase-invoices/[no]/preview-posting": { no: "purchaseInvoice" },
    "/[company]/purchase-invoices/[no]/send-back": { no: "purchaseInvoice" },
    "/[company]/purchase-invoices/[no]/split": { no: "purchaseInvoice" },
    "/[company]/review": { queries: [of => `no=${of.purchaseInvoice}`, of => `sent-back=${of.purchaseInvoice}`] },
  },
  actions: {
    "[company]/batch-postings/actions#postBatch": of => [
      { at: "batch-postings/new", form: { formId: randomUUID(), no: [of.purchaseInvoice] } },
    ],
    "[company]/_purchase-documents/approval-action#answerApproval": of => [
      {
        at: `payment-orders/${of.paymentOrder}`,
        bound: [{ paymentOrder: of.paymentOrder }],
        form: { version: "1", intent: "approve" } as Record<string, string>,
      },
      {
        at: `purchase-invoices/${of.purchaseInvoice}`,
        bound: [of.purchaseInvoice],
        form: { version: "1", intent: "approve" } as Record<string, string>,
      },
      {
        at: `purchase-invoices/${of.purchaseInvoice}`,
        bound: [of.purchaseInvoice],
        form: { version: "1", entry: "1", intent: "answer", answer: "So" },
      },
    ],
    "[company]/review/approve-many-action#approveMany": of => [
      { at: "review", form: { draft: `1  ${of.purchaseInvoice}` } },
    ],
    "[company]/_purchase-documents/actions#markPurchaseDocumentReviewed": of => [
      { at: "review", bound: [of.purchaseInvoice], form: { version: "1" } },
    ],
    "[company]/_purchase-documents/actions#sendPurchaseDocumentBack": of => [
      { at: "review", bound: [of.purchaseInvoice], form: { version: "1", reason: "No" } },
    ],
    "[company]/_purchase-documents/actions#turnDraft": of => [
      {
        at: `purchase-invoices/${of.purchaseInvoice}/preview-posting`,
        bound: [of.purchaseInvoice],
        form: { version: "1" },
      },
    ],
    "[company]/_purchase-documents/posting-actions#allowDuplicateNumber": of => [
      {
        at: `purchase-invoices/${of.purchaseInvoice}/preview-posting`,
        bound: [of.purchaseInvoice],
        form: { version: "1", reason: "Two deliveries" },
      },
    ],
    "[company]/_purchase-documents/posting-actions#postDocument": of => [
      {
        at: `purchase-invoices/${of.purchaseInvoice}/preview-posting`,
        bound: [of.purchaseInvoice],
        form: { version: "1", unreviewed: "yes" },
      },
    ],
  },
}
