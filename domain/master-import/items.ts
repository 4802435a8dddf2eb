import { sql } from "drizzle-orm"
import { item, itemUnitOfMeasure, type Problem } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { itemCard } from "@/domain/items/item-card"
import { mirrorVendorNumbers, plainItemNo, vendorNumbersTaken, writeVendorNumbers } from "@/domain/items/item-numbers"
import { itemsInUse, itemsPriced } from "@/domain/items/item-usage"
import { formatNumber } from "@/language/number-format"
import { cardColumns } from "./card-columns"
import { cardDefaults } from "./card-defaults"
import { cardFilter } from "./list-filters"
import type { GivenRow, Master, MasterChange } from "./master"
import { mergedAmong } from "./merged-among"

type Context = {
  defaults: Awaited<ReturnType<typeof cardDefaults>>
  /** Those of them that became one with another, and with which. */
  merged: ReadonlyMap<string, string>
  /** Items by their GTIN, of 14 digits. */
  gtins: Map<string, string>
  /** Items by a vendor and its plain number. */
  vendorNumbers: Awaited<ReturnType<typeof vendorNumbersTaken>>
}

/** Items by their number, with what their default vendor calls them. */
export const itemMaster: Master<Context> = {
  name: "items",
  words: "items",
  section: "items",
  table: item,
  subject: "item",
  keys: ["no"],
  fields: [
    ...cardColumns(itemCard, {
      no: { inEveryFile: true },
      description: { required: true },
      type: { fixedOnceUsed: true },
      baseUnitOfMeasure: { required: true, fixedOnceUsed: true },
    }),
    // On the card it stands with the item's vendors.
    { name: "vendorItemNo", kind: "code", maximum: 50 },
  ],
  example: language => ({
    no: "70010",
    description: "Rapido",
    baseUnitOfMeasure: "STUK",
    gtin: "8712345678906",
    vendorNo: "L00010",
    vendorItemNo: "R-10",
    unitPrice: formatNumber("12.5", language, { min: 2, grouping: false }),
  }),
  treatments: ["alone", "key", "blank", "twice", "once", "new", "used", "undo"],
  read: async (tx, { companyId }, rows) => ({
    defaults: await cardDefaults(tx, companyId),
    merged: await mergedAmong(tx, companyId, item, rows),
    gtins: await gtinsTaken(tx, companyId, rows),
    vendorNumbers: await vendorNumbersTaken(
      tx,
      companyId,
      rows.map(({ given }) => given.vendorItemNo ?? ""),
    ),
  }),
  start: (given, { own: { defaults } }) => ({
    baseUnitOfMeasure: defaults.setup.defaultBaseUnitOfMeasure,
    genProdPostingGroup: defaults.setup.defaultGenProdPostingGroup,
    vatProdPostingGroup: defaults.setup.defaultVatProdPostingGroup,
    inventoryPostingGroup:
      (given.type ?? "inventory") === "inventory" ? defaults.setup.defaultInventoryPostingGroup : "",
  }),
  settle: (after, given) =>
    given.type && given.type !== "inventory" && !given.inventoryPostingGroup
      ? { ...after, inventoryPostingGroup: "" }
      : after,
  check: (change, { own }) => [
    ...gtinProblems(change, own),
    ...vendorProblems(change, own),
    ...stockProblems(change),
    ...tradedProblems(change, own),
  ],
  wrote: async (tx, { companyId }, changes) => {
    await writeBaseUnits(tx, companyId, changes)
    await writeVendorNumbers(
      tx,
      companyId,
      changes
        .filter(
          ({ before, after, given }) => after.vendorNo && given.vendorItemNo !== undefined && isOther(before, after),
        )
        .map(({ after }) => ({ itemNo: after.no!, vendorNo: after.vendorNo!, vendorItemNo: after.vendorItemNo ?? "" })),
    )
    const moved = changes.filter(({ before, after }) => before && before.vendorNo !== after.vendorNo)
    await mirrorVendorNumbers(
      tx,
      companyId,
      moved.map(({ after }) => after.no!),
    )
  },
  used: async (tx, companyId, keys) =>
    new Set([...(await itemsInUse(tx, companyId, keys)), ...(await itemsPriced(tx, companyId, keys))]),
  filters: cardFilter("search_items", "(t.blocked or t.sales_blocked or t.purchasing_blocked)"),
  page: key => `items/${encodeURIComponent(key)}`,
  listPage: "items",
}

