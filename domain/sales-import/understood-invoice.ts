import { otherSign } from "@/domain/import-kinds/currency-sign"
import type { RowGroup, UnderstoodRow } from "@/domain/import-kinds/import-kind"
import { Decimal } from "@/domain/money/decimal"
import {
  clip,
  type Note,
  type ReadInvoice,
  type ReadLine,
  type Refused,
  type RefusedFor,
  refuseBecause,
} from "./read-invoice"

/**
 * Whether an invoice of the file can be taken, as far as the file itself tells: as a whole or not at all. A row that cannot
 * be taken refuses all of them, and the others say which one it was.
 *
 * @param group all rows of the invoice, in the file's order; at least one
 * @param currencyCode of the import
 * @returns the invoice, or the reason of every row
 */
export function understoodInvoice(
  { key, rows }: RowGroup,
  currencyCode: string,
): { taken: true; invoice: ReadInvoice } | Refused {
  if (isCancellation(key, rows)) {
    const left = rows.filter(({ refused }) => !refused)
    return { taken: false, rows: left.map(({ rowNo }) => ({ rowNo, reason: "cancellation" })) }
  }
  const { lines, faults } = readLines(rows, currencyCode)
  const customerNo = lines.find(line => line.customerNo !== "")?.customerNo ?? null
  for (const { customerNo: own, rowNo } of lines) {
    if (own === "" || own === customerNo) continue
    faults.set(rowNo, { reason: "customer_differs", params: { read: clip(own), first: clip(customerNo!) } })
  }
  if (faults.size > 0) return refuseBecause(rows, faults)

  const date = lines[0]!.date
  for (const line of lines) for (const note of notesOf(line, customerNo, date)) line.notes.add(note)
  const country = lines.find(line => line.country !== "")?.country ?? ""
  return { taken: true, invoice: { importedNo: key, customerNo, country, date, lines } }
}

function readLines(
  rows: readonly UnderstoodRow[],
  currencyCode: string,
): { lines: ReadLine[]; faults: Map<number, RefusedFor> } {
  const faults = new Map<number, RefusedFor>()
  const lines: ReadLine[] = []
  for (const row of rows) {
    const line = row.refused ? { reason: "" } : lineOf(row, currencyCode)
    if ("reason" in line) faults.set(row.rowNo, line)
    else lines.push(line)
  }
  return { lines, faults }
}

/**
 * Companies of one kind number what they cancel with a C in front, others their invoices: it is the quantities that tell.
 * A number is what the company means by it.
 */
function isCancellation(importedNo: string, rows: readonly UnderstoodRow[]): boolean {
  return /^c/iu.test(importedNo) && rows.some(({ values }) => values.quantity?.startsWith("-"))
}

function lineOf(row: UnderstoodRow, currencyCode: string): ReadLine | RefusedFor {
  const { rowNo, values } = row
  const of = (column: string) => values[column] ?? ""
  const [quantity, unitPrice] = [new Decimal(of("quantity")), new Decimal(of("unitPrice"))]
  if (quantity.isNegative()) return { reason: "negative_quantity", params: { read: quantity.toFixed() } }
  if (unitPrice.isNegative()) return { reason: "negative_price", params: { read: unitPrice.toFixed() } }
  const sign = otherSign(row, currencyCode, "unitPrice")
  if (sign !== undefined)
    return { reason: "sign_differs", params: { sign, currency: currencyCode, column: "unitPrice" } }
  return {
    rowNo,
    // In capitals: files write one code both ways.
    code: of("stockCode").toUpperCase(),
    description: of("description"),
    quantity,
    unitPrice,
    date: of("invoiceDate"),
    customerNo: of("customerId").toUpperCase(),
    country: of("country"),
    notes: new Set(),
  }
}

function notesOf(line: ReadLine, customerNo: string | null, date: string): Note[] {
  const notes: [Note, boolean][] = [
    [customerNo === null ? "customer_blank" : "customer_from_other_row", line.customerNo === ""],
    ["date_differs", line.date !== date],
    ["price_zero", line.unitPrice.isZero()],
    ["quantity_zero", line.quantity.isZero()],
    ["description_blank", line.description === ""],
  ]
  return notes.flatMap(([note, applies]) => (applies ? [note] : []))
}
