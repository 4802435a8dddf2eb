import { randomUUID } from "node:crypto"
import { makeCustomer } from "@/test/factories"
import { company, type Rights } from "./cast"

export const customers: Rights = {
  openPages: {
    "/customers": "✓✓✓–",
    "/customers/new": "–✓✓–",
  },
  pagesOf: [
    {
      page: "/customers/[no]",
      of: "",
      row: "✓✓✓–",
      made: async () => `/customers/${(await makeCustomer(company.id)).no}`,
    },
    {
      page: "/customers/[no]/delete",
      of: "",
      row: "–✓✓–",
      made: async () => `/customers/${(await makeCustomer(company.id)).no}/delete`,
    },
  ],
  operations: {
    "[company]/customers/actions#makeCustomer": [
      {
        row: "–✓✓–",
        made: async () => ({
          at: "customers/new",
          form: { "customers.name": `Nieuw ${randomUUID()}`, "customers.countryRegionCode": "NL" },
        }),
      },
    ],
    ...Object.fromEntries(
      ["saveCustomerCard", "removeCustomer"].map(name => [
        `[company]/customers/actions#${name}`,
        [
          {
            row: "–✓✓–" as const,
            made: async () => ({
              at: "customers/x",
              bound: [(await makeCustomer(company.id)).no],
              form: { "customers.name": "Anders", "customers.countryRegionCode": "NL" },
            }),
          },
        ],
      ]),
    ),
  },
}
