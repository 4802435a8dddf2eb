import type { Cases } from "./foreign"

export const purchaseRequests: Cases = {
  addresses: {
    "/[company]/purchase-requests": { queries: [of => `search=${of.request}`] },
    "/[company]/purchase-requests/[no]": { no: "request" },
    "/[company]/purchase-requests/file": { queries: [of => `format=csv&search=${of.request}`] },
  },
  actions: {
    "[company]/purchase-requests/actions#cancelRequest": of => [
      { at: "purchase-requests", bound: [of.request], form: {} },
    ],
    "[company]/purchase-requests/actions#manageChecked": of => [
      { at: "purchase-requests", form: { deed: "retry", no: [of.request] } },
      { at: "purchase-requests", form: { deed: "cancel", no: [of.request] } },
    ],
    "[company]/purchase-requests/actions#retryRequest": of => [
      { at: "purchase-requests", bound: [of.request], form: {} },
    ],
  },
}
