import { and, eq, ne, sql } from "drizzle-orm"
import { item, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { CardDefinition, Inherited, RecordChange, RecordValues } from "@/domain/records/definition"
import { isGtin } from "./item-numbers"
import { itemsInUse, itemsPriced } from "./item-usage"
import { similarItems } from "./similar-items"

/** The item card. Its number is typed; units, vendors and prices have forms of their own, what was paid last is written by posting. */
export const itemCard: CardDefinition = {
  slug: "items",
  table: item,
  keys: ["no"],
  card: { subject: "item", inherited: inheritedByItem, similar: similarItems },
  fields: [
    { name: "no", kind: "code" },
    { name: "description", kind: "text", maximum: 100, required: true },
    { name: "type", kind: "choice", words: ["inventory", "service", "non_inventory"], required: true },
    { name: "baseUnitOfMeasure", kind: "reference", to: "units-of-measure" },
    { name: "unitPrice", kind: "number", decimals: 5, minimum: "0" },
    { name: "vendorNo", kind: "card", to: "vendors" },
    { name: "gtin", kind: "text", maximum: 14, read: readGtin },
    { name: "genProdPostingGroup", kind: "reference", to: "gen-prod-posting-groups", topic: "posting" },
    { name: "vatProdPostingGroup", kind: "reference", to: "vat-prod-posting-groups", topic: "posting" },
    { name: "inventoryPostingGroup", kind: "reference", to: "inventory-posting-groups", topic: "posting" },
    { name: "blocked", kind: "boolean", topic: "blocking" },
    { name: "salesBlocked", kind: "boolean", topic: "blocking" },
    { name: "purchasingBlocked", kind: "boolean", topic: "blocking" },
    { name: "blockedReason", kind: "text", maximum: 250, topic: "blocking" },
  ],
  settle: ({ before, after }) =>
    before && before.type === "inventory" && after.type !== "inventory"
      ? { ...after, inventoryPostingGroup: "" }
      : after,
  check: async (tx, change) => [
    ...(await fixedIssues(tx, change)),
    ...(await mergedIssues(tx, change)),
    ...(await gtinTwins(tx, change)),
    ...stockIssues(change),
    ...reasonIssues(change),
  ],
  told: async (_, { after }) => ({ itemName: after.description }),
}

function readGtin(typed: string): string | Issue {
  const digits = typed.replace(/[\s-]/gu, "")
  return isGtin(digits) ? digits : { code: "item.gtin_invalid", params: { typed } }
}

/** Type and base unit stay once something was made with the item, a price included: it is for the base unit. */
async function fixedIssues(tx: Tx, { companyId, before, after }: RecordChange): Promise<Issue[]> {
  const changed = ["type", "baseUnitOfMeasure"].filter(name => before && before[name] !== after[name])
  if (changed.length === 0) return []
  const used = await itemsInUse(tx, companyId, [after.no!])
  const priced = await itemsPriced(tx, companyId, [after.no!])
  const isFixed = (field: string) => used.size > 0 || (priced.size > 0 && field === "baseUnitOfMeasure")
  return changed.filter(isFixed).map(field => ({ field, code: "item.fixed_once_used" }))
}

/** What became one with another is not traded in any more, until the merge is undone. */
async function mergedIssues(tx: Tx, { companyId, after }: RecordChange): Promise<Issue[]> {
  if (after.blocked === "true" || (after.salesBlocked === "true" && after.purchasingBlocked === "true")) return []
  const [row] = await tx
    .select({ into: item.mergedInto })
    .from(item)
    .where(and(eq(item.companyId, companyId), eq(item.no, after.no!)))
  return row?.into ? [{ field: "purchasingBlocked", code: "merge.stays_blocked", params: { into: row.into } }] : []
}

async function gtinTwins(tx: Tx, { companyId, after }: RecordChange): Promise<Issue[]> {
  if (!after.gtin) return []
  const [twin] = await tx
    .select({ no: item.no, description: item.description })
    .from(item)
    .where(
      and(
        eq(item.companyId, companyId),
        ne(item.no, after.no!),
        ne(item.gtin, ""),
        sql`lpad(${item.gtin}, 14, '0') = ${after.gtin.padStart(14, "0")}`,
      ),
    )
    .limit(1)
  return twin ? [{ field: "gtin", code: "item.gtin_taken", params: { no: twin.no, name: twin.description } }] : []
}

function stockIssues({ after }: RecordChange): Issue[] {
  if (after.type === "inventory" || !after.inventoryPostingGroup) return []
  return [{ field: "inventoryPostingGroup", code: "item.no_inventory" }]
}

/** Who blocks says why; what lifts it takes the reason away. */
function reasonIssues({ after }: RecordChange): Issue[] {
  const isBlocked = [after.blocked, after.salesBlocked, after.purchasingBlocked].includes("true")
  return isBlocked && !after.blockedReason ? [{ field: "blockedReason", code: "item.reason_missing" }] : []
}

async function inheritedByItem(tx: Tx, companyId: number, { type }: RecordValues): Promise<Record<string, Inherited>> {
  const [setup] = await tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId))
  if (!setup) throw new Error(`company ${companyId} has no purchases setup`)
  const source = "setup"
  return {
    baseUnitOfMeasure: { value: setup.defaultBaseUnitOfMeasure, source },
    genProdPostingGroup: { value: setup.defaultGenProdPostingGroup, source },
    vatProdPostingGroup: { value: setup.defaultVatProdPostingGroup, source },
    ...(type === "inventory" && { inventoryPostingGroup: { value: setup.defaultInventoryPostingGroup, source } }),
  }
}
