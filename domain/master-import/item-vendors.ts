import { itemVendor } from "@/db/schema"
import { mirrorVendorNumbers, plainItemNo, vendorNumbersTaken } from "@/domain/items/item-numbers"
import type { Master } from "./master"
import { keyed } from "./rows"

type Context = { taken: Awaited<ReturnType<typeof vendorNumbersTaken>> }

/** What vendors call items, and how long those take to come. */
export const itemVendorMaster: Master<Context> = {
  name: "item-vendor-numbers",
  words: "item_vendors",
  section: "item_vendors",
  table: itemVendor,
  subject: "item_vendor",
  keys: ["vendorNo", "itemNo"],
  fields: [
    { name: "vendorNo", kind: "reference", to: "vendors", inEveryFile: true },
    { name: "itemNo", kind: "reference", to: "items", inEveryFile: true },
    { name: "vendorItemNo", kind: "code", maximum: 50 },
    { name: "leadTimeCalculation", kind: "formula" },
  ],
  example: () => ({ vendorNo: "L00010", itemNo: "70010", vendorItemNo: "R-10", leadTimeCalculation: "5D" }),
  treatments: ["alone", "key_item_vendor", "blank", "twice", "once", "undo"],
  read: async (tx, { companyId }, rows) => ({
    taken: await vendorNumbersTaken(
      tx,
      companyId,
      rows.map(({ given }) => given.vendorItemNo ?? ""),
    ),
  }),
  start: () => ({}),
  check: ({ after, given }, { own: { taken } }) => {
    if (!given.vendorItemNo) return []
    const key = `${after.vendorNo}\t${plainItemNo(given.vendorItemNo)}`
    const owner = taken.get(key)
    if (owner !== undefined && owner !== after.itemNo) {
      return [{ code: "imports.taken", params: { column: "vendorItemNo", read: given.vendorItemNo, no: owner } }]
    }
    taken.set(key, after.itemNo!)
    return []
  },
  wrote: (tx, { companyId }, changes) =>
    mirrorVendorNumbers(
      tx,
      companyId,
      changes.map(({ after }) => after.itemNo!),
    ),
  unmade: (tx, companyId, keys) =>
    mirrorVendorNumbers(
      tx,
      companyId,
      keys.map(key => keyed(itemVendorMaster, key).itemNo!),
    ),
  used: async () => new Set(),
  page: key => `items/${key.split("/")[1]}`,
  listPage: "items",
}
