import { sql } from "drizzle-orm"
import { item } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CardListing, type CardPage, type CardQuery, listCards } from "@/domain/lists/list-cards"

const shown = {
  no: item.no,
  description: item.description,
  type: item.type,
  baseUnitOfMeasure: item.baseUnitOfMeasure,
  vendorNo: item.vendorNo,
  vendorItemNo: item.vendorItemNo,
  lastDirectCost: item.lastDirectCost,
  unitPrice: item.unitPrice,
  blocked: item.blocked,
  salesBlocked: item.salesBlocked,
  purchasingBlocked: item.purchasingBlocked,
}

export type ItemRowShown = Pick<typeof item.$inferSelect, keyof typeof shown>

const listing: CardListing<typeof shown> = {
  table: item,
  shown,
  name: item.description,
  searchedBy: "search_items",
  isBlocked: sql`(${item.blocked} or ${item.salesBlocked} or ${item.purchasingBlocked})`,
}

/**
 * A page of the company's items.
 * @throws Forbidden without the right to see master data
 */
export async function listItems(actor: Actor, query: CardQuery): Promise<CardPage<ItemRowShown>> {
  authorise(actor, "master_data.see")
  return inCompany(actor.companyId, tx => listCards(tx, actor.companyId, listing, query))
}
