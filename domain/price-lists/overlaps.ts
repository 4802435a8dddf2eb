import { and, asc, eq, gte, isNull, lte, ne, or } from "drizzle-orm"
import type { Tx } from "@/db/tenancy"
import type { CardDefinition, RecordValues } from "@/domain/records/definition"
import { recordColumnsOf } from "@/domain/records/rows"
import { columnOf, valuesOf } from "@/domain/records/values"

/**
 * The other rows for the same vendor or customer, item, currency, unit and minimum quantity that are in force on some of a
 * row's days; the earliest first.
 */
export async function readOverlaps(
  tx: Tx,
  companyId: number,
  definition: CardDefinition,
  row: RecordValues,
): Promise<RecordValues[]> {
  const column = (name: string) => columnOf(definition, name)
  const same = definition.keys.filter(name => name !== "startingDate").map(name => eq(column(name), row[name]))
  const found = await tx
    .select(recordColumnsOf(definition))
    .from(definition.table)
    .where(
      and(
        eq(column("companyId"), companyId),
        ...same,
        ne(column("startingDate"), row.startingDate),
        row.endingDate ? lte(column("startingDate"), row.endingDate) : undefined,
        or(isNull(column("endingDate")), gte(column("endingDate"), row.startingDate)),
      ),
    )
    .orderBy(asc(column("startingDate")))
  return found.map(each => valuesOf(definition, each))
}
