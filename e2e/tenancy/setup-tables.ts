import type { Cases } from "./foreign"

export const setupTables: Cases = {
  addresses: {
    "/[company]/administration/readiness": {},
    "/[company]/administration/first-steps": {},
    "/[company]/administration/starting-numbers": {},
    "/[company]/administration/setup": {},
    "/[company]/administration/setup/[table]": { table: "payment-terms", queries: [of => `q=${of.paymentTerms}`] },
    "/[company]/administration/setup/[table]/file": {
      table: "payment-terms",
      queries: [of => `format=csv&q=${of.paymentTerms}`],
    },
    "/[company]/administration/setup/[table]/[...key]": { table: "payment-terms", no: "paymentTerms" },
    "/[company]/administration/setup/[table]/delete/[...key]": { table: "payment-terms", no: "paymentTerms" },
    "/[company]/administration/setup/[table]/new": {
      table: "exchange-rates",
      queries: [of => `currencyCode=${of.paymentTerms}`],
    },
  },
  actions: {
    // A's own series are what the codes name, B's or not.
    "[company]/administration/starting-numbers/actions#saveStart": () => [
      {
        at: "administration/starting-numbers",
        form: { "series.NONE.version": "0", "series.NONE.prefix": "X", "series.NONE.lastNumber": "1" },
      },
    ],
    "[company]/administration/first-steps/actions#findRight": () => [
      { at: "administration/first-steps", bound: ["terms", "", false], form: {}, namesNothing: true },
    ],
    "[company]/administration/first-steps/actions#putAway": () => [
      { at: "administration/first-steps", bound: [false], form: {}, namesNothing: true },
    ],
    "[company]/administration/setup/public-holidays-actions#addPublicHolidays": () => [
      { at: "administration/setup/holidays", form: { dates: "2039-12-25" }, namesNothing: true },
    ],
    "[company]/administration/setup/logo-actions#changeLogo": () => [
      { at: "administration/setup/company-information", form: { intent: "remove" } },
    ],
    "[company]/administration/setup/actions#removeRow": of => [
      {
        at: "administration/setup/payment-terms/delete/30D",
        bound: ["payment-terms", [of.paymentTerms]],
        form: { version: "0" },
      },
    ],
    "[company]/administration/setup/actions#saveRow": of => [
      {
        at: "administration/setup/payment-terms/30D",
        bound: ["payment-terms", [of.paymentTerms]],
        form: { version: "0", "setup.description": "X" } as Record<string, string>,
      },
      // B's terms for new vendors of A.
      {
        at: "administration/setup/payment-terms/30D",
        bound: ["purchases-payables-setup", []],
        form: { version: "0", "setup.defaultPaymentTermsCode": of.paymentTerms },
      },
    ],
  },
}
