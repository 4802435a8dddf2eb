import { and, eq, ne, sql } from "drizzle-orm"
import { salesImport, salesImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { cutForward } from "@/domain/lists/cut-page"
import { readReasons, type SalesRowOutcome } from "./read-sales-import"

/** Rows on one page. */
const ROWS_PER_PAGE = 100

export type ImportRow = {
  rowNo: number
  invoiceNo: string
  /** As read: in the order of `columns`, or as they stand where there were not as many as the header has. */
  fields: string[]
  outcome: SalesRowOutcome
  /** Why it was refused, or how it was taken; none: as it stands. */
  reasons: string[]
  params: Record<string, string | number>
  salesInvoiceNo: string | null
}

export type RowQuery = {
  outcome: SalesRowOutcome
  /** One reason; none: all rows of the outcome. */
  reason?: string
  /** Rows behind this one. */
  after?: number
}

/**
 * Rows of an import that were refused, or that were taken, in the file's order, paged by row number.
 * @returns `next`: what to pass as `after` for the page behind, where there is one
 * @throws Forbidden; NotFound
 */
export async function readImportRows(
  actor: Actor,
  no: string,
  query: RowQuery,
  most = ROWS_PER_PAGE,
): Promise<{ rows: ImportRow[]; next?: number }> {
  authorise(actor, "sales_invoice.import")
  const { companyId } = actor
  const { outcome, after = 0 } = query
  return inCompany(companyId, async tx => {
    await checkExists(tx, companyId, no)
    const wanted =
      query.reason === undefined
        ? sql``
        : sql`and reason = any(${sql.param(await combinationsOf(tx, companyId, no, outcome, query.reason))}::text[])`
    const found = (await tx.execute(sql`
      select row_no as "rowNo", invoice_no as "invoiceNo", fields, outcome, reason, params,
        sales_invoice_no as "salesInvoiceNo"
      from ${salesImportRow}
      where company_id = ${companyId} and import_no = ${no} and outcome = ${outcome} ${wanted} and row_no > ${after}
      order by row_no limit ${most + 1}`)) as unknown as (Omit<ImportRow, "reasons"> & { reason: string | null })[]
    const rows = found.map(({ reason, params, ...row }) => ({
      ...row,
      params: params ?? {},
      reasons: reason?.split(" ") ?? [],
    }))
    return cutForward(rows, most, ({ rowNo }) => rowNo)
  })
}

async function checkExists(tx: Tx, companyId: number, no: string): Promise<void> {
  const [exists] = await tx
    .select({ no: salesImport.no })
    .from(salesImport)
    .where(and(eq(salesImport.companyId, companyId), eq(salesImport.no, no), ne(salesImport.state, "uploading")))
  if (!exists) throw new NotFound(`import ${no}`)
}

/** The stored combinations of reasons that hold this one. */
async function combinationsOf(
  tx: Tx,
  companyId: number,
  no: string,
  outcome: SalesRowOutcome,
  reason: string,
): Promise<string[]> {
  const stored = await readReasons(tx, companyId, no)
  return stored
    .filter(row => row.outcome === outcome)
    .flatMap(row => row.reason ?? [])
    .filter(combination => combination.split(" ").includes(reason))
}
