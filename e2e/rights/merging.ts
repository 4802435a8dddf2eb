import { mergeCards } from "@/domain/merging/merge-cards"
import { makeCustomer, makeItem, makeVendor } from "@/test/factories"
import { company, people, type Rights } from "./cast"

export const merging: Rights = {
  pagesOf: [
    {
      page: "/vendors/[no]/merge",
      of: "",
      row: "––✓–",
      made: async () => `/vendors/${(await makeVendor(company.id)).no}/merge`,
    },
    {
      page: "/vendors/[no]/number",
      of: "",
      row: "–✓✓–",
      made: async () => `/vendors/${(await makeVendor(company.id)).no}/number`,
    },
    {
      page: "/items/[no]/number",
      of: "",
      row: "–✓✓–",
      made: async () => `/items/${(await makeItem(company.id)).no}/number`,
    },
    {
      page: "/customers/[no]/number",
      of: "",
      row: "–✓✓–",
      made: async () => `/customers/${(await makeCustomer(company.id)).no}/number`,
    },
    {
      page: "/items/[no]/merge",
      of: "",
      row: "–✓✓–",
      made: async () => `/items/${(await makeItem(company.id)).no}/merge`,
    },
    {
      page: "/customers/[no]/merge",
      of: "",
      row: "–✓✓–",
      made: async () => `/customers/${(await makeCustomer(company.id)).no}/merge`,
    },
  ],
  operations: {
    "[company]/_merging/renumber-action#renumber": [
      {
        row: "–✓✓–",
        made: async () => {
          const { no } = await makeItem(company.id)
          return { at: `items/${no}/number`, bound: ["item", no], form: { version: "0", newNo: `${no}-N` } }
        },
      },
    ],
    "[company]/_merging/actions#merge": [
      {
        row: "––✓–",
        of: "vendors",
        made: async () => {
          const [from, into] = [await makeVendor(company.id), await makeVendor(company.id)]
          const form = { fromVersion: "0", intoVersion: "0" }
          return { at: `vendors/${from.no}/merge?into=${into.no}`, bound: ["vendor", from.no, into.no], form }
        },
      },
      {
        row: "–✓✓–",
        of: "items",
        made: async () => {
          const [from, into] = [await makeItem(company.id), await makeItem(company.id)]
          const form = { fromVersion: "0", intoVersion: "0" }
          return { at: `items/${from.no}/merge?into=${into.no}`, bound: ["item", from.no, into.no], form }
        },
      },
    ],
    "[company]/_merging/actions#undo": [
      {
        row: "––✓–",
        made: async () => {
          const [from, into] = [await makeVendor(company.id), await makeVendor(company.id)]
          const [manager] = people.filter(({ actor }) => actor.roles.includes("purchasing_manager"))
          const input = { fromNo: from.no, intoNo: into.no, fromVersion: 0, intoVersion: 0, taken: [] }
          await mergeCards(manager!.actor, "vendor", input)
          return { at: `vendors/${from.no}`, bound: ["vendor", from.no], form: {} }
        },
      },
    ],
  },
}
