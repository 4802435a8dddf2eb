import { randomUUID } from "node:crypto"
import { readSetup } from "@/domain/setup/read-setup"
import { saveSetup } from "@/domain/setup/save-setup"
import { people, type Rights } from "./cast"

const setup = "administration/setup"

/** A code that no payment terms have yet. */
function terms(): string {
  return `T${randomUUID().slice(0, 8).toUpperCase()}`
}

export const setupTables: Rights = {
  openPages: {
    "/administration/setup": "–––✓",
    "/administration/readiness": "–––✓",
    "/administration/first-steps": "–––✓",
    "/administration/starting-numbers": "–––✓",
  },
  pagesOf: [
    { page: "/administration/setup/[table]", of: "", row: "–––✓", made: async () => `/${setup}/payment-terms` },
    { page: "/administration/setup/[table]/new", of: "", row: "–––✓", made: async () => `/${setup}/payment-terms/new` },
    {
      page: "/administration/setup/[table]/[...key]",
      of: "",
      row: "–––✓",
      made: async () => `/${setup}/payment-terms/30D`,
    },
    {
      page: "/administration/setup/[table]/delete/[...key]",
      of: "",
      row: "–––✓",
      made: async () => `/${setup}/payment-terms/delete/30D`,
    },
  ],
  operations: {
    "[company]/administration/setup/actions#saveRow": [
      {
        row: "–––✓",
        made: async () => ({ at: setup, bound: ["payment-terms", null], form: { "setup.code": terms() } }),
      },
    ],
    "[company]/administration/setup/actions#removeRow": [
      {
        row: "–––✓",
        made: async () => {
          const code = terms()
          await saveSetup(people[3]!.actor, "payment-terms", { key: null, version: 0, typed: { code } })
          const { version } = await readSetup(people[3]!.actor, "payment-terms", [code])
          return { at: setup, bound: ["payment-terms", [code]], form: { version: String(version) } }
        },
      },
    ],
    "[company]/administration/setup/public-holidays-actions#addPublicHolidays": [
      {
        row: "–––✓",
        made: async () => ({ at: "administration/setup/holidays", form: { dates: "2039-12-25" } }),
      },
    ],
    "[company]/administration/setup/logo-actions#changeLogo": [
      {
        row: "–––✓",
        made: async () => ({ at: "administration/setup/company-information", form: { intent: "remove" } }),
      },
    ],
    "[company]/administration/first-steps/actions#findRight": [
      {
        row: "–––✓",
        made: async () => ({ at: "administration/first-steps", bound: ["terms", "", false], form: {} }),
      },
    ],
    "[company]/administration/first-steps/actions#putAway": [
      { row: "–––✓", made: async () => ({ at: "administration/first-steps", bound: [false], form: {} }) },
    ],
    "[company]/administration/starting-numbers/actions#saveStart": [
      { row: "–––✓", made: async () => ({ at: "administration/starting-numbers", form: {} }) },
    ],
  },
}
