import type { Cases } from "./foreign"

export const lookups: Cases = {
  addresses: {
    "/api/[company]/lookup/accounts": { queries: [of => `q=${of.item}`] },
    "/api/[company]/lookup/charges": { queries: [of => `q=${of.item}`] },
    "/api/[company]/lookup/customers": { queries: [of => `q=${of.customer}`] },
    // A document's number is found by likeness too, and one's own is like a foreign one.
    "/api/[company]/lookup/everything": { queries: [of => `q=${of.vendor}`, of => `q=${of.item}`] },
    "/api/[company]/lookup/items": { queries: [of => `q=${of.item}`, of => `q=${of.item}&for=purchase`] },
    // Numbers are sent there: "what numbers mean" below.
    "/api/[company]/lookup/numbers": { status: 405 },
    "/api/[company]/lookup/vendor-invoice-no": { queries: [of => `q=V-1&vendor=${of.vendor}`] },
    "/api/[company]/lookup/vendors": { queries: [of => `q=${of.vendor}`] },
  },
}
