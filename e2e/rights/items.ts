import { randomUUID } from "node:crypto"
import { saveItemVendor } from "@/domain/items/item-vendors"
import { makeItem, makeVendor } from "@/test/factories"
import { colleague, company, type Operation, type Rights } from "./cast"

/** An action of the item card, on an item of its own each time. */
const ofNewItem = (form: Record<string, string>): Operation[] => [
  {
    row: "–✓✓–",
    made: async () => ({ at: "items/x", bound: [(await makeItem(company.id)).no], form }),
  },
]

export const items: Rights = {
  openPages: {
    "/items": "✓✓✓–",
    "/items/new": "–✓✓–",
  },
  pagesOf: [
    { page: "/items/[no]", of: "", row: "✓✓✓–", made: async () => `/items/${(await makeItem(company.id)).no}` },
    {
      page: "/items/[no]/costs",
      of: "",
      row: "✓✓✓–",
      made: async () => `/items/${(await makeItem(company.id)).no}/costs`,
    },
    {
      page: "/items/[no]/delete",
      of: "",
      row: "–✓✓–",
      made: async () => `/items/${(await makeItem(company.id)).no}/delete`,
    },
  ],
  operations: {
    "[company]/items/actions#makeItem": [
      {
        row: "–✓✓–",
        made: async () => ({
          at: "items/new",
          form: { "items.no": `E${randomUUID().slice(0, 8)}`, "items.description": "Nieuw", "items.type": "service" },
        }),
      },
    ],
    "[company]/items/actions#saveItemCard": ofNewItem({ "items.description": "Anders", "items.type": "inventory" }),
    "[company]/items/actions#removeItem": ofNewItem({}),
    "[company]/items/actions#addUnit": ofNewItem({ unitCode: "DOOS", qtyPerUnit: "12" }),
    "[company]/items/actions#removeUnit": [
      {
        row: "–✓✓–",
        made: async () => ({
          at: "items/x",
          bound: [(await makeItem(company.id, {}, { DOOS: "12" })).no],
          form: { unitCode: "DOOS" },
        }),
      },
    ],
    "[company]/items/actions#addItemVendor": [
      {
        row: "–✓✓–",
        made: async () => ({
          at: "items/x",
          bound: [(await makeItem(company.id)).no],
          form: { ofVendorNo: (await makeVendor(company.id)).no, vendorItemNo: "", leadTime: "" },
        }),
      },
    ],
    "[company]/items/actions#removeItemVendor": [
      {
        row: "–✓✓–",
        made: async () => {
          const [{ no }, vendor] = [await makeItem(company.id), await makeVendor(company.id)]
          const typed = { ofVendorNo: vendor.no, vendorItemNo: "", leadTime: "" }
          await saveItemVendor(colleague.actor, no, typed)
          return { at: "items/x", bound: [no], form: { ofVendorNo: vendor.no } }
        },
      },
    ],
  },
}
