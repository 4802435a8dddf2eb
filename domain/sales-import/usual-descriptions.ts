import { sql } from "drizzle-orm"
import { fileImportRow } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { salesFileColumns } from "./columns"

/** Codes whose usual description is kept in memory; beyond these an item is called what its first row calls it. */
const MOST_CODES = 100_000

/** Where a column stands in what is kept of a row; PostgreSQL counts from 1. */
const kept = (column: string) => sql.raw(`understood[${salesFileColumns.findIndex(({ name }) => name === column) + 1}]`)

/**
 * What the file most often calls each stock code (the first of two that are as frequent), apart from stock corrections,
 * whose descriptions tell what went wrong.
 */
export async function usualDescriptions(
  tx: Tx,
  { companyId, importNo }: { companyId: number; importNo: string },
): Promise<Map<string, string>> {
  const found = await tx.execute<{ code: string; description: string }>(sql`
    select distinct on (code) code, description
    from (
      select upper(${kept("stockCode")}) as code, ${kept("description")} as description, count(*) as times,
        min(row_no) as first_row
      from ${fileImportRow}
      where company_id = ${companyId} and import_no = ${importNo} and readable
        and ${kept("quantity")} not like '-%' and ${kept("description")} <> ''
      group by 1, 2
    ) as named
    order by code, times desc, first_row
    limit ${MOST_CODES}`)
  return new Map(found.map(({ code, description }) => [code, description]))
}
