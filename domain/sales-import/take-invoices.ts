import { sql } from "drizzle-orm"
import { salesImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { composeInvoice } from "./compose-invoice"
import type { CsvForm } from "./csv-header"
import { decideInvoice, type ReadInvoice, type RefusedRow } from "./decide-invoice"
import { lockImport, type Run, takeTurn } from "./import-lock"
import { loadSetup } from "./import-setup"
import { MAX_INVOICE_LINES } from "./limits"
import { loadMasters, usualDescriptions } from "./load-masters"
import { findNextInvoices, type NextInvoices } from "./next-invoices"
import { type Batch, writeBatch } from "./write-batch"

/**
 * Second stage: makes sales invoices of the staged rows, batch by batch, each a transaction in which every row of its
 * invoices gets its outcome. Goes on where an earlier run ended.
 *
 * @throws Superseded; Refusal where the company's setup does not allow any invoice
 */
export async function takeInvoices(run: Run, form: Pick<CsvForm, "numbers">): Promise<void> {
  const descriptions = await usualDescriptions(run)
  let reached: number | null = 0
  while (reached !== null) reached = await takeBatch(run, form, descriptions, reached)
}

/** @returns up to which row all have their outcome; null: all of them have */
async function takeBatch(
  run: Run,
  form: Pick<CsvForm, "numbers">,
  descriptions: ReadonlyMap<string, string>,
  after: number,
): Promise<number | null> {
  return inCompany(run.companyId, async tx => {
    const locked = await lockImport(tx, run)
    await takeTurn(tx, run.companyId)
    const next = await findNextInvoices(tx, run, after)
    if (!next) return null
    const setup = await loadSetup(tx, run.companyId, locked)
    const { read, refused } = decide(next, form)
    const masters = await loadMasters(tx, setup, read, descriptions)
    const batch: Batch = { taken: [], refused, refusedUnread: await refuseTooLong(tx, run, next.tooLong), masters }
    for (const invoice of read) {
      const result = composeInvoice(invoice, masters)
      if (result.taken) batch.taken.push(result.composed)
      else batch.refused.push(...result.rows)
    }
    await writeBatch(tx, run, batch)
    return next.reached
  })
}

function decide(next: NextInvoices, form: Pick<CsvForm, "numbers">) {
  const read: ReadInvoice[] = []
  const refused: RefusedRow[] = []
  for (const { importedNo, rows, importedAs } of next.invoices) {
    const decision = decideInvoice(importedNo, rows, form.numbers, importedAs)
    if (decision.taken) read.push(decision.invoice)
    else refused.push(...decision.rows)
  }
  return { read, refused }
}

/** Refuses invoices of too many lines unread, so that memory stays bounded. @returns how many rows */
async function refuseTooLong(tx: Tx, run: Run, invoices: NextInvoices["tooLong"]): Promise<number> {
  let refused = 0
  for (const { importedNo, rows } of invoices) {
    const params = JSON.stringify({ lines: rows, most: MAX_INVOICE_LINES })
    const done = await tx.execute(sql`
      with refused as (
        update ${salesImportRow} set outcome = 'refused', reason = 'too_many_lines', params = ${params}::jsonb
        where company_id = ${run.companyId} and import_no = ${run.importNo} and invoice_no = ${importedNo}
          and outcome is null
        returning 1
      ) select count(*)::int as rows from refused`)
    refused += (done as unknown as { rows: number }[])[0]!.rows
  }
  return refused
}
