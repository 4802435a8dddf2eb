import { and, eq, type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { preparedSelect, value } from "@/db/prepared"
import {
  generalPostingSetup,
  item,
  itemUnitOfMeasure,
  itemVendor,
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
  | "lastDirectCost"
  | "genProdPostingGroup"
  | "vatProdPostingGroup"
  | "inventoryPostingGroup"
  | "blocked"
  | "purchasingBlocked"
> & {
  /** What the vendor that is bought from calls it; blank: nothing of its own. */
  vendorItemNo: string
}

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

/** Whose terms are read, in SQL. */
type Asked = {
  /** A query of the items' numbers. */
  items: SQL
  /** Of the vendor that is bought from. */
  vendorNo: SQL
  /** Of the vendor that is paid. */
  vatBusPostingGroup: SQL
  genBusPostingGroup: SQL
}

/**
 * Makes what reads the items, their units, the vendor's prices and discounts for them, and the posting setups: six
 * statements, whatever the number of items, sent together.
 *
 * @param name of the prepared statements
 * @param asked expressions of the values that the reader is given, and of `companyId`
 */
export function itemTermsReader(name: string, asked: Asked) {
  const company = value("companyId")
  const among = (column: PgColumn) => sql`${column} in (${asked.items})`
  const items = preparedSelect(`${name}_items`, query =>
    query
      .select({
        no: item.no,
        description: item.description,
        type: item.type,
        baseUnitOfMeasure: item.baseUnitOfMeasure,
        vendorItemNo: sql<string>`coalesce(${itemVendor.vendorItemNo}, '')`,
        lastDirectCost: item.lastDirectCost,
        genProdPostingGroup: item.genProdPostingGroup,
        vatProdPostingGroup: item.vatProdPostingGroup,
        inventoryPostingGroup: item.inventoryPostingGroup,
        blocked: item.blocked,
        purchasingBlocked: item.purchasingBlocked,
      })
      .from(item)
      .leftJoin(
        itemVendor,
        and(eq(itemVendor.companyId, company), eq(itemVendor.vendorNo, asked.vendorNo), eq(itemVendor.itemNo, item.no)),
      )
      .where(and(eq(item.companyId, company), among(item.no))),
  )
  const units = preparedSelect(`${name}_units`, query =>
    query
      .select({
        itemNo: itemUnitOfMeasure.itemNo,
        code: itemUnitOfMeasure.code,
        qtyPerUnitOfMeasure: itemUnitOfMeasure.qtyPerUnitOfMeasure,
      })
      .from(itemUnitOfMeasure)
      .where(and(eq(itemUnitOfMeasure.companyId, company), among(itemUnitOfMeasure.itemNo))),
  )
  const listed = <Table extends typeof purchasePrice | typeof purchaseLineDiscount>(table: Table) =>
    and(eq(table.companyId, company), eq(table.vendorNo, asked.vendorNo), among(table.itemNo))
  const prices = preparedSelect(`${name}_prices`, query =>
    query.select().from(purchasePrice).where(listed(purchasePrice)),
  )
  const discounts = preparedSelect(`${name}_discounts`, query =>
    query.select().from(purchaseLineDiscount).where(listed(purchaseLineDiscount)),
  )
  const vat = preparedSelect(`${name}_vat`, query =>
    query
      .select({
        vatProdPostingGroup: vatPostingSetup.vatProdPostingGroup,
        vatIdentifier: vatPostingSetup.vatIdentifier,
        vatPercent: vatPostingSetup.vatPercent,
        vatCalculationType: vatPostingSetup.vatCalculationType,
        blocked: vatPostingSetup.blocked,
      })
      .from(vatPostingSetup)
      .where(
        and(eq(vatPostingSetup.companyId, company), eq(vatPostingSetup.vatBusPostingGroup, asked.vatBusPostingGroup)),
      ),
  )
  const general = preparedSelect(`${name}_general`, query =>
    query
      .select({ code: generalPostingSetup.genProdPostingGroup })
      .from(generalPostingSetup)
      .where(
        and(
          eq(generalPostingSetup.companyId, company),
          eq(generalPostingSetup.genBusPostingGroup, asked.genBusPostingGroup),
          eq(generalPostingSetup.blocked, false),
        ),
      ),
  )
  return async (tx: Tx, values: { companyId: number } & Record<string, unknown>): Promise<ItemTerms> => {
    const [itemRows, unitRows, priceRows, discountRows, vatRows, generalRows] = await Promise.all([
      items(tx, values),
      units(tx, values),
      prices(tx, values),
      discounts(tx, values),
      vat(tx, values),
      general(tx, values),
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
}

const text = (name: string) => sql`${value(name)}::text`

const ofNumbers = itemTermsReader("terms", {
  items: sql`select unnest(${value("itemNos")}::text[])`,
  vendorNo: text("vendorNo"),
  vatBusPostingGroup: text("vatBusPostingGroup"),
  genBusPostingGroup: text("genBusPostingGroup"),
})

/** Reads what the items with these numbers cost from the vendor of the terms. */
export async function readItemTerms(
  tx: Tx,
  companyId: number,
  { buyFrom, payTo }: VendorTerms,
  itemNos: readonly string[],
): Promise<ItemTerms> {
  return ofNumbers(tx, {
    companyId,
    vendorNo: buyFrom.no,
    vatBusPostingGroup: payTo.vatBusPostingGroup ?? "",
    genBusPostingGroup: payTo.genBusPostingGroup ?? "",
    itemNos,
  })
}

/** Base units in each unit of an item, by item number and unit code. */
export function unitsByItem(rows: readonly { itemNo: string; code: string; qtyPerUnitOfMeasure: string }[]) {
  const units = new Map<string, Map<string, Decimal>>()
  for (const row of rows) {
    const ofItem = units.get(row.itemNo) ?? new Map<string, Decimal>()
    units.set(row.itemNo, ofItem.set(row.code, new Decimal(row.qtyPerUnitOfMeasure)))
  }
  return units
}
