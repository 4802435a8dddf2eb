import { and, desc, eq, lt, sql } from "drizzle-orm"
import { paymentImport, paymentImportRow } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { cutForward } from "@/domain/lists/cut-page"

/** Imports on one page. */
const IMPORTS_PER_PAGE = 20

export type PaymentImportHead = Pick<
  typeof paymentImport.$inferSelect,
  "id" | "fileName" | "state" | "requestedByName" | "requestedAt" | "finishedAt" | "rowCount" | "numbers"
> & { registered: number; refused: number }

/** What a list or a page shows of an import; the counts are of the import in the outer query. */
export const head = {
  id: paymentImport.id,
  fileName: paymentImport.fileName,
  state: paymentImport.state,
  requestedByName: paymentImport.requestedByName,
  requestedAt: paymentImport.requestedAt,
  finishedAt: paymentImport.finishedAt,
  rowCount: paymentImport.rowCount,
  numbers: paymentImport.numbers,
  registered: countOf("registered"),
  refused: countOf("refused"),
}

function countOf(outcome: "registered" | "refused") {
  return sql<number>`(select count(*)::int from ${paymentImportRow} as r
    where r.company_id = ${sql.raw("payment_import.company_id")} and r.import_id = ${sql.raw("payment_import.id")}
      and r.outcome = ${outcome})`
}

/**
 * A page of the company's files of payments, the latest first.
 * @param before id of the last one of the page before
 * @returns `next`: what to pass as `before` for the page behind, where there is one
 * @throws Forbidden
 */
export async function listPaymentImports(
  actor: Actor,
  { before }: { before?: number } = {},
): Promise<{ imports: PaymentImportHead[]; next?: number }> {
  authorise(actor, "purchase_invoice.post")
  const rows = await inCompany(actor.companyId, tx =>
    tx
      .select(head)
      .from(paymentImport)
      .where(
        and(
          eq(paymentImport.companyId, actor.companyId),
          before === undefined ? undefined : lt(paymentImport.id, before),
        ),
      )
      .orderBy(desc(paymentImport.id))
      .limit(IMPORTS_PER_PAGE + 1),
  )
  const { rows: imports, next } = cutForward(rows, IMPORTS_PER_PAGE, ({ id }) => id)
  return { imports, next }
}
