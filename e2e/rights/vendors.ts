import { randomUUID } from "node:crypto"
import { proposeBankAccount } from "@/domain/bank-account-approvals/propose-bank-account"
import { makeVendor } from "@/test/factories"
import { colleague, company, type Rights } from "./cast"

const proposal = {
  iban: "NL91ABNA0417164300",
  accountNo: "",
  bic: "",
  accountHolder: "Houder",
  evidence: "Letter",
  verifiedHow: "called_back",
  verifiedOn: "2026-01-05",
}

export const vendors: Rights = {
  openPages: {
    "/vendors": "✓✓✓–",
    "/vendors/new": "–✓✓–",
  },
  pagesOf: [
    { page: "/vendors/[no]", of: "", row: "✓✓✓–", made: async () => `/vendors/${(await makeVendor(company.id)).no}` },
    {
      page: "/vendors/[no]/delete",
      of: "",
      row: "–✓✓–",
      made: async () => `/vendors/${(await makeVendor(company.id)).no}/delete`,
    },
    {
      page: "/vendors/[no]/bank-accounts",
      of: "",
      row: "✓✓✓–",
      made: async () => `/vendors/${(await makeVendor(company.id)).no}/bank-accounts`,
    },
  ],
  operations: {
    "[company]/_columns/actions#saveColumns": [
      {
        row: "✓✓✓–",
        made: async () => ({ at: "vendors", bound: ["vendors"], form: { column: ["city", "blocked"] } }),
      },
    ],
    "[company]/vendors/actions#makeVendor": [
      {
        row: "–✓✓–",
        made: async () => {
          const form = { "vendors.name": `Nieuw ${randomUUID()}`, "vendors.countryRegionCode": "NL" }
          return { at: "vendors/new", bound: [null], form: { ...form, "vendors.paymentTermsCode": "30D" } }
        },
      },
    ],
    "[company]/vendors/actions#saveVendorCard": [
      {
        row: "–✓✓–",
        made: async () => {
          const { no } = await makeVendor(company.id)
          const form = { "vendors.name": `Anders ${no}`, "vendors.countryRegionCode": "NL" }
          return { at: `vendors/${no}`, bound: [no], form }
        },
      },
    ],
    "[company]/vendors/[no]/bank-accounts/actions#propose": [
      {
        row: "–✓✓–",
        made: async () => {
          const { no } = await makeVendor(company.id)
          return { at: `vendors/${no}/bank-accounts`, bound: [no], form: proposal }
        },
      },
    ],
    "[company]/vendors/[no]/bank-accounts/actions#respond": [
      {
        row: "––✓–",
        of: "one that waits",
        made: async () => {
          const { no } = await makeVendor(company.id)
          const id = await proposeBankAccount(colleague.actor, no, proposal)
          return { at: `vendors/${no}/bank-accounts`, bound: [no, id], form: { intent: "confirm" } }
        },
      },
    ],
    "[company]/vendors/actions#removeVendor": [
      {
        row: "–✓✓–",
        made: async () => {
          const { no } = await makeVendor(company.id)
          // With its bank account.
          return { at: `vendors/${no}/delete`, bound: [no, 1], form: {} }
        },
      },
    ],
    "[company]/vendors/actions#markProven": [
      { row: "–✓✓–", made: async () => ({ at: "vendors/x", bound: [(await makeVendor(company.id)).no], form: {} }) },
    ],
    "[company]/vendors/actions#saveBlocked": [
      {
        row: "–✓✓–",
        made: async () => ({
          at: "vendors/x",
          bound: [(await makeVendor(company.id)).no],
          form: { blocked: "all", blockedReason: "Test" },
        }),
      },
    ],
  },
}
