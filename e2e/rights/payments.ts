import { randomUUID } from "node:crypto"
import { makeVendor } from "@/test/factories"
import { company, type Rights } from "./cast"
import { ordered, paid } from "./made"

export const payments: Rights = {
  openPages: {
    "/payment-orders": "–✓✓✓",
    "/payments": "–✓✓✓",
    "/payments/new": "––✓–",
  },
  pagesOf: [
    { page: "/payment-orders/[no]", of: "", row: "–✓✓✓", made: async () => `/payment-orders/${await ordered()}` },
    { page: "/payments/[no]", of: "", row: "–✓✓✓", made: async () => `/payments/${(await paid()).no}` },
    { page: "/payments/[no]/reverse", of: "", row: "––✓–", made: async () => `/payments/${(await paid()).no}/reverse` },
  ],
  operations: {
    "[company]/_payments/actions#makePayment": [
      {
        row: "––✓–",
        made: async () => {
          const { no } = await makeVendor(company.id)
          const form = { formId: randomUUID(), bankAccountNo: "BANK", postingDate: "t", amount: "1" }
          return { at: "payments/new", bound: [no, "EUR", "payment"], form }
        },
      },
    ],
    "[company]/payment-orders/actions#settleOrder": [
      {
        row: "––✓–",
        made: async () => {
          const no = await ordered()
          return { at: `payment-orders/${no}`, bound: [no], form: { version: "1", intent: "withdraw" } }
        },
      },
    ],
    "[company]/payment-orders/actions#editOrder": [
      {
        row: "––✓–",
        made: async () => {
          const no = await ordered()
          const form = { version: "1", bankAccountNo: "BANK", postingDate: "t", paymentMethodCode: "BANK" }
          return { at: `payment-orders/${no}`, bound: [no], form }
        },
      },
    ],
    "[company]/_payments/actions#reverse": [
      {
        row: "––✓–",
        made: async () => {
          const { no } = await paid()
          return { at: `payments/${no}/reverse`, bound: [no], form: { postingDate: "t", reason: "Twice" } }
        },
      },
    ],
    "[company]/_payments/actions#applyRest": [
      {
        row: "––✓–",
        made: async () => {
          const { no, entryNo } = await paid()
          return { at: `payments/${no}/reverse`, bound: [entryNo], form: { postingDate: "t" } }
        },
      },
    ],
    "[company]/_payments/actions#unapply": [
      {
        row: "––✓–",
        made: async () => {
          const { no, entryNo } = await paid()
          return { at: `payments/${no}/reverse`, bound: [entryNo], form: { appliedEntryNo: String(entryNo) } }
        },
      },
    ],
  },
}
