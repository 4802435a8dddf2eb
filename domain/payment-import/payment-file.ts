/** Reads a file of payments: comma-separated values under a header, in English or Dutch. Pure. */
import { createHash } from "node:crypto"
import type { RowPayment } from "@/db/schema"
import type { IsoDate } from "@/domain/dates/date"
import { parseDate } from "@/domain/dates/date-format"
import { type Issue, refuse } from "@/domain/errors"
import { type Language, parseNumber } from "@/domain/money/number-format"
import { LineCutter } from "@/domain/sales-import/csv-lines"
import { CsvReader, splitRow } from "@/domain/sales-import/csv-records"
import {
  type Column,
  columns,
  amountLimits as limits,
  MAX_EXCESS_FIELDS,
  MAX_FIELD_LENGTH,
  MAX_FILE_SIZE,
  MAX_ROWS,
  plainName,
  required,
} from "./columns"

/** A row as it stands in the file, and the payment that it says, or everything that is wrong with it. */
export type ReadRow = {
  /** As a spreadsheet numbers it. */
  rowNo: number
  /** For the report, as they stand: the columns in their order, behind them what the row has too many. */
  fields: string[]
} & ({ payment: RowPayment; rowKey: string; problems: null } | { payment: null; rowKey: null; problems: Issue[] })

/**
 * @param reader whose way of writing numbers counts where the file leaves it open
 * @param bankAccountNo that pays a row which names none
 * @param today the company's, for what is left out of a date
 * @returns each row, in order, and in which language's way the amounts were read
 * @throws Refusal on the field "file" where the file as a whole cannot be read: import.empty, import.not_csv,
 *   payment_import.columns_missing, payment_import.column_twice, payment_import.too_large, payment_import.too_many_rows
 */
export function readPaymentFile(
  bytes: Buffer,
  { reader, bankAccountNo, today }: { reader: Language; bankAccountNo: string; today: IsoDate },
): { numbers: Language; rows: ReadRow[] } {
  if (bytes.length > MAX_FILE_SIZE) throw tooLarge()
  const cutter = new LineCutter()
  const lines = [...cutter.push(bytes), ...cutter.end()]
  const headerAt = lines.findIndex(line => line.trim() !== "")
  if (headerAt < 0) throw refuse("import.empty", {}, "file")
  const { delimiter, positions, width } = readHeader(lines[headerAt]!)
  const csv = new CsvReader(delimiter, width, headerAt + 1)
  const records = [...csv.push(lines.slice(headerAt + 1)), ...csv.end()]
  if (records.length === 0) throw refuse("import.empty", {}, "file")
  if (records.length > MAX_ROWS) throw refuse("payment_import.too_many_rows", { maximum: MAX_ROWS }, "file")
  const cell = (fields: readonly string[], column: Column) => (fields[positions.get(column) ?? -1] ?? "").trim()
  const numbers = numbersOf(
    records.map(({ fields }) => cell(fields, "amount")),
    delimiter === "," ? "en" : reader,
  )
  const equals = new Map<string, number>()
  const rows = records.map(({ rowNo, fields }): ReadRow => {
    const text = (column: Column) => cell(fields, column)
    const excess = fields.slice(width, width + MAX_EXCESS_FIELDS)
    const shown = { rowNo, fields: [...columns.map(({ column }) => text(column)), ...excess].map(clip) }
    const refused = (problems: Issue[]): ReadRow => ({ ...shown, payment: null, rowKey: null, problems })
    // More fields than the header has: a number with a comma that nothing quotes has fallen apart, for one.
    if (fields.slice(width).some(field => field.trim() !== "")) {
      return refused([{ code: "payment_import.too_many_fields", params: { found: fields.length, expected: width } }])
    }
    const read = readRow(text, { numbers, bankAccountNo, today })
    if ("problems" in read) return refused(read.problems)
    // Another bank account chosen on the page makes it no other payment.
    const said = JSON.stringify({ ...read.payment, bankAccountNo: text("bankAccountNo") })
    const occurrence = (equals.get(said) ?? 0) + 1
    equals.set(said, occurrence)
    return { ...shown, payment: read.payment, rowKey: keyOf(said, occurrence), problems: null }
  })
  return { numbers, rows }
}

