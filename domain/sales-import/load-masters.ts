import { and, eq, sql } from "drizzle-orm"
import { customer, item, salesImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { ReadInvoice } from "./decide-invoice"
import type { Run } from "./import-lock"
import type { ImportSetup } from "./import-setup"
import { Masters } from "./masters"
import { CASH_CUSTOMER_NO } from "./new-masters"

/** Codes whose usual description is kept in memory; beyond these an item is called what its first row calls it. */
const MOST_CODES = 100_000

/**
 * What the file most often calls each stock code (the first of two that are as frequent), apart from stock corrections,
 * whose descriptions tell what went wrong.
 */
export async function usualDescriptions({ companyId, importNo }: Run): Promise<Map<string, string>> {
  const found = await inCompany(companyId, tx =>
    tx.execute(sql`
      select distinct on (code) code, description
      from (
        select upper(trim(fields[2])) as code, trim(fields[3]) as description, count(*) as times, min(row_no) as first_row
        from ${salesImportRow}
        where company_id = ${companyId} and import_no = ${importNo} and cardinality(fields) = 8
          and fields[4] not like '-%' and fields[3] <> '' and length(fields[2]) <= 40 and length(fields[3]) <= 250
        group by 1, 2
      ) as named
      where description <> ''
      order by code, times desc, first_row
      limit ${MOST_CODES}`),
  )
  return new Map((found as unknown as { code: string; description: string }[]).map(row => [row.code, row.description]))
}

/** The customers and items that these invoices name, as far as there are any. */
export async function loadMasters(
  tx: Tx,
  setup: ImportSetup,
  invoices: readonly ReadInvoice[],
  descriptions: ReadonlyMap<string, string>,
): Promise<Masters> {
  const customerNos = [...new Set(invoices.map(({ customerNo }) => customerNo ?? CASH_CUSTOMER_NO))]
  const codes = [...new Set(invoices.flatMap(({ lines }) => lines.map(({ code }) => code)))]
  const customers = await tx
    .select()
    .from(customer)
    .where(and(eq(customer.companyId, setup.companyId), sql`${customer.no} = any(${sql.param(customerNos)}::text[])`))
  const items = await tx
    .select()
    .from(item)
    .where(and(eq(item.companyId, setup.companyId), sql`${item.no} = any(${sql.param(codes)}::text[])`))
  return new Masters(
    setup,
    new Map(customers.map(row => [row.no, row])),
    new Map(items.map(row => [row.no, row])),
    descriptions,
  )
}
