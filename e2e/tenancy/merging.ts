import type { Cases } from "./foreign"

export const merging: Cases = {
  addresses: {
    "/[company]/vendors/[no]/number": { no: "vendor" },
    "/[company]/items/[no]/number": { no: "item" },
    "/[company]/customers/[no]/number": { no: "customer" },
    "/[company]/items/[no]/merge": { no: "item", queries: [of => `into=${of.item}`] },
    "/[company]/customers/[no]/merge": { no: "customer", queries: [of => `into=${of.customer}`] },
    "/[company]/vendors/[no]/merge": { no: "vendor", queries: [of => `into=${of.vendor}`] },
  },
  actions: {
    "[company]/_merging/renumber-action#renumber": of => [
      { at: `vendors/${of.vendor}/number`, bound: ["vendor", of.vendor], form: { version: "0", newNo: "X-1" } },
      { at: `items/${of.item}/number`, bound: ["item", of.item], form: { version: "0", newNo: "X-1" } },
    ],
    "[company]/_merging/actions#merge": of => [
      { at: `vendors/${of.vendor}/merge`, bound: ["vendor", of.vendor, of.vendor], form: {} },
      { at: `items/${of.item}/merge`, bound: ["item", of.item, of.item], form: {} },
    ],
    "[company]/_merging/actions#undo": of => [{ at: `vendors/${of.vendor}`, bound: ["vendor", of.vendor], form: {} }],
  },
}
