import type { Cases } from "./foreign"

export const approvals: Cases = {
  addresses: {
    "/[company]/administration/approvals": { queries: [of => `after=${of.approvalEntry}`] },
    "/[company]/administration/approvals/[entry]": { no: "approvalEntry" },
  },
  actions: {
    "[company]/administration/approvals/actions#reassignEntry": of => [
      {
        at: "administration/approvals/1",
        bound: [of.purchaseInvoice, Number(of.approvalEntry)],
        form: { version: "1", to: of.user, reason: "No" },
      },
    ],
    "[company]/administration/approvals/actions#cancelForSender": of => [
      { at: "administration/approvals/1", bound: [of.purchaseInvoice], form: { version: "1" } },
    ],
  },
}
