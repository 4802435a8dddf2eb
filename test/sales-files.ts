import { asc, eq } from "drizzle-orm"
import { fileImport, fileImportRow, salesInvoice, salesInvoiceLine } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { askForImport } from "@/domain/imports/ask-import"
import { runImport } from "@/domain/imports/run-import"
import { sendFile } from "./file-imports"

/** Uploads a file of sales invoices, without running its trial. @returns the import's number */
export const upload = (actor: Actor, content: string | Buffer, option = "") =>
  sendFile(actor, "sales-invoices", content, { name: "sales.csv", option })

/** Uploads a file, tries it, imports its good rows where there are any, and reads all that became of it. */
export async function importFile(actor: Actor, content: string | Buffer, currencyCode = "") {
  const no = await upload(actor, content, currencyCode)
  return tryAndImport(actor, no)
}

/** Runs a queued trial, then the import of its good rows where there are any. */
export async function tryAndImport(actor: Actor, no: string) {
  const { companyId } = actor
  await runImport(companyId, no)
  const tried = await readImport(companyId, no)
  if (tried.state === "tried" && tried.rowsNew + tried.rowsChanged > 0) {
    await askForImport(actor, no, { goodRows: true })
    await runImport(companyId, no)
  }
  return readImport(companyId, no)
}

/** What is said of a date that is years ago, as in the files of these tests. */
const ofDates = /imports\.date_\w+ ?/gu

/** The import, its rows, and the invoices and lines that it made, in order. */
export async function readImport(companyId: number, no: string) {
  return inCompany(companyId, async tx => {
    const [header] = await tx.select().from(fileImport).where(eq(fileImport.no, no))
    const rows = await tx
      .select()
      .from(fileImportRow)
      .where(eq(fileImportRow.importNo, no))
      .orderBy(asc(fileImportRow.rowNo))
    const made = new Set(rows.filter(row => row.written).map(row => row.resultNo))
    const invoices = (await tx.select().from(salesInvoice).orderBy(asc(salesInvoice.no))).filter(({ no }) =>
      made.has(no),
    )
    const lines = (
      await tx.select().from(salesInvoiceLine).orderBy(asc(salesInvoiceLine.documentNo), asc(salesInvoiceLine.lineNo))
    ).filter(({ documentNo }) => made.has(documentNo))
    const { made: counts, ...rest } = header!
    return {
      ...rest,
      rowsTaken: rest.rowsWritten,
      made: counts,
      rows: rows.map(row => ({
        ...row,
        outcome: row.written ? "taken" : row.outcome,
        reason: row.reason?.replaceAll("sales_import.", "").replace(ofDates, "").trim() || null,
      })),
      invoices,
      lines,
    }
  })
}
