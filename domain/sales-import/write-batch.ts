import { sql } from "drizzle-orm"
import { insertAll, rowsAs } from "@/db/bulk-rows"
import {
  customer,
  item,
  itemUnitOfMeasure,
  salesImport,
  salesImportRow,
  salesInvoice,
  salesInvoiceLine,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { takeNumbersOf } from "@/domain/numbering/take-number"
import type { ComposedInvoice } from "./compose-invoice"
import type { RefusedRow } from "./decide-invoice"
import type { Run } from "./import-lock"
import type { Masters } from "./masters"
import { writeProgress } from "./progress"

/** What a batch of invoices comes to. */
export type Batch = {
  taken: ComposedInvoice[]
  refused: RefusedRow[]
  /** Rows that were refused without being read. */
  refusedUnread: number
  masters: Masters
}

/**
 * Writes a batch: new customers and items, numbers, invoices, lines, the outcome of every row, the counts. A constant
 * number of statements, whatever the number of lines.
 */
export async function writeBatch(tx: Tx, run: Run, batch: Batch): Promise<void> {
  const { companyId } = run
  const made = await writeMasters(tx, companyId, batch.masters)
  const nos = await takeNumbersOf(tx, companyId, "salesInvoiceNos", batch.taken.length)
  const numbered = batch.taken.map((composed, index) => ({ ...composed, no: nos[index]! }))
  await writeInvoices(tx, companyId, numbered)
  await writeOutcomes(tx, run, numbered, batch.refused)
  await count(tx, run, {
    rowsTaken: numbered.reduce((sum, { lines }) => sum + lines.length, 0),
    rowsRefused: batch.refused.length + batch.refusedUnread,
    invoicesMade: numbered.length,
    ...made,
  })
}

type Numbered = ComposedInvoice & { no: string }

/** Somebody may make the same customer or item at this moment: theirs stays, and is as good. */
async function writeMasters(tx: Tx, companyId: number, { newCustomers, newItems }: Masters) {
  const made = { customersMade: 0, itemsMade: 0 }
  if (newCustomers.length > 0) {
    const rows = await tx.execute(sql`${insertAll(customer, companyId, newCustomers, ["createdAt"])}
      on conflict do nothing returning no`)
    made.customersMade = rows.length
  }
  if (newItems.length > 0) {
    const rows = await tx.execute(sql`${insertAll(item, companyId, newItems, ["createdAt"])}
      on conflict do nothing returning no`)
    made.itemsMade = rows.length
    const units = newItems.map(({ no, baseUnitOfMeasure }) => ({
      itemNo: no,
      code: baseUnitOfMeasure,
      qtyPerUnitOfMeasure: "1",
    }))
    await tx.execute(sql`${insertAll(itemUnitOfMeasure, companyId, units)} on conflict do nothing`)
  }
  return made
}

async function writeInvoices(tx: Tx, companyId: number, invoices: readonly Numbered[]): Promise<void> {
  if (invoices.length === 0) return
  const headers = invoices.map(({ header, no }) => ({ ...header, no }))
  await tx.execute(insertAll(salesInvoice, companyId, headers, ["version", "createdAt", "updatedAt"]))
  // The check of a line's invoice was planned while there were none, and would go on reading all of the company's.
  await tx.execute(sql`discard plans`)
  const lines = invoices.flatMap(({ lines, no }) => lines.map(line => ({ ...line, documentNo: no })))
  await tx.execute(insertAll(salesInvoiceLine, companyId, lines))
}

async function writeOutcomes(
  tx: Tx,
  { companyId, importNo }: Run,
  invoices: readonly Numbered[],
  refused: readonly RefusedRow[],
): Promise<void> {
  const taken = invoices.flatMap(({ no, notes }) =>
    Array.from(notes, ([row_no, reason]) => ({ row_no, outcome: "taken", reason, params: null, sales_invoice_no: no })),
  )
  const left = refused.map(({ rowNo, reason, params }) => ({
    row_no: rowNo,
    outcome: "refused",
    reason,
    params: params ?? null,
    sales_invoice_no: null,
  }))
  if (taken.length + left.length === 0) return
  const rowNos = [...taken, ...left].map(row => row.row_no)
  const types = { row_no: "int", outcome: "text", reason: "text", params: "jsonb", sales_invoice_no: "text" }
  await tx.execute(sql`
    update ${salesImportRow} as w
    set outcome = r.outcome, reason = r.reason, params = r.params, sales_invoice_no = r.sales_invoice_no
    from ${rowsAs(types, [...taken, ...left])}
    where w.company_id = ${companyId} and w.import_no = ${importNo} and w.row_no = r.row_no
      and w.row_no between ${Math.min(...rowNos)} and ${Math.max(...rowNos)}`)
}

type Counts = Record<"rowsTaken" | "rowsRefused" | "invoicesMade" | "customersMade" | "itemsMade", number>

async function count(tx: Tx, { companyId, importNo }: Run, more: Counts): Promise<void> {
  const [row] = (await tx.execute(sql`
    update ${salesImport} set
      rows_taken = rows_taken + ${more.rowsTaken}, rows_refused = rows_refused + ${more.rowsRefused},
      invoices_made = invoices_made + ${more.invoicesMade}, customers_made = customers_made + ${more.customersMade},
      items_made = items_made + ${more.itemsMade}
    where company_id = ${companyId} and no = ${importNo}
    returning rows_taken + rows_refused as done, rows_read as total`)) as unknown as { done: number; total: number }[]
  await writeProgress(tx, companyId, importNo, { done: row!.done, total: row!.total })
}
