import { Readable } from "node:stream"
import { asc, eq } from "drizzle-orm"
import { salesImport, salesImportRow, salesInvoice, salesInvoiceLine } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { receiveFile } from "@/domain/sales-import/receive-file"
import { runSalesImport } from "@/domain/sales-import/run-sales-import"

/** Uploads a file in pieces of odd sizes, without running it. @returns the import's number */
export async function upload(actor: Actor, content: string | Buffer, currencyCode = ""): Promise<string> {
  const bytes = Buffer.from(content)
  const pieces = Array.from({ length: Math.ceil(bytes.length / 70_001) }, (_, at) =>
    bytes.subarray(at * 70_001, (at + 1) * 70_001),
  )
  const { importNo } = await receiveFile(actor, { name: "sales.csv", currencyCode }, Readable.from(pieces))
  return importNo
}

/** Uploads a file, runs its import and reads all that became of it. */
export async function importFile(actor: Actor, content: string | Buffer, currencyCode = "") {
  const no = await upload(actor, content, currencyCode)
  await runSalesImport(actor.companyId, no)
  return readImport(actor.companyId, no)
}

/** The import, its rows, and the invoices and lines that it made, in order. */
export async function readImport(companyId: number, no: string) {
  return inCompany(companyId, async tx => {
    const [header] = await tx.select().from(salesImport).where(eq(salesImport.no, no))
    const rows = await tx
      .select()
      .from(salesImportRow)
      .where(eq(salesImportRow.importNo, no))
      .orderBy(asc(salesImportRow.rowNo))
    const made = new Set(rows.map(row => row.salesInvoiceNo))
    const invoices = (await tx.select().from(salesInvoice).orderBy(asc(salesInvoice.no))).filter(({ no }) =>
      made.has(no),
    )
    const lines = (
      await tx.select().from(salesInvoiceLine).orderBy(asc(salesInvoiceLine.documentNo), asc(salesInvoiceLine.lineNo))
    ).filter(({ documentNo }) => made.has(documentNo))
    return { ...header!, rows, invoices, lines }
  })
}
