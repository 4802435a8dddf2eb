import { and, eq, inArray, type SQL, sql } from "drizzle-orm"
import {
  generalPostingSetup,
  item,
  itemUnitOfMeasure,
  purchaseLineDiscount,
  purchasePrice,
  vatPostingSetup,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { Decimal } from "@/domain/money/decimal"
import type { PurchaseLineDiscount } from "./line-discount"
import type { PurchasePrice } from "./purchase-cost"
import type { VendorTerms } from "./vendor-terms"

export type ItemRow = Pick<
  typeof item.$inferSelect,
  | "no"
  | "description"
  | "type"
  | "baseUnitOfMeasure"
  | "vendorNo"
  | "vendorItemNo"
  | "lastDirectCost"
  | "genProdPostingGroup"
  | "vatProdPostingGroup"
  | "inventoryPostingGroup"
  | "blocked"
  | "purchasingBlocked"
>

export type VatSetup = Pick<
  typeof vatPostingSetup.$inferSelect,
  "vatProdPostingGroup" | "vatIdentifier" | "vatPercent" | "vatCalculationType" | "blocked"
>

/** What the lines of a purchase from one vendor rest on, read once for all of them. */
export type ItemTerms = {
  items: ReadonlyMap<string, ItemRow>
  /** Base units in each unit of an item, by item number and unit code. */
  unitsOfMeasure: ReadonlyMap<string, ReadonlyMap<string, Decimal>>
  prices: PurchasePrice[]
  discounts: PurchaseLineDiscount[]
  /** By VAT product group, for the vendor's VAT business group. */
  vatSetups: ReadonlyMap<string, VatSetup>
  /** General product groups that may be bought of the vendor's business group. */
  genProdPostingGroups: ReadonlySet<string>
}

/**
 * Reads the items, their units, the vendor's prices and discounts for them, and the posting setups: six statements,
 * whatever the number of items, sent together.
 *
 * @param items a statement that selects the item numbers in its one column, or the numbers
 */
export async function readItemTerms(
  tx: Tx,
  companyId: number,
  terms: VendorTerms,
  items: SQL | readonly string[],
): Promise<ItemTerms> {
  const wanted = Array.isArray(items) ? sql`select unnest(${sql.param(items)}::text[])` : (items as SQL)
  const currencies = [terms.currencyCode, terms.companyCurrencyCode]
  const [itemRows, unitRows, priceRows, discountRows, vatRows, generalRows] = await Promise.all([
    tx
      .select({
        no: item.no,
        description: item.description,
        type: item.type,
        baseUnitOfMeasure: item.baseUnitOfMeasure,
        vendorNo: item.vendorNo,
        vendorItemNo: item.vendorItemNo,
        lastDirectCost: item.lastDirectCost,
        genProdPostingGroup: item.genProdPostingGroup,
        vatProdPostingGroup: item.vatProdPostingGroup,
        inventoryPostingGroup: item.inventoryPostingGroup,
        blocked: item.blocked,
        purchasingBlocked: item.purchasingBlocked,
      })
      .from(item)
      .where(and(eq(item.companyId, companyId), sql`${item.no} in (${wanted})`))
      .prepare("terms_items")
      .execute(),
    tx
      .select({
        itemNo: itemUnitOfMeasure.itemNo,
        code: itemUnitOfMeasure.code,
        qtyPerUnitOfMeasure: itemUnitOfMeasure.qtyPerUnitOfMeasure,
      })
      .from(itemUnitOfMeasure)
      .where(and(eq(itemUnitOfMeasure.companyId, companyId), sql`${itemUnitOfMeasure.itemNo} in (${wanted})`))
      .prepare("terms_units")
      .execute(),
    tx
      .select()
      .from(purchasePrice)
      .where(
        and(
          eq(purchasePrice.companyId, companyId),
          eq(purchasePrice.vendorNo, terms.buyFrom.no),
          inArray(purchasePrice.currencyCode, currencies),
          sql`${purchasePrice.itemNo} in (${wanted})`,
        ),
      )
      .prepare("terms_prices")
      .execute(),
    tx
      .select()
      .from(purchaseLineDiscount)
      .where(
        and(
          eq(purchaseLineDiscount.companyId, companyId),
          eq(purchaseLineDiscount.vendorNo, terms.buyFrom.no),
          inArray(purchaseLineDiscount.currencyCode, currencies),
          sql`${purchaseLineDiscount.itemNo} in (${wanted})`,
        ),
      )
      .prepare("terms_discounts")
      .execute(),
    tx
      .select({
        vatProdPostingGroup: vatPostingSetup.vatProdPostingGroup,
        vatIdentifier: vatPostingSetup.vatIdentifier,
        vatPercent: vatPostingSetup.vatPercent,
        vatCalculationType: vatPostingSetup.vatCalculationType,
        blocked: vatPostingSetup.blocked,
      })
      .from(vatPostingSetup)
      .where(
        and(
          eq(vatPostingSetup.companyId, companyId),
          eq(vatPostingSetup.vatBusPostingGroup, terms.payTo.vatBusPostingGroup ?? ""),
        ),
      )
      .prepare("terms_vat")
      .execute(),
    tx
      .select({ code: generalPostingSetup.genProdPostingGroup })
      .from(generalPostingSetup)
      .where(
        and(
          eq(generalPostingSetup.companyId, companyId),
          eq(generalPostingSetup.genBusPostingGroup, terms.payTo.genBusPostingGroup ?? ""),
          eq(generalPostingSetup.blocked, false),
        ),
      )
      .prepare("terms_general")
      .execute(),
  ])
  return {
    items: new Map(itemRows.map(row => [row.no, row])),
    unitsOfMeasure: unitsByItem(unitRows),
    prices: priceRows.map(row => ({
      ...row,
      minimumQuantity: new Decimal(row.minimumQuantity),
      directUnitCost: new Decimal(row.directUnitCost),
      pricePer: new Decimal(row.pricePer),
    })),
    discounts: discountRows.map(row => ({
      ...row,
      minimumQuantity: new Decimal(row.minimumQuantity),
      lineDiscountPercent: new Decimal(row.lineDiscountPercent),
    })),
    vatSetups: new Map(vatRows.map(row => [row.vatProdPostingGroup, row])),
    genProdPostingGroups: new Set(generalRows.map(row => row.code)),
  }
}

function unitsByItem(rows: readonly { itemNo: string; code: string; qtyPerUnitOfMeasure: string }[]) {
  const units = new Map<string, Map<string, Decimal>>()
  for (const row of rows) {
    const ofItem = units.get(row.itemNo) ?? new Map<string, Decimal>()
    units.set(row.itemNo, ofItem.set(row.code, new Decimal(row.qtyPerUnitOfMeasure)))
  }
  return units
}
