import { segmentOf } from "@/domain/records/key-segments"
import { makeItem, makePurchasePrice, makeVendor } from "@/test/factories"
import { company, type Rights } from "./cast"

/** A purchase price. @returns the parts of its key */
async function madePrice(): Promise<string[]> {
  const [vendorNo, itemNo] = [(await makeVendor(company.id)).no, (await makeItem(company.id)).no]
  await makePurchasePrice(company.id, { vendorNo, itemNo, directUnitCost: "1" })
  return [vendorNo, itemNo, "EUR", "", "0", "0001-01-01"]
}

const segmentsOf = (key: readonly string[]) => key.map(segmentOf).join("/")

export const prices: Rights = {
  pagesOf: [
    { page: "/prices/[list]", of: "", row: "✓✓✓–", made: async () => "/prices/purchase-prices" },
    { page: "/prices/[list]/new", of: "", row: "–✓✓–", made: async () => "/prices/purchase-prices/new" },
    {
      page: "/prices/[list]/[...key]",
      of: "",
      row: "✓✓✓–",
      made: async () => `/prices/purchase-prices/${segmentsOf(await madePrice())}`,
    },
    {
      page: "/prices/[list]/delete/[...key]",
      of: "",
      row: "–✓✓–",
      made: async () => `/prices/purchase-prices/delete/${segmentsOf(await madePrice())}`,
    },
  ],
  operations: {
    "[company]/prices/actions#savePriceRow": [
      {
        row: "–✓✓–",
        made: async () => ({
          at: "prices/purchase-prices",
          bound: ["purchase-prices", await madePrice()],
          form: { version: "0", "prices.directUnitCost": "2", "prices.pricePer": "1" },
        }),
      },
    ],
    "[company]/prices/actions#removePrice": [
      {
        row: "–✓✓–",
        made: async () => ({
          at: "prices/purchase-prices",
          bound: ["purchase-prices", await madePrice()],
          form: { version: "0" },
        }),
      },
    ],
  },
}
