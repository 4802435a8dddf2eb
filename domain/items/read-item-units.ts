import { and, asc, eq, sql } from "drizzle-orm"
import { itemUnitOfMeasure } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { groupedBy } from "@/domain/lists/grouped-by"

/** Codes of the units of measure that items can be bought and sold in, by item number. One statement. */
export async function readItemUnits(
  tx: Tx,
  companyId: number,
  nos: readonly string[],
): Promise<Record<string, string[]>> {
  if (nos.length === 0) return {}
  const rows = await tx
    .select({ itemNo: itemUnitOfMeasure.itemNo, code: itemUnitOfMeasure.code })
    .from(itemUnitOfMeasure)
    .where(
      and(
        eq(itemUnitOfMeasure.companyId, companyId),
        sql`${itemUnitOfMeasure.itemNo} = any(${sql.param([...new Set(nos)])}::text[])`,
      ),
    )
    .orderBy(asc(itemUnitOfMeasure.itemNo), asc(itemUnitOfMeasure.qtyPerUnitOfMeasure), asc(itemUnitOfMeasure.code))
  return Object.fromEntries(groupedBy(rows.map(({ itemNo, code }) => [itemNo, code] as const)))
}