/** Whether the default vendor calls it otherwise than before, or another one does. */
const isOther = (before: MasterChange["before"], after: MasterChange["after"]) =>
  (before?.vendorItemNo ?? "") !== (after.vendorItemNo ?? "") || before?.vendorNo !== after.vendorNo

async function gtinsTaken(tx: Tx, companyId: number, rows: readonly GivenRow[]): Promise<Map<string, string>> {
  const asked = [...new Set(rows.flatMap(({ given: { gtin } }) => (gtin ? [gtin.padStart(14, "0")] : [])))]
  if (asked.length === 0) return new Map()
  // Joined, and not by `= any`: once the plan is kept, that goes through all that are asked for each item there is.
  const found = await tx.execute<{ gtin: string; no: string }>(sql`
    select asked.gtin, i.no from unnest(${sql.param(asked)}::text[]) as asked (gtin)
    join ${item} i on i.company_id = ${companyId} and i.gtin <> '' and lpad(i.gtin, 14, '0') = asked.gtin`)
  return new Map(found.map(({ gtin, no }) => [gtin, no]))
}

function gtinProblems({ after, given }: MasterChange, { gtins }: Context): Problem[] {
  if (!given.gtin) return []
  return taken(gtins, given.gtin.padStart(14, "0"), after.no!, "gtin", given.gtin)
}

function vendorProblems({ before, after, given }: MasterChange, { vendorNumbers }: Context): Problem[] {
  if (after.vendorItemNo && !after.vendorNo) return [{ code: "imports.vendor_item_no_alone" }]
  if (!after.vendorNo || !given.vendorItemNo || !isOther(before, after)) return []
  return taken(
    vendorNumbers,
    `${after.vendorNo}\t${plainItemNo(given.vendorItemNo)}`,
    after.no!,
    "vendorItemNo",
    given.vendorItemNo,
  )
}

/** Refuses what another item has; what is left is this item's, for the rows behind it. */
function taken(owners: Map<string, string>, key: string, no: string, column: string, read: string): Problem[] {
  const owner = owners.get(key)
  if (owner !== undefined && owner !== no) return [{ code: "imports.taken", params: { column, read, no: owner } }]
  owners.set(key, no)
  return []
}

/** Services and what is kept without stock have no account of inventory. */
function stockProblems({ after }: MasterChange): Problem[] {
  if (after.type === "inventory" || !after.inventoryPostingGroup) return []
  return [{ code: "imports.no_inventory", params: { column: "inventoryPostingGroup" } }]
}

function tradedProblems({ after }: MasterChange, { merged }: Context): Problem[] {
  const into = merged.get(after.no!)
  if (into === undefined || after.blocked === "true") return []
  if (after.salesBlocked === "true" && after.purchasingBlocked === "true") return []
  return [{ code: "merge.stays_blocked", params: { into } }]
}

async function writeBaseUnits(tx: Tx, companyId: number, changes: readonly MasterChange[]): Promise<void> {
  const based = changes.filter(({ before, after }) => before?.baseUnitOfMeasure !== after.baseUnitOfMeasure)
  if (based.length === 0) return
  const nos = sql.param(based.map(({ after }) => after.no))
  const codes = sql.param(based.map(({ after }) => after.baseUnitOfMeasure))
  const old = based.filter(({ before }) => before)
  if (old.length > 0) {
    await tx.execute(sql`
      delete from ${itemUnitOfMeasure} where company_id = ${companyId} and qty_per_unit_of_measure = 1
        and item_no = any(${sql.param(old.map(({ after }) => after.no))}::text[])`)
  }
  await tx.execute(sql`
    insert into ${itemUnitOfMeasure} (company_id, item_no, code, qty_per_unit_of_measure)
    select ${companyId}::int, no, code, 1 from unnest(${nos}::text[], ${codes}::text[]) as based (no, code)
    on conflict (company_id, item_no, code) do update set qty_per_unit_of_measure = 1`)
}
