import type { Cases } from "./foreign"

export const payments: Cases = {
  addresses: {
    "/[company]/payment-orders": { queries: [of => `before=${of.paymentOrder}`] },
    "/[company]/payment-orders/[no]": { no: "paymentOrder" },
    "/[company]/payments": { queries: [of => `q=${of.payment}`, of => `vendor=${of.vendor}`] },
    "/[company]/payments/[no]": { no: "payment" },
    "/[company]/payments/[no]/reverse": { no: "payment" },
    "/[company]/payments/new": { queries: [of => `vendor=${of.vendor}`] },
    "/[company]/payments/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
  },
  actions: {
    "[company]/_payments/actions#applyRest": of => [
      {
        at: "payments/new",
        bound: [Number(of.entry)],
        form: { postingDate: "t", [`entries.${of.entry}`]: "1" },
      },
    ],
    "[company]/_payments/actions#makePayment": of => [
      {
        at: "payments/new",
        bound: [of.vendor, "EUR", "payment"],
        form: { bankAccountNo: "BANK", postingDate: "t", amount: "1" },
      },
    ],
    "[company]/payment-orders/actions#settleOrder": of => [
      {
        at: `payment-orders/${of.paymentOrder}`,
        bound: [of.paymentOrder],
        form: { version: "1", intent: "withdraw" } as Record<string, string>,
      },
      { at: `payment-orders/${of.paymentOrder}`, bound: [of.paymentOrder], form: { version: "1", intent: "register" } },
    ],
    "[company]/payment-orders/actions#editOrder": of => [
      { at: `payment-orders/${of.paymentOrder}`, bound: [of.paymentOrder], form: { version: "1", postingDate: "t" } },
    ],
    "[company]/_payments/actions#reverse": of => [
      { at: "payments/new", bound: [of.payment], form: { postingDate: "t", reason: "Twice" } },
    ],
    "[company]/_payments/actions#unapply": of => [
      { at: "payments/new", bound: [Number(of.entry)], form: { appliedEntryNo: of.entry } },
    ],
  },
}
