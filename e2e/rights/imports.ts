import { importedPayments } from "@/e2e/support/trade"
import { colleague, type Rights } from "./cast"
import { imported } from "./made"

export const imports: Rights = {
  pagesOf: [
    { page: "/imports/new/[kind]", of: "sales", row: "✓✓✓–", made: async () => "/imports/new/sales-invoices" },
    { page: "/imports/new/[kind]", of: "payments", row: "––✓–", made: async () => "/imports/new/payments" },
    { page: "/imports/new/[kind]", of: "items", row: "–✓✓–", made: async () => "/imports/new/items" },
    { page: "/imports/[no]", of: "sales", row: "✓✓✓–", made: async () => `/imports/${await imported()}` },
    {
      page: "/imports/[no]",
      of: "payments",
      row: "––✓–",
      made: async () => `/imports/${await importedPayments(colleague.actor)}`,
    },
  ],
  operations: {
    ...Object.fromEntries(
      ["startImport", "readAgain", "mendRows", "undoImport", "tryAgain"].map(name => [
        `[company]/imports/actions#${name}`,
        [
          { row: "✓✓✓–", made: async () => ({ at: "imports/x", bound: [await imported()], form: {} }) },
          {
            row: "––✓–",
            made: async () => ({ at: "imports/x", bound: [await importedPayments(colleague.actor)], form: {} }),
          },
        ],
      ]),
    ),
  },
}
