import { randomUUID } from "node:crypto"
import { makeVendor } from "@/test/factories"
import { company, type Rights } from "./cast"
import { paid } from "./made"

export const payments: Rights = {
  openPages: {
    "/payments": "–✓✓✓",
    "/payments/new": "––✓–",
  },
  pagesOf: [
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
