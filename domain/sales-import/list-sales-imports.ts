import { and, desc, eq, ne, sql } from "drizzle-orm"
import { salesImport } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { cutForward } from "@/domain/lists/cut-page"

/** Imports on one page. */
const IMPORTS_PER_PAGE = 20

export type SalesImportRow = Pick<
  typeof salesImport.$inferSelect,
  | "no"
  | "state"
  | "fileName"
  | "requestedByName"
  | "requestedAt"
  | "rowsRead"
  | "rowsTaken"
  | "rowsRefused"
  | "invoicesMade"
>

/**
 * A page of the company's imports, the latest first.
 * @param before number of the last import of the page before; an unknown one begins anew
 * @returns `next`: what to pass as `before` for the page behind, where there is one
 * @throws Forbidden
 */
export async function listSalesImports(
  actor: Actor,
  { before }: { before?: string } = {},
): Promise<{ imports: SalesImportRow[]; next?: string }> {
  authorise(actor, "sales_invoice.import")
  const { companyId } = actor
  const place = sql`(${salesImport.requestedAt}, ${salesImport.no})`
  const rows = await inCompany(companyId, tx =>
    tx
      .select({
        no: salesImport.no,
        state: salesImport.state,
        fileName: salesImport.fileName,
        requestedByName: salesImport.requestedByName,
        requestedAt: salesImport.requestedAt,
        rowsRead: salesImport.rowsRead,
        rowsTaken: salesImport.rowsTaken,
        rowsRefused: salesImport.rowsRefused,
        invoicesMade: salesImport.invoicesMade,
      })
      .from(salesImport)
      .where(
        and(
          eq(salesImport.companyId, companyId),
          // Nobody but its sender knows of a file that is still coming in.
          ne(salesImport.state, "uploading"),
          before === undefined
            ? undefined
            : sql`${place} < coalesce((select (b.requested_at, b.no) from ${salesImport} as b
                where b.company_id = ${companyId} and b.no = ${before}), ('infinity'::timestamptz, ''))`,
        ),
      )
      .orderBy(desc(salesImport.requestedAt), desc(salesImport.no))
      .limit(IMPORTS_PER_PAGE + 1),
  )
  const { rows: imports, next } = cutForward(rows, IMPORTS_PER_PAGE, ({ no }) => no)
  return { imports, next }
}
