import { and, eq } from "drizzle-orm"
import type { Tx } from "@/db/tenancy"
import type { SetupDefinition, SetupValues } from "./definition"
import { columnOf, setupValuesOf } from "./values"

/** The columns of a table's fields, to select. */
export function setupColumnsOf(definition: SetupDefinition) {
  return Object.fromEntries(definition.fields.map(({ name }) => [name, columnOf(definition, name)]))
}

/** Finds a row by its key. */
export function ofKey(companyId: number, definition: SetupDefinition, key: SetupValues) {
  const parts = definition.keys.map(name => eq(columnOf(definition, name), key[name]))
  return and(eq(columnOf(definition, "companyId"), companyId), ...parts)
}

/** The row of that key, locked where it is to be changed; undefined where there is none. */
export async function findRow(
  tx: Tx,
  companyId: number,
  definition: SetupDefinition,
  key: SetupValues,
  lock = false,
): Promise<SetupValues | undefined> {
  const query = tx
    .select(setupColumnsOf(definition))
    .from(definition.table)
    .where(ofKey(companyId, definition, key))
  const [row] = await (lock ? query.for("update") : query)
  return row && setupValuesOf(definition, row)
}
