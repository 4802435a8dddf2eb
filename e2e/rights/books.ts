import type { Rights } from "./cast"
import { posted } from "./made"

export const books: Rights = {
  openPages: {
    "/books/aged-payables": "–✓✓✓",
    "/books/chain": "–✓✓✓",
    "/books/chart-of-accounts": "–✓✓✓",
    "/books/gl-entries": "–✓✓✓",
    "/books/item-ledger-entries": "–✓✓✓",
    "/books/trial-balance": "–✓✓✓",
    "/books/vat-entries": "–✓✓✓",
    "/books/vendor-ledger-entries": "–✓✓✓",
  },
  pagesOf: [
    {
      page: "/books/transactions/[no]",
      of: "",
      row: "–✓✓✓",
      // The ledger numbers its transactions from one.
      made: async () => {
        await posted()
        return "/books/transactions/1"
      },
    },
  ],
  operations: {
    "[company]/books/chain/actions#check": [{ row: "–✓✓✓", made: async () => ({ at: "books/chain", form: {} }) }],
    "[company]/books/chain/actions#saveHeadMail": [
      { row: "–––✓", made: async () => ({ at: "books/chain", form: { mailTo: "" } }) },
    ],
  },
}
