import type { IsoDate } from "@/domain/dates/date"
import type { Language } from "@/language/language"
import { MAX_INVOICE_LINES } from "./limits"
import { clip, type RefusedFor, readRow, type SalesRow } from "./read-row"

/** How an untidy row was taken; the text is `sales_import.reason.<note>`. */
export type Note =
  /** No customer: the invoice goes to the company's cash customer. */
  | "customer_blank"
  /** No customer on this row, but on others of its invoice: it is theirs. */
  | "customer_from_other_row"
  /** Another date than the invoice's first row, which counts. */
  | "date_differs"
  /** Taken at a price, or a quantity, of zero. */
  | "price_zero"
  | "quantity_zero"
  /** The item's own description, or the one the file has most often for its number, or the number itself. */
  | "description_blank"
  /** A charge, not goods: taken as a line on the G/L account for charges. */
  | "charge"
  /** The file's country is none we know: a new customer is treated as one at home. */
  | "country_unknown"
  /** The customer is elsewhere, as far as the company knows: its own country counts. */
  | "country_differs"

/** A staged row of an invoice. */
export type StagedRow = {
  rowNo: number
  /** In the order of `columns`. */
  fields: readonly string[]
  /** Refused while it was staged: it had not as many columns as the header, or was too long. */
  refused: boolean
}

export type ReadLine = SalesRow & { rowNo: number; notes: Set<Note> }

/** An invoice of the file that can be taken, as far as the file itself tells. */
export type ReadInvoice = {
  importedNo: string
  /** Null: nobody is named on any row. */
  customerNo: string | null
  /** As the file has it, of the first row that names one. */
  country: string
  date: IsoDate
  /** In the file's order. */
  lines: ReadLine[]
}

/** What became of the rows of an invoice that is not taken. */
export type RefusedRow = RefusedFor & { rowNo: number }

/** An invoice that is not taken, and why, for every row that has no reason yet. */
export type Refused = { taken: false; rows: RefusedRow[] }

/**
 * Whether an invoice of the file can be taken: as a whole or not at all. A row that cannot be taken refuses all of them,
 * and the others say which one it was.
 *
 * @param rows all rows of the invoice, in the file's order; at least one
 * @param importedAs the sales invoice it became when it was imported before; null: it was not
 * @returns the invoice, or the reason of every row
 */
export function decideInvoice(
  importedNo: string,
  rows: readonly StagedRow[],
  numbers: Language,
  importedAs: string | null,
): { taken: true; invoice: ReadInvoice } | Refused {
  const wholly = refusedWholly(importedNo, rows.length, importedAs)
  if (wholly) return refuseAll(rows, () => wholly)

  const faults = new Map<number, RefusedFor>()
  const lines: ReadLine[] = []
  for (const row of rows) {
    const read = row.refused ? { reason: "" } : readRow(row.fields, numbers)
    if ("reason" in read) faults.set(row.rowNo, read)
    else lines.push({ ...read, rowNo: row.rowNo, notes: new Set() })
  }
  const customerNo = lines.find(line => line.customerNo !== "")?.customerNo ?? null
  for (const line of lines) {
    if (line.customerNo !== "" && line.customerNo !== customerNo) {
      faults.set(line.rowNo, {
        reason: "customer_differs",
        params: { read: clip(line.customerNo), first: clip(customerNo!) },
      })
    }
  }
  if (faults.size > 0) return refuseBecause(rows, faults)

  const date = lines[0]!.date
  for (const line of lines) note(line, customerNo, date)
  const country = lines.find(line => line.country !== "")?.country ?? ""
  return { taken: true, invoice: { importedNo, customerNo, country, date, lines } }
}

/**
 * Refuses an invoice for what is wrong on some of its rows: those say what, the others which row it was.
 * @param faults by row number; at least one
 */
export function refuseBecause(
  rows: readonly { rowNo: number; refused?: boolean }[],
  faults: ReadonlyMap<number, RefusedFor>,
): Refused {
  const row = Math.min(...faults.keys())
  return refuseAll(rows, ({ rowNo }) => faults.get(rowNo) ?? { reason: "invoice_refused", params: { row } })
}

function refuseAll<Row extends { rowNo: number; refused?: boolean }>(
  rows: readonly Row[],
  reasonOf: (row: Row) => RefusedFor,
): Refused {
  return {
    taken: false,
    rows: rows.filter(row => !row.refused).map(row => ({ rowNo: row.rowNo, ...reasonOf(row) })),
  }
}

/** What refuses every row alike. */
function refusedWholly(importedNo: string, rowCount: number, importedAs: string | null): RefusedFor | null {
  if (/^c/iu.test(importedNo)) return { reason: "cancellation" }
  if (importedAs !== null) return { reason: "already_imported", params: { no: importedAs } }
  if (rowCount > MAX_INVOICE_LINES)
    return { reason: "too_many_lines", params: { lines: rowCount, most: MAX_INVOICE_LINES } }
  return null
}

function note(line: ReadLine, customerNo: string | null, date: IsoDate): void {
  if (line.customerNo === "") line.notes.add(customerNo === null ? "customer_blank" : "customer_from_other_row")
  if (line.date !== date) line.notes.add("date_differs")
  if (line.unitPrice.isZero()) line.notes.add("price_zero")
  if (line.quantity.isZero()) line.notes.add("quantity_zero")
  if (line.description === "") line.notes.add("description_blank")
}
