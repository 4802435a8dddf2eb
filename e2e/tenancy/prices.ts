import type { ActionCase, Cases } from "./foreign"

export const prices: Cases = {
  addresses: {
    "/[company]/purchase-prices/file": { queries: [() => "format=csv"] },
    "/[company]/purchase-line-discounts/file": { queries: [() => "format=csv"] },
    "/[company]/sales-prices/file": { queries: [() => "format=csv"] },
    "/[company]/prices/[list]": {
      list: "purchase-prices",
      queries: [of => `partner=${of.vendor}`, of => `item=${of.item}`],
    },
    "/[company]/prices/[list]/[...key]": { list: "purchase-prices", no: "price" },
    "/[company]/prices/[list]/delete/[...key]": { list: "purchase-prices", no: "price" },
    "/[company]/prices/[list]/new": {
      list: "purchase-prices",
      queries: [of => `vendorNo=${of.vendor}&itemNo=${of.item}`],
    },
  },
  actions: {
    "[company]/prices/actions#savePriceRow": (of): ActionCase[] => [
      {
        at: "prices/purchase-prices/new",
        bound: ["purchase-prices", of.price.replace("~", "").split("/")],
        form: { version: "0", "prices.directUnitCost": "1" },
      },
      {
        at: "prices/purchase-prices/new",
        bound: ["purchase-prices", null],
        form: { "prices.vendorNo": of.vendor, "prices.itemNo": of.item, "prices.directUnitCost": "1" },
      },
    ],
    "[company]/prices/actions#removePrice": of => [
      {
        at: "prices/purchase-prices/new",
        bound: ["purchase-prices", of.price.replace("~", "").split("/")],
        form: { version: "0" },
      },
    ],
  },
}
