import { expect, test } from "vitest"
import { customerCard } from "@/domain/customers/customer-card"
import { itemCard } from "@/domain/items/item-card"
import { vendorCard } from "@/domain/vendors/vendor-card"
import { languages } from "@/language/language"
import { customerMaster } from "./customers"
import { masterColumns } from "./file-columns"
import { itemMaster } from "./items"
import { vendorMaster } from "./vendors"

/** Columns that are no fields of the card, each for its reason. */
const beside = {
  // Their form is another; who is paid where is proposed.
  vendors: ["blocked", "privacyBlocked", "iban"],
  // With the item's vendors.
  items: ["vendorItemNo"],
  customers: [],
}

test.each([
  [vendorMaster, vendorCard],
  [itemMaster, itemCard],
  [customerMaster, customerCard],
] as const)("a file has a column for every field of the card, named in each language", (master, card) => {
  const columns = masterColumns(master)
  const named = new Set(columns.map(({ name }) => name))
  expect(card.fields.map(({ name }) => name).filter(name => !named.has(name))).toEqual([])
  const fields = new Set(card.fields.map(({ name }) => name))
  expect([...named].filter(name => !fields.has(name))).toEqual(beside[master.words as keyof typeof beside])
  for (const { name, names } of columns) {
    expect(names, name).toHaveLength(languages.length)
    expect(names, `${name} has a name of its own`).not.toContain(name)
  }
})
