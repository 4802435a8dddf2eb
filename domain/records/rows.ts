import { and, eq } from "drizzle-orm"
import type { Tx } from "@/db/tenancy"
import type { RecordDefinition, RecordValues } from "./definition"
import { columnOf, valuesOf } from "./values"

/** The columns of a table's fields, to select. */
export function recordColumnsOf(definition: RecordDefinition) {
  return Object.fromEntries(definition.fields.map(({ name }) => [name, columnOf(definition, name)]))
}

/** Finds a row by its key. */
export function ofKey(companyId: number, definition: RecordDefinition, key: RecordValues) {
  const parts = definition.keys.map(name => eq(columnOf(definition, name), key[name]))
  return and(eq(columnOf(definition, "companyId"), companyId), ...parts)
}

/** The row of that key, locked where it is to be changed; undefined where there is none. */
export async function findRow(
  tx: Tx,
  companyId: number,
  definition: RecordDefinition,
  key: RecordValues,
  lock = false,
): Promise<RecordValues | undefined> {
  const query = tx
    .select(recordColumnsOf(definition))
    .from(definition.table)
    .where(ofKey(companyId, definition, key))
  const [row] = await (lock ? query.for("update") : query)
  return row && valuesOf(definition, row)
}
