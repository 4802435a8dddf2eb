import type { Cases } from "./foreign"

export const books: Cases = {
  addresses: {
    "/[company]/books/aged-payables": { queries: [of => `after=${of.vendor}`] },
    "/[company]/books/aged-payables/file": {},
    "/[company]/books/chain": {},
    "/[company]/books/chain/head": { status: 404 },
    "/[company]/books/chart-of-accounts": {},
    "/[company]/books/chart-of-accounts/file": {},
    "/[company]/books/gl-entries": { queries: [of => `document=${of.postedInvoice}`] },
    "/[company]/books/gl-entries/file": { queries: [of => `format=csv&document=${of.postedInvoice}`] },
    "/[company]/books/item-ledger-entries/file": { queries: [of => `format=csv&item=${of.item}`] },
    "/[company]/books/vat-entries/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
    "/[company]/books/item-ledger-entries": {
      queries: [of => `item=${of.item}`, of => `vendor=${of.vendor}`, of => `document=${of.postedInvoice}`],
    },
    "/[company]/books/transactions/[no]": { no: "transaction" },
    "/[company]/books/trial-balance": {},
    "/[company]/books/trial-balance/file": {},
    "/[company]/books/vat-entries": { queries: [of => `vendor=${of.vendor}`, of => `document=${of.postedInvoice}`] },
    "/[company]/books/vendor-ledger-entries": {
      queries: [of => `vendor=${of.vendor}`, of => `document=${of.postedInvoice}`],
    },
    "/[company]/books/vendor-ledger-entries/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
  },
  actions: {
    // Inviting makes rows, whoever is invited: see "an invitation tells nothing" below.
    "[company]/books/chain/actions#check": () => [{ at: "books/chain", form: {}, namesNothing: true }],
    "[company]/books/chain/actions#saveHeadMail": () => [{ at: "books/chain", form: { mailTo: "" } }],
  },
}
