import { sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import {
  customer,
  fileImport,
  ledgerTransaction,
  purchaseInvoice,
  purchaseRequest,
  salesInvoice,
  vendor,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"

/** Everything that a series numbers; posted documents and payments by their transactions. */
const numbered: readonly PgColumn[] = [
  ledgerTransaction.documentNo,
  purchaseInvoice.no,
  salesInvoice.no,
  purchaseRequest.no,
  fileImport.no,
  vendor.no,
  customer.no,
]

/** The highest number that anything has behind a prefix; 0: none. A series that begins below it would give it out again. */
export async function highestTaken(tx: Tx, companyId: number, prefix: string): Promise<number> {
  const behind = (
    column: PgColumn,
  ) => sql`select max(substr(${column}, char_length(${prefix}::text) + 1)::bigint) as number
    from ${column.table} where company_id = ${companyId} and starts_with(${column}, ${prefix})
      and substr(${column}, char_length(${prefix}::text) + 1) ~ '^[0-9]{1,15}$'`
  const [row] = await tx.execute<{ highest: string | null }>(
    sql`select max(number) as highest from (${sql.join(numbered.map(behind), sql` union all `)}) taken`,
  )
  return Number(row?.highest ?? 0)
}
