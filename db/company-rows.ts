import type { PgTable } from "drizzle-orm/pg-core"
import type { Database } from "@/db/client"
import type { Tx } from "@/db/tenancy"

/** A table's rows as one company sees them. */
export type CompanyRow<Table extends PgTable> = Omit<Table["$inferInsert"], "companyId">

/** postgres.js refuses 65,534 parameters in a statement; a row has at most some thirty. */
const rowsAtOnce = 1000

/** Inserts rows as they are, in statements of a bearable size. None: does nothing. */
export async function insertRows<Table extends PgTable>(
  tx: Tx | Database,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await tx.insert(table).values(rows.slice(from, from + rowsAtOnce))
  }
}

/** Inserts rows of one company. */
export async function insertCompanyRows<Table extends PgTable>(
  tx: Tx,
  companyId: number,
  table: Table,
  rows: readonly CompanyRow<Table>[],
): Promise<void> {
  await insertRows(
    tx,
    table,
    rows.map(row => ({ ...row, companyId })),
  )
}
