import { sql } from "drizzle-orm"
import { event, salesInvoice, salesInvoiceLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { Decimal } from "@/domain/money/decimal"
import type { ReadInvoice, ReadLine } from "./read-invoice"

type StoredLine = { type: string; no: string; description: string; quantity: string; unitPrice: string }

/** A sales invoice that was made of an invoice of a file before, or that a file has under the number it has here. */
export type ImportedBefore = {
  no: string
  customerNo: string
  date: string
  currencyCode: string
  amountIncludingVat: string
  /** Somebody has edited it since, or typed it. */
  edited: boolean
  /** Never in a file before: it goes by its own number. */
  own: boolean
  lines: StoredLine[]
}

/**
 * The invoices that were imported before under these numbers of a file, and those that were made here and exported under their own, by
 * the numbers of the file. Two statements, however many.
 */
export async function importedBefore(
  tx: Tx,
  companyId: number,
  importedNos: readonly string[],
): Promise<Map<string, ImportedBefore>> {
  const found = await tx.execute<Omit<ImportedBefore, "lines"> & { importedNo: string }>(sql`
    select coalesce(imported_no, no) as "importedNo", imported_no is null as own, no, customer_no as "customerNo", document_date::text as date,
      currency_code as "currencyCode", amount_including_vat::text as "amountIncludingVat",
      imported_no is null or exists (select from ${event} as e where e.company_id = ${companyId} and e.subject_type = 'sales_invoice'
        and e.subject_no = ${salesInvoice}.no) as edited
    from ${salesInvoice}
    where company_id = ${companyId} and (imported_no = any(${sql.param(importedNos)}::text[])
      or (no = any(${sql.param(importedNos)}::text[]) and imported_no is null))
    order by imported_no is null desc`)
  if (found.length === 0) return new Map()
  const lines = await tx.execute<StoredLine & { documentNo: string }>(sql`
    select document_no as "documentNo", type, no, description, quantity::text, unit_price::text as "unitPrice"
    from ${salesInvoiceLine}
    where company_id = ${companyId} and document_no = any(${sql.param(found.map(({ no }) => no))}::text[])
    order by document_no, line_no`)
  const before = new Map(found.map(({ importedNo, ...row }) => [importedNo, { ...row, lines: [] as StoredLine[] }]))
  const byNo = new Map([...before.values()].map(invoice => [invoice.no, invoice]))
  for (const { documentNo, ...line } of lines) byNo.get(documentNo)!.lines.push(line)
  return before
}

export type Changes = Record<string, [before: string, after: string]>

/** What an invoice of a file says otherwise than the one that was imported, by row; none: it is the same. */
export function changesOf(invoice: ReadInvoice, before: ImportedBefore): Map<number, Changes> {
  const changes = new Map<number, Changes>()
  invoice.lines.forEach((line, at) => {
    const stored = before.lines[at]
    const header = at === 0 ? headerChanges(invoice, before) : {}
    const own = stored ? { ...header, ...lineChanges(line, stored) } : { quantity: ["", line.quantity.toFixed()] }
    if (Object.keys(own).length > 0) changes.set(line.rowNo, own as Changes)
  })
  const gone = before.lines.length - invoice.lines.length
  if (gone > 0) {
    const last = invoice.lines.at(-1)!.rowNo
    changes.set(last, { ...changes.get(last), lines: [String(before.lines.length), String(invoice.lines.length)] })
  }
  return changes
}

function headerChanges({ customerNo, date }: ReadInvoice, before: ImportedBefore): Changes {
  return {
    ...(date !== before.date && { invoiceDate: [before.date, date] }),
    ...(customerNo !== null && customerNo !== before.customerNo && { customerId: [before.customerNo, customerNo] }),
  }
}

function lineChanges(line: ReadLine, stored: StoredLine): Changes {
  const differs = (written: Decimal, kept: string) => !written.equals(new Decimal(kept))
  const { quantity, unitPrice, description, code } = line
  return {
    // A charge stands on an account, whatever code the file has for it.
    ...(stored.type === "item" && code !== stored.no && { stockCode: [stored.no, code] }),
    ...(description !== "" && description !== stored.description && { description: [stored.description, description] }),
    ...(differs(quantity, stored.quantity) && { quantity: [plain(stored.quantity), quantity.toFixed()] }),
    ...(differs(unitPrice, stored.unitPrice) && { unitPrice: [plain(stored.unitPrice), unitPrice.toFixed()] }),
  }
}

const plain = (stored: string) => new Decimal(stored).toFixed()
