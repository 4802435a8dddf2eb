import { and, eq, sql } from "drizzle-orm"
import { item, itemUnitOfMeasure, vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { DocumentCurrency } from "@/domain/documents/document-currency"
import { plainNumber } from "@/domain/documents/draft"

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
  vatSetups: ReadonlyMap<string, VatSetup>
  vatBusPostingGroup: string
  pricesIncludingVat: boolean
  currency: DocumentCurrency
}

/** Reads items, units and VAT for the lines in question: three statements, whatever their number. */
export async function readSalesTerms(
  tx: Tx,
  companyId: number,
  document: { vatBusPostingGroup: string | null; pricesIncludingVat: boolean },
  currency: DocumentCurrency,
  items: readonly string[],
): Promise<SalesTerms> {
  const wanted = sql`any(${sql.param(items)}::text[])`
  const vatBusPostingGroup = document.vatBusPostingGroup ?? ""
  const [sold, units, setups] = await Promise.all([
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
        key: sql<string>`${itemUnitOfMeasure.itemNo} || ' ' || ${itemUnitOfMeasure.code}`,
        qtyPerUnitOfMeasure: itemUnitOfMeasure.qtyPerUnitOfMeasure,
      })
      .from(itemUnitOfMeasure)
      .where(and(eq(itemUnitOfMeasure.companyId, companyId), sql`${itemUnitOfMeasure.itemNo} = ${wanted}`)),
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
    units: new Map(units.map(row => [row.key, plainNumber(row.qtyPerUnitOfMeasure)])),
    vatSetups: new Map(setups.map(row => [row.vatProdPostingGroup, row])),
    vatBusPostingGroup,
    pricesIncludingVat: document.pricesIncludingVat,
    currency,
  }
}
