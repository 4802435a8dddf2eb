import type { IsoDate } from "@/domain/dates/date"
import type { Decimal } from "@/domain/money/decimal"
import { cutText } from "@/domain/text/cut-text"

/** An invoice of a file as it was read, and why one is not taken. */

/** How an untidy row was taken; the sentence is `errors.sales_import.<note>`. */
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

/** Why a row is refused: the sentence is `errors.sales_import.<reason>`, with these params. */
export type RefusedFor = { reason: string; params?: Record<string, string | number> }

/** A row of the file, read. */
export type SalesRow = {
  /** In capitals: files write one code both ways. */
  code: string
  /** Blank where the file has none. */
  description: string
  /** Zero or more. */
  quantity: Decimal
  /** Zero or more, per unit, excluding VAT, in the currency of the import. */
  unitPrice: Decimal
  date: IsoDate
  /** In capitals; blank where the file has none. */
  customerNo: string
  country: string
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

/** What was read, as far as a message can show it. */
export function clip(text: string): string {
  return text.length > 60 ? `${cutText(text, 59)}…` : text
}
