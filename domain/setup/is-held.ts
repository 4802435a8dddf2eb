import { and, eq, getTableColumns, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import type { Tx } from "@/db/tenancy"
import type { RecordChange } from "@/domain/records/definition"

/** Whether a row that was there gets another value in a field. */
export function changed({ before, after }: RecordChange, name: string): boolean {
  return before !== null && before[name] !== after[name]
}

/** Whether any row of the company has the code in one of these columns. */
export async function isHeld(tx: Tx, companyId: number, columns: readonly PgColumn[], code: string): Promise<boolean> {
  for (const column of columns) {
    const own = getTableColumns(column.table).companyId
    if (!own) throw new Error("a table without a company")
    const rows = await tx
      .select({ held: sql`1` })
      .from(column.table)
      .where(and(eq(own, companyId), eq(column, code)))
      .limit(1)
    if (rows.length > 0) return true
  }
  return false
}
