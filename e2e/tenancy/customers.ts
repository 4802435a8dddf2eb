import type { Cases } from "./foreign"

export const customers: Cases = {
  addresses: {
    "/[company]/customers/file": { queries: [of => `format=csv&search=${of.customer}`] },
    "/[company]/customers": { queries: [of => `search=${of.customer}`] },
    "/[company]/customers/new": {},
    "/[company]/customers/[no]": { no: "customer" },
    "/[company]/customers/[no]/delete": { no: "customer" },
  },
  actions: {
    "[company]/customers/actions#makeCustomer": () => [{ at: "customers/new", form: { "customers.name": "" } }],
    "[company]/customers/actions#saveCustomerCard": of => [
      {
        at: "customers/new",
        bound: [of.customer],
        form: { "customers.name": "x", "customers.countryRegionCode": "NL" },
      },
    ],
    "[company]/customers/actions#removeCustomer": of => [{ at: "customers/new", bound: [of.customer], form: {} }],
  },
}
