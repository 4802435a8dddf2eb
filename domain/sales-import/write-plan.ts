import { getTableColumns, sql } from "drizzle-orm"
import { insertAll, rowsAs } from "@/db/bulk-rows"
import { planChecksOnce } from "@/db/plan-checks-once"
import { salesInvoice, salesInvoiceLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { ImportRun, Written } from "@/domain/import-kinds/import-kind"
import { takeNumbersOf } from "@/domain/numbering/take-number"
import type { SalesMemory, SalesPlan } from "./judge-invoices"
import { type Numbered, writeInvoices, writeMasters } from "./write-invoices"

/**
 * Writes a batch of invoices: new customers and items, numbers, invoices and lines, and anew those that were imported before
 * and are changed. A constant number of statements, whatever the number of lines.
 */
export async function writePlan(
  tx: Tx,
  { companyId }: ImportRun<SalesMemory>,
  { made, changed, masters }: SalesPlan,
): Promise<Written> {
  await planChecksOnce(tx)
  const { customersMade, itemsMade } = await writeMasters(tx, companyId, masters)
  const nos = await takeNumbersOf(tx, companyId, "salesInvoiceNos", made.length)
  const numbered = made.map((composed, index) => ({ ...composed, no: nos[index]! }))
  await writeInvoices(tx, companyId, numbered)
  await rewriteInvoices(tx, companyId, changed)
  const results = [...numbered, ...changed].flatMap(({ no, lines }) => lines.map(({ rowNo }) => [rowNo, no] as const))
  return {
    results: new Map(results),
    made: { invoices: numbered.length, changed: changed.length, customers: customersMade, items: itemsMade },
  }
}

/** Puts what the file says in the place of what was imported before; who has it open is told that it has moved on. */
async function rewriteInvoices(tx: Tx, companyId: number, invoices: readonly Numbered[]): Promise<void> {
  if (invoices.length === 0) return
  const nos = sql.param(invoices.map(({ no }) => no))
  await tx.execute(sql`
    delete from ${salesInvoiceLine} where company_id = ${companyId} and document_no = any(${nos}::text[])`)
  const columns = Object.entries(getTableColumns(salesInvoice)).filter(([name]) => name in invoices[0]!.header)
  const headers = invoices.map(({ header, no }) =>
    Object.fromEntries([
      ["key_no", no],
      ...columns.map(([name, column]) => [column.name, header[name as keyof typeof header]]),
    ]),
  )
  const types = Object.fromEntries(columns.map(([, column]) => [column.name, column.getSQLType()]))
  const set = columns.map(([, { name }]) => sql`${sql.identifier(name)} = r.${sql.identifier(name)}`)
  await tx.execute(sql`
    update ${salesInvoice} as i set ${sql.join(set, sql`, `)}, version = i.version + 1, updated_at = now()
    from ${rowsAs({ key_no: "text", ...types }, headers)}
    where i.company_id = ${companyId} and i.no = r.key_no`)
  const lines = invoices.flatMap(({ lines, no }) => lines.map(line => ({ ...line, documentNo: no })))
  await tx.execute(insertAll(salesInvoiceLine, companyId, lines))
}
