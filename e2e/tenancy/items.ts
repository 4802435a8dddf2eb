import type { Cases, Foreign } from "./foreign"

export const items: Cases = {
  addresses: {
    "/[company]/items/file": { queries: [of => `format=csv&search=${of.item}`] },
    "/[company]/item-vendor-numbers/file": { queries: [() => "format=csv"] },
    "/[company]/items": { queries: [of => `search=${of.item}`] },
    "/[company]/items/new": {},
    "/[company]/items/[no]": { no: "item" },
    "/[company]/items/[no]/costs": { no: "item" },
    "/[company]/items/[no]/delete": { no: "item" },
  },
  actions: {
    // A new item is told by the number that is typed, a new customer by none.
    "[company]/items/actions#makeItem": () => [{ at: "items/new", form: { "items.no": "" } }],
    ...Object.fromEntries(
      [
        ["saveItemCard", { "items.description": "x", "items.type": "inventory" }] as const,
        ["removeItem", {}] as const,
        ["addUnit", { unitCode: "DOOS", qtyPerUnit: "12" }] as const,
        ["removeUnit", { unitCode: "STUK" }] as const,
        ["addItemVendor", { ofVendorNo: "", vendorItemNo: "", leadTime: "" }] as const,
        ["removeItemVendor", { ofVendorNo: "x" }] as const,
      ].map(([name, form]) => [
        `[company]/items/actions#${name}`,
        (of: Foreign) => [{ at: "items/new", bound: [of.item], form }],
      ]),
    ),
  },
}