/** The file is longer than is allowed. */
export function tooLarge() {
  return refuse("payment_import.too_large", { megabytes: MAX_FILE_SIZE / 1024 / 1024 }, "file")
}

const clip = (text: string) => text.slice(0, MAX_FIELD_LENGTH)

function keyOf(said: string, occurrence: number): string {
  return createHash("sha256").update(`${occurrence} ${said}`).digest("hex")
}

/** Columns by name, in either language and any order; others are left alone. */
function readHeader(line: string): { delimiter: string; width: number; positions: Map<Column, number> } {
  if (line.includes("\uFFFD")) throw refuse("import.not_csv", {}, "file")
  const readings = [",", ";", "\t"].map(delimiter => {
    const names = splitRow(line, delimiter, true)!.map(plainName)
    const places = columns.map(({ column, names: known }) => ({
      column,
      at: names.flatMap((name, index) => (known.some(each => plainName(each) === name) ? [index] : [])),
    }))
    return { delimiter, width: names.length, places, found: places.filter(({ at }) => at.length > 0).length }
  })
  const best = readings.reduce((one, other) => (other.found > one.found ? other : one))
  const positions = new Map(
    best.places.flatMap(({ column, at: [first] }): [Column, number][] =>
      first === undefined ? [] : [[column, first]],
    ),
  )
  const missing = required.filter(column => !positions.has(column))
  if (missing.length > 0) throw refuse("payment_import.columns_missing", { columns: missing.join(", ") }, "file")
  const twice = best.places.find(({ at }) => at.length > 1)
  if (twice) throw refuse("payment_import.column_twice", { column: twice.column }, "file")
  return { delimiter: best.delimiter, width: best.width, positions }
}

/** How the file writes numbers: the way in which most of its amounts can be read; `otherwise` where both do. */
function numbersOf(amounts: readonly string[], otherwise: Language): Language {
  const readable = (language: Language) => amounts.filter(text => parseNumber(text, language, limits).ok).length
  const [en, nl] = [readable("en"), readable("nl")]
  return en === nl ? otherwise : en > nl ? "en" : "nl"
}

type Reading = { numbers: Language; bankAccountNo: string; today: IsoDate }

function readRow(
  text: (column: Column) => string,
  { numbers, bankAccountNo, today }: Reading,
): { payment: RowPayment } | { problems: Issue[] } {
  const problems: Issue[] = []
  if (text("vendorNo") === "") problems.push({ code: "payment_import.vendor_missing" })
  const date = parseDate(text("postingDate"), today)
  if (!date.ok) problems.push({ code: `date_${date.reason}`, params: { typed: clip(text("postingDate")) } })
  const amount = parseNumber(text("amount"), numbers, limits)
  if (!amount.ok) problems.push({ code: `number_${amount.reason}`, params: { typed: clip(text("amount")) } })
  for (const { column } of columns) {
    if (text(column).length <= MAX_FIELD_LENGTH) continue
    problems.push({ code: "payment_import.field_too_long", params: { column, maximum: MAX_FIELD_LENGTH } })
  }
  if (problems.length > 0 || !date.ok || !amount.ok) return { problems }
  return {
    payment: {
      vendorNo: text("vendorNo"),
      postingDate: date.value,
      amount: amount.value,
      bankAccountNo: text("bankAccountNo") || bankAccountNo,
      currencyCode: text("currencyCode").toUpperCase(),
      documents: text("documents")
        .split(/[|;,\n]/u)
        .map(no => no.trim())
        .filter(Boolean),
      description: text("description"),
      externalDocumentNo: text("externalDocumentNo"),
    },
  }
}
