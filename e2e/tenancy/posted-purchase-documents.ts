import { randomUUID } from "node:crypto"
import type { Cases } from "./foreign"

export const postedPurchaseDocuments: Cases = {
  addresses: {
    "/[company]/posted-purchase-credit-memos": { queries: [of => `q=${of.postedInvoice}`] },
    "/[company]/posted-purchase-credit-memos/[no]": { no: "postedCreditMemo" },
    "/[company]/posted-purchase-credit-memos/[no]/entries": { no: "postedCreditMemo" },
    "/[company]/posted-purchase-credit-memos/[no]/dossier": { no: "postedCreditMemo" },
    "/[company]/posted-purchase-credit-memos/[no]/pdf": { no: "postedCreditMemo" },
    "/[company]/posted-purchase-credit-memos/[no]/statistics": { no: "postedCreditMemo" },
    "/[company]/posted-purchase-invoices": { queries: [of => `q=${of.postedInvoice}`, of => `vendor=${of.vendor}`] },
    "/[company]/posted-purchase-invoices/[no]": { no: "postedInvoice" },
    "/[company]/posted-purchase-invoices/[no]/cancel": { no: "postedInvoice" },
    "/[company]/posted-purchase-invoices/[no]/correct": { no: "postedInvoice" },
    "/[company]/posted-purchase-invoices/[no]/credit-memo": { no: "postedInvoice" },
    "/[company]/posted-purchase-invoices/[no]/entries": { no: "postedInvoice" },
    "/[company]/posted-purchase-invoices/[no]/dossier": { no: "postedInvoice" },
    "/[company]/posted-purchase-invoices/[no]/pdf": { no: "postedInvoice" },
    "/[company]/posted-purchase-invoices/[no]/statistics": { no: "postedInvoice" },
    "/[company]/posted-purchase-invoices/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
    "/[company]/posted-purchase-credit-memos/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
  },
  actions: {
    "[company]/posted-purchase-invoices/[no]/actions#cancelPosted": of => [
      { at: "posted-purchase-invoices/x/cancel", bound: [of.postedInvoice], form: { postingDate: "", reason: "No" } },
    ],
    "[company]/posted-purchase-invoices/[no]/actions#correctPosted": of => [
      { at: "posted-purchase-invoices/x/correct", bound: [of.postedInvoice], form: { postingDate: "", reason: "No" } },
    ],
    "[company]/posted-purchase-invoices/[no]/credit-memo/actions#makeCreditMemo": of => [
      {
        at: "posted-purchase-invoices/x/credit-memo",
        bound: [of.postedInvoice],
        form: { formId: randomUUID(), intent: "everything" },
      },
    ],
  },
}
