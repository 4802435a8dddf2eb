import { postedCreditMemo } from "@/e2e/support/trade"
import { people, type Rights } from "./cast"
import { posted } from "./made"

async function onPosted() {
  return { bound: [await posted()], form: { postingDate: "", reason: "Wrong price" } }
}

export const postedPurchaseDocuments: Rights = {
  openPages: {
    "/posted-purchase-invoices": "–✓✓✓",
    "/posted-purchase-credit-memos": "–✓✓✓",
  },
  pagesOf: [
    {
      page: "/posted-purchase-invoices/[no]",
      of: "",
      row: "–✓✓✓",
      made: async () => `/posted-purchase-invoices/${await posted()}`,
    },
    {
      page: "/posted-purchase-invoices/[no]/cancel",
      of: "",
      row: "––✓–",
      made: async () => `/posted-purchase-invoices/${await posted()}/cancel`,
    },
    {
      page: "/posted-purchase-invoices/[no]/correct",
      of: "",
      row: "––✓–",
      made: async () => `/posted-purchase-invoices/${await posted()}/correct`,
    },
    {
      page: "/posted-purchase-invoices/[no]/credit-memo",
      of: "",
      row: "–✓✓–",
      made: async () => `/posted-purchase-invoices/${await posted()}/credit-memo`,
    },
    {
      page: "/posted-purchase-invoices/[no]/entries",
      of: "",
      row: "–✓✓✓",
      made: async () => `/posted-purchase-invoices/${await posted()}/entries`,
    },
    {
      page: "/posted-purchase-invoices/[no]/statistics",
      of: "",
      row: "–✓✓✓",
      made: async () => `/posted-purchase-invoices/${await posted()}/statistics`,
    },
    {
      page: "/posted-purchase-credit-memos/[no]/statistics",
      of: "",
      row: "–✓✓✓",
      made: async () => `/posted-purchase-credit-memos/${await postedCreditMemo(people[2]!.actor)}/statistics`,
    },
    {
      page: "/posted-purchase-credit-memos/[no]",
      of: "",
      row: "–✓✓✓",
      made: async () => `/posted-purchase-credit-memos/${await postedCreditMemo(people[2]!.actor)}`,
    },
    {
      page: "/posted-purchase-credit-memos/[no]/entries",
      of: "",
      row: "–✓✓✓",
      made: async () => `/posted-purchase-credit-memos/${await postedCreditMemo(people[2]!.actor)}/entries`,
    },
  ],
  operations: {
    "[company]/posted-purchase-invoices/[no]/actions#cancelPosted": [
      { row: "––✓–", made: async () => ({ at: "posted-purchase-invoices/x/cancel", ...(await onPosted()) }) },
    ],
    "[company]/posted-purchase-invoices/[no]/actions#correctPosted": [
      { row: "––✓–", made: async () => ({ at: "posted-purchase-invoices/x/correct", ...(await onPosted()) }) },
    ],
    "[company]/posted-purchase-invoices/[no]/credit-memo/actions#makeCreditMemo": [
      { row: "–✓✓–", made: async () => ({ at: "posted-purchase-invoices/x/credit-memo", ...(await onPosted()) }) },
    ],
  },
}
