import { and, asc, eq, sql } from "drizzle-orm"
import {
  company,
  item,
  itemLedgerEntry,
  itemUnitOfMeasure,
  itemVendor,
  postedPurchaseDocument,
  purchaseLineDiscount,
  purchasePrice,
  salesPrice,
  valueEntry,
  vendor,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CardRead, readCard, readNewCard } from "@/domain/records/cards"
import { itemCard } from "./item-card"

export type ItemRead = CardRead & {
  /** In base units; null: nothing came or went. */
  inventory: string | null
  /** What was paid last for a base unit, in the company's currency, and for which document. */
  lastCost: { cost: string; currencyCode: string; documentNo: string | null; postingDate: string | null }
  units: { code: string; qtyPerUnitOfMeasure: string }[]
  vendors: { vendorNo: string; name: string; vendorItemNo: string; leadTimeCalculation: string }[]
  /** What goes with it when it is deleted. */
  priceCount: number
}

/**
 * An item with everything its card shows.
 *
 * @throws NotFound where the company has no such item
 */
export async function readItem(actor: Actor, no: string): Promise<ItemRead> {
  authorise(actor, "master_data.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const card = await readCard(tx, companyId, itemCard, no)
    return {
      ...card,
      inventory: await inventoryOf(tx, companyId, no),
      lastCost: await lastCostOf(tx, companyId, no),
      units: await unitsOf(tx, companyId, no),
      vendors: await vendorsOf(tx, companyId, no),
      priceCount: await countPrices(tx, companyId, no),
    }
  })
}

/** What the form for a new item offers and starts with. */
export async function readNewItem(actor: Actor): Promise<CardRead> {
  authorise(actor, "master_data.edit")
  return inCompany(actor.companyId, tx => readNewCard(tx, actor, itemCard))
}

async function inventoryOf(tx: Tx, companyId: number, no: string): Promise<string | null> {
  const e = itemLedgerEntry
  const [found] = await tx
    .select({ sum: sql<string | null>`sum(${e.quantity})` })
    .from(e)
    .where(and(eq(e.companyId, companyId), eq(e.itemNo, no)))
  return found!.sum
}

/** Entries that are looked through for what was bought last: an item may have come and gone a million times. */
const latestEntries = 200

/** What posting wrote, and the invoice that it was written from: the one posted last of those that paid for the item. */
async function lastCostOf(tx: Tx, companyId: number, no: string): Promise<ItemRead["lastCost"]> {
  const [own] = await tx
    .select({ cost: item.lastDirectCost, currencyCode: company.currencyCode })
    .from(item)
    .innerJoin(company, eq(company.id, item.companyId))
    .where(and(eq(item.companyId, companyId), eq(item.no, no)))
  const [last] = await tx.execute<{ documentNo: string; postingDate: string }>(sql`
    select d.no as "documentNo", d.posting_date::text as "postingDate" from (
      select transaction_no, line_no from ${itemLedgerEntry}
      where company_id = ${companyId} and item_no = ${no} and quantity > 0
      order by posting_date desc, transaction_no desc, line_no desc limit ${latestEntries}) e
    join ${valueEntry} c on c.company_id = ${companyId} and c.transaction_no = e.transaction_no and c.line_no = e.line_no
    join ${postedPurchaseDocument} d on d.company_id = ${companyId} and d.transaction_no = e.transaction_no
    where d.document_type = 'invoice' and c.cost_amount > 0
    order by e.transaction_no desc limit 1`)
  return { ...own!, documentNo: last?.documentNo ?? null, postingDate: last?.postingDate ?? null }
}

async function unitsOf(tx: Tx, companyId: number, no: string): Promise<ItemRead["units"]> {
  const u = itemUnitOfMeasure
  return tx
    .select({ code: u.code, qtyPerUnitOfMeasure: u.qtyPerUnitOfMeasure })
    .from(u)
    .where(and(eq(u.companyId, companyId), eq(u.itemNo, no)))
    .orderBy(asc(u.qtyPerUnitOfMeasure), asc(u.code))
}

async function vendorsOf(tx: Tx, companyId: number, no: string): Promise<ItemRead["vendors"]> {
  const v = itemVendor
  return tx
    .select({
      vendorNo: v.vendorNo,
      name: vendor.name,
      vendorItemNo: v.vendorItemNo,
      leadTimeCalculation: v.leadTimeCalculation,
    })
    .from(v)
    .innerJoin(vendor, and(eq(vendor.companyId, v.companyId), eq(vendor.no, v.vendorNo)))
    .where(and(eq(v.companyId, companyId), eq(v.itemNo, no)))
    .orderBy(asc(v.vendorNo))
}

async function countPrices(tx: Tx, companyId: number, no: string): Promise<number> {
  const counts = [purchasePrice, purchaseLineDiscount, salesPrice].map(
    table => sql`(select count(*) from ${table} where company_id = ${companyId} and item_no = ${no})`,
  )
  const [found] = await tx.execute<{ count: number }>(sql`select (${sql.join(counts, sql` + `)})::int as count`)
  return found!.count
}
