import { sql } from "drizzle-orm"
import { salesImportRow, salesInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { StagedRow } from "./decide-invoice"
import type { Run } from "./import-lock"
import { MAX_INVOICE_LINES } from "./limits"

/** Rows looked at to find the next invoices. */
const WINDOW = 4_000

/** Rows of the invoices of one batch together, unless one invoice alone has more. */
const BATCH = 6_000

export type NextInvoices = {
  /** In the order of their first rows. */
  invoices: { importedNo: string; rows: StagedRow[]; importedAs: string | null }[]
  /** Invoices with more lines than are allowed; their rows are not read. */
  tooLong: { importedNo: string; rows: number }[]
  /** Every row up to this one has its outcome after the batch. */
  reached: number
}

/**
 * The next invoices without an outcome, each with all its rows however far apart they lie.
 * @param after every row up to this one has its outcome
 * @returns null where no row is left
 */
export async function findNextInvoices(tx: Tx, run: Run, after: number): Promise<NextInvoices | null> {
  const { companyId, importNo } = run
  // Written so that the index of outcomes does not offer itself: it would sort all that is left.
  const window = (await tx.execute(sql`
    select invoice_no, row_no from ${salesImportRow}
    where company_id = ${companyId} and import_no = ${importNo} and row_no > ${after} and coalesce(outcome, '') = ''
    order by row_no limit ${WINDOW}`)) as unknown as { invoice_no: string; row_no: number }[]
  if (window.length === 0) return null
  const named = [...new Set(window.map(row => row.invoice_no))]
  const sizes = await countRows(tx, run, named)

  const chosen: string[] = []
  const tooLong: NextInvoices["tooLong"] = []
  let rows = 0
  let left: string | undefined
  for (const importedNo of named) {
    const size = sizes.get(importedNo)!
    if (size > MAX_INVOICE_LINES) {
      tooLong.push({ importedNo, rows: size })
      continue
    }
    if (rows > 0 && rows + size > BATCH) {
      left = importedNo
      break
    }
    chosen.push(importedNo)
    rows += size
  }
  const firstLeft = left === undefined ? undefined : window.find(row => row.invoice_no === left)!.row_no
  return {
    invoices: await readInvoices(tx, run, chosen),
    tooLong,
    reached: firstLeft === undefined ? window.at(-1)!.row_no : firstLeft - 1,
  }
}

// Both statements look into the index once an invoice (LATERAL): the database has no statistics of rows that were only
// just staged, and would otherwise read all of them each time.

async function countRows(tx: Tx, { companyId, importNo }: Run, nos: string[]): Promise<Map<string, number>> {
  const counted = (await tx.execute(sql`
    select named.invoice_no, rows.size from unnest(${sql.param(nos)}::text[]) as named (invoice_no), lateral (
      select count(*)::int as size from ${salesImportRow}
      where company_id = ${companyId} and import_no = ${importNo} and invoice_no = named.invoice_no
    ) as rows`)) as unknown as { invoice_no: string; size: number }[]
  return new Map(counted.map(({ invoice_no, size }) => [invoice_no, size]))
}

async function readInvoices(tx: Tx, { companyId, importNo }: Run, nos: string[]): Promise<NextInvoices["invoices"]> {
  if (nos.length === 0) return []
  const rows = (await tx.execute(sql`
    select named.invoice_no, rows.* from unnest(${sql.param(nos)}::text[]) as named (invoice_no), lateral (
      select row_no, fields, outcome is not null as refused from ${salesImportRow}
      where company_id = ${companyId} and import_no = ${importNo} and invoice_no = named.invoice_no
      offset 0
    ) as rows
    order by row_no`)) as unknown as { invoice_no: string; row_no: number; fields: string[]; refused: boolean }[]
  const known = (await tx.execute(sql`
    select imported_no, no from ${salesInvoice}
    where company_id = ${companyId} and imported_no = any(${sql.param(nos)}::text[])`)) as unknown as {
    imported_no: string
    no: string
  }[]
  const importedAs = new Map(known.map(({ imported_no, no }) => [imported_no, no]))
  const invoices = new Map(
    nos.map(importedNo => [
      importedNo,
      { importedNo, rows: [] as StagedRow[], importedAs: importedAs.get(importedNo) ?? null },
    ]),
  )
  for (const { invoice_no, row_no, fields, refused } of rows) {
    invoices.get(invoice_no)!.rows.push({ rowNo: row_no, fields, refused })
  }
  return [...invoices.values()]
}
