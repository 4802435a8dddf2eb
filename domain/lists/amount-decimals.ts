import { type SQL, sql } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"
import { currency } from "@/db/schema"

/** Decimals of the amounts in a document's currency, for a list of documents; the table as it is named in the query. */
export function amountDecimalsOf(table: PgTable): SQL<number> {
  return sql<number>`(select c.amount_decimals from ${currency} c
    where c.company_id = ${table}.company_id and c.code = ${table}.currency_code)`
}
