import type { Member } from "@/e2e/support/own-company"
import { failedRequest } from "@/e2e/support/trade"
import { asTrader, colleague, type Rights } from "./cast"

async function onRequest(of: Member) {
  return { at: "purchase-requests/x", bound: [await failedRequest(asTrader(of))], form: {} }
}

async function checkedRequest(of: Member) {
  return { at: "purchase-requests", form: { deed: "retry", no: [await failedRequest(asTrader(of))] } }
}

export const purchaseRequests: Rights = {
  openPages: {
    "/purchase-requests": "✓✓✓–",
  },
  pagesOf: [
    {
      page: "/purchase-requests/[no]",
      of: "a colleague",
      row: "·✓✓–",
      made: async () => `/purchase-requests/${await failedRequest(colleague.actor)}`,
    },
    {
      page: "/purchase-requests/[no]",
      of: "one's own",
      row: "✓✓✓–",
      made: async who => `/purchase-requests/${await failedRequest(asTrader(who))}`,
    },
  ],
  operations: {
    "[company]/purchase-requests/actions#cancelRequest": [
      { row: "✓✓✓–", of: "one's own", made: async who => onRequest(who) },
      { row: "·✓✓–", of: "a colleague's", made: async () => onRequest(colleague) },
    ],
    "[company]/purchase-requests/actions#retryRequest": [
      { row: "✓✓✓–", of: "one's own", made: async who => onRequest(who) },
      { row: "·✓✓–", of: "a colleague's", made: async () => onRequest(colleague) },
    ],
    "[company]/purchase-requests/actions#manageChecked": [
      { row: "✓✓✓–", of: "one's own", made: async who => checkedRequest(who) },
      { row: "·✓✓–", of: "a colleague's", made: async () => checkedRequest(colleague) },
    ],
  },
}
