import { and, eq, sql } from "drizzle-orm"
import { item, itemUnitOfMeasure, salesPrice, vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import type { DocumentCurrency } from "@/domain/documents/document-currency"
import { plainNumber } from "@/domain/documents/draft"
import { Decimal, ONE } from "@/domain/money/decimal"
import { unitsByItem } from "@/domain/pricing/item-terms"
import type { ListedPrice } from "@/domain/pricing/lowest-price"
import type { SalesInvoiceRow } from "./sales-header"

/** What a line takes from its item. */
export type Sold = Pick<
  typeof item.$inferSelect,
  | "no"
  | "description"
  | "baseUnitOfMeasure"
  | "unitPrice"
  | "blocked"
  | "salesBlocked"
  | "vatProdPostingGroup"
  | "genProdPostingGroup"
>

type VatSetup = Pick<
  typeof vatPostingSetup.$inferSelect,
  "vatProdPostingGroup" | "vatIdentifier" | "vatPercent" | "vatCalculationType" | "blocked"
>

export type SalesTerms = {
  items: ReadonlyMap<string, Sold>
  /** Base units by item number and unit, `${no} ${code}`. */
  units: ReadonlyMap<string, string>
  /** The same by item and unit. */
  unitsOfMeasure: ReadonlyMap<string, ReadonlyMap<string, Decimal>>
  vatSetups: ReadonlyMap<string, VatSetup>
  vatBusPostingGroup: string
  /** The customer's prices of these items. */
  prices: readonly ListedPrice[]
  pricesIncludingVat: boolean
  postingDate: IsoDate
  currency: DocumentCurrency
}

/** Reads items, units, prices and VAT for the lines in question: four statements, whatever their number. */
export async function readSalesTerms(
  tx: Tx,
  companyId: number,
  document: Pick<SalesInvoiceRow, "vatBusPostingGroup" | "pricesIncludingVat" | "customerNo" | "postingDate">,
  currency: DocumentCurrency,
  items: readonly string[],
): Promise<SalesTerms> {
  const wanted = sql`any(${sql.param(items)}::text[])`
  const vatBusPostingGroup = document.vatBusPostingGroup ?? ""
  const [sold, units, prices, setups] = await Promise.all([
    tx
      .select({
        no: item.no,
        description: item.description,
        baseUnitOfMeasure: item.baseUnitOfMeasure,
        unitPrice: item.unitPrice,
        blocked: item.blocked,
        salesBlocked: item.salesBlocked,
        vatProdPostingGroup: item.vatProdPostingGroup,
        genProdPostingGroup: item.genProdPostingGroup,
      })
      .from(item)
      .where(and(eq(item.companyId, companyId), sql`${item.no} = ${wanted}`)),
    tx
      .select({
        itemNo: itemUnitOfMeasure.itemNo,
        code: itemUnitOfMeasure.code,
        qtyPerUnitOfMeasure: itemUnitOfMeasure.qtyPerUnitOfMeasure,
      })
      .from(itemUnitOfMeasure)
      .where(and(eq(itemUnitOfMeasure.companyId, companyId), sql`${itemUnitOfMeasure.itemNo} = ${wanted}`)),
    tx
      .select()
      .from(salesPrice)
      .where(
        and(
          eq(salesPrice.companyId, companyId),
          eq(salesPrice.customerNo, document.customerNo),
          sql`${salesPrice.itemNo} = ${wanted}`,
        ),
      ),
    tx
      .select({
        vatProdPostingGroup: vatPostingSetup.vatProdPostingGroup,
        vatIdentifier: vatPostingSetup.vatIdentifier,
        vatPercent: vatPostingSetup.vatPercent,
        vatCalculationType: vatPostingSetup.vatCalculationType,
        blocked: vatPostingSetup.blocked,
      })
      .from(vatPostingSetup)
      .where(and(eq(vatPostingSetup.companyId, companyId), eq(vatPostingSetup.vatBusPostingGroup, vatBusPostingGroup))),
  ])
  return {
    items: new Map(sold.map(row => [row.no, row])),
    units: new Map(units.map(row => [`${row.itemNo} ${row.code}`, plainNumber(row.qtyPerUnitOfMeasure)])),
    unitsOfMeasure: unitsByItem(units),
    vatSetups: new Map(setups.map(row => [row.vatProdPostingGroup, row])),
    vatBusPostingGroup,
    prices: prices.map(row => ({
      ...row,
      minimumQuantity: new Decimal(row.minimumQuantity),
      directUnitCost: new Decimal(row.unitPrice),
      pricePer: ONE,
    })),
    pricesIncludingVat: document.pricesIncludingVat,
    postingDate: document.postingDate as IsoDate,
    currency,
  }
}
