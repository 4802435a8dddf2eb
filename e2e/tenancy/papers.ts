import type { Cases } from "./foreign"

export const papers: Cases = {
  addresses: {
    "/[company]/attachments/[of]/[no]/[id]": { no: "purchaseInvoice" },
    // Files are sent there; nothing is to be read.
    "/api/[company]/attachments/[of]/[no]": { status: 405 },
  },
  actions: {
    "[company]/_papers/actions#removePaper": of => [
      {
        at: `purchase-invoices/${of.purchaseInvoice}`,
        bound: ["purchase-invoices", of.purchaseInvoice, Number(of.attachment)],
        form: {},
      },
    ],
    "[company]/_papers/comment-actions#writeOn": of => [
      {
        at: `purchase-invoices/${of.purchaseInvoice}`,
        bound: ["purchase-invoices", of.purchaseInvoice],
        form: { body: "Hello", assignedTo: "" },
      },
      {
        at: `purchase-requests/${of.request}`,
        bound: ["purchase-requests", of.request],
        form: { body: "Hello", assignedTo: "" },
      },
    ],
    "[company]/_papers/comment-actions#changeOn": of => [
      {
        at: `purchase-invoices/${of.purchaseInvoice}`,
        bound: ["purchase-invoices", of.purchaseInvoice, 1],
        form: { body: "Hello", intent: "edit" },
      },
    ],
    "[company]/_papers/actions#withdrawPaper": of => [
      {
        at: `posted-purchase-invoices/${of.postedInvoice}`,
        bound: [of.postedInvoice, Number(of.attachment)],
        form: { reason: "No" },
      },
    ],
  },
}
