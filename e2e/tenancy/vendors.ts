import type { Cases } from "./foreign"

export const vendors: Cases = {
  addresses: {
    "/[company]/vendors/file": { queries: [of => `format=csv&search=${of.vendor}`] },
    "/[company]/vendors": { queries: [of => `search=${of.vendor}`] },
    "/[company]/vendors/[no]": { no: "vendor" },
    "/[company]/vendors/[no]/bank-accounts": { no: "vendor" },
    "/[company]/vendors/[no]/delete": { no: "vendor" },
    "/[company]/vendors/new": { queries: [of => `template=${of.vendorTemplate}`] },
  },
  actions: {
    "[company]/_columns/actions#saveColumns": () => [
      { at: "vendors", bound: ["vendors"], form: { column: "city" }, namesNothing: true },
    ],
    // A new vendor is told by no number.
    "[company]/vendors/actions#makeVendor": () => [{ at: "vendors/new", bound: [null], form: { "vendors.name": "" } }],
    "[company]/vendors/actions#saveVendorCard": of => [
      { at: `vendors/${of.vendor}`, bound: [of.vendor], form: { "vendors.name": "X" } },
    ],
    "[company]/vendors/[no]/bank-accounts/actions#propose": of => [
      { at: `vendors/${of.vendor}/bank-accounts`, bound: [of.vendor], form: { iban: "NL91ABNA0417164300" } },
    ],
    "[company]/vendors/[no]/bank-accounts/actions#respond": of => [
      { at: `vendors/${of.vendor}/bank-accounts`, bound: [of.vendor, 1], form: { intent: "confirm" } },
    ],
    "[company]/vendors/actions#removeVendor": of => [
      { at: `vendors/${of.vendor}/delete`, bound: [of.vendor, 0], form: {} },
    ],
    "[company]/vendors/actions#markProven": of => [{ at: "vendors/new", bound: [of.vendor], form: {} }],
    "[company]/vendors/actions#saveBlocked": of => [
      { at: "vendors/new", bound: [of.vendor], form: { blocked: "all" } },
    ],
  },
}
