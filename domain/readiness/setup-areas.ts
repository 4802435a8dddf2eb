/** What of a company is set up, in the order that works: each leans on those before it. */
export const setupAreas = [
  "company",
  "dates",
  "chart",
  "posting",
  "terms",
  "units",
  "series",
  "banks",
  "users",
  "vendors",
  "items",
  "prices",
  "opening",
  "sales",
] as const

export type SetupArea = (typeof setupAreas)[number]

/** Tables that a template fills, by area: until somebody changes a row of them they are as it made them. */
export const templateTables: Partial<Record<SetupArea, readonly string[]>> = {
  dates: ["posting-dates", "user-posting-dates"],
  chart: ["chart-of-accounts"],
  posting: [
    "general-posting-setup",
    "vat-posting-setup",
    "vendor-posting-groups",
    "inventory-posting-groups",
    "gen-bus-posting-groups",
    "gen-prod-posting-groups",
    "vat-bus-posting-groups",
    "vat-prod-posting-groups",
    "purchases-payables-setup",
  ],
  terms: ["payment-terms", "payment-methods"],
  units: ["units-of-measure"],
  series: ["number-series", "number-series-lines"],
}

/** What people did by hand on the page of the areas is told in the history, below this. */
export const areasSubject = "areas"

export const areaSubject = (area: SetupArea) => `${areasSubject}/${area}`
