/** Reads a file of payments: comma-separated values under a header, in any language that we speak. Pure. */

import { createHash } from "node:crypto"
import type { IsoDate } from "@/domain/dates/date"
import { parseDate } from "@/domain/dates/parse-date"
import { type Issue, refuse } from "@/domain/errors"
import type { AmountCurrency, ReadAmount } from "@/domain/money/read-amount"
import { LineCutter } from "@/domain/sales-import/csv-lines"
import { CsvReader, splitRow } from "@/domain/sales-import/csv-records"
import { cutText } from "@/domain/text/cut-text"
import { liveText } from "@/domain/text/inert-text"
import { receivedLine, receivedText } from "@/domain/text/received-text"
import type { Language } from "@/language/language"
import { namesOfColumn } from "./column-names"
import {
  MAX_EXCESS_FIELDS,
  MAX_FIELD_LENGTH,
  MAX_PAYMENT_FILE_SIZE,
  MAX_PAYMENT_ROWS,
  type PaymentColumn,
  paymentColumns,
  plainName,
  required,
} from "./columns"
import { readFileAmounts } from "./file-amounts"
import type { RowPayment } from "./row-payment"

/** A row as it stands in the file, and the payment that it says, or everything that is wrong with it. */
export type ReadRow = {
  /** As a spreadsheet numbers it. */
  rowNo: number
  /** For the report, as they stand: the columns in their order, behind them what the row has too many. */
  fields: string[]
} & ({ payment: RowPayment; rowKey: string; problems: null } | { payment: null; rowKey: null; problems: Issue[] })

/** A row's texts by column, trimmed; blank where it has nothing. */
export type RowTexts = Readonly<Record<PaymentColumn, string>>

/** A file of payments cut into its rows, none of them understood yet. */
export type CutFile = {
  /** Fields of the header. */
  width: number
  rows: { rowNo: number; fields: readonly string[]; texts: RowTexts }[]
}

/**
 * Cuts a file into rows, the columns found by their names.
 * @throws Refusal on the field "file" where the file as a whole cannot be read: import.empty, import.not_csv,
 *   payment_import.columns_missing, payment_import.column_twice, payment_import.too_large, payment_import.too_many_rows
 */
export function cutPaymentFile(bytes: Buffer): CutFile {
  if (bytes.length > MAX_PAYMENT_FILE_SIZE) throw paymentFileTooLarge()
  const cutter = new LineCutter()
  const lines = [...cutter.push(bytes), ...cutter.end()]
  const headerAt = lines.findIndex(line => line.trim() !== "")
  if (headerAt < 0) throw refuse("import.empty", {}, "file")
  const { delimiter, positions, width } = readHeader(lines[headerAt]!)
  const csv = new CsvReader(delimiter, width, headerAt + 1)
  const records = [...csv.push(lines.slice(headerAt + 1)), ...csv.end()]
  if (records.length === 0) throw refuse("import.empty", {}, "file")
  if (records.length > MAX_PAYMENT_ROWS)
    throw refuse("payment_import.too_many_rows", { maximum: MAX_PAYMENT_ROWS }, "file")
  const textsOf = (fields: readonly string[]) =>
    Object.fromEntries(
      paymentColumns.map(column => {
        const sent = fields[positions.get(column) ?? -1] ?? ""
        // A line break stands between two documents.
        return [column, (column === "documents" ? receivedText : receivedLine)(sent).trim()]
      }),
    ) as RowTexts
  return {
    width,
    rows: records.map(({ rowNo, fields: sent }) => {
      const fields = sent.map(liveText)
      return { rowNo, fields, texts: textsOf(fields) }
    }),
  }
}

/** Numbers of the documents that a row names, in their order. */
export function documentsOf({ documents }: RowTexts): string[] {
  return documents
    .split(/[|;,\n]/u)
    .map(no => no.trim())
    .filter(Boolean)
}

/**
 * @param file cut by cutPaymentFile
 * @param reader whose language is noted where the file's amounts leave it open
 * @param bankAccountNo that pays a row which names none
 * @param today the company's, for what is left out of a date
 * @param currencies in which each row pays, in their order; undefined: the company has no such currency
 * @returns each row, in order, and in which language's way the amounts were read
 */
export function understandRows(
  { width, rows }: CutFile,
  { reader, bankAccountNo, today, currencies }: Reading & { reader: Language; currencies: readonly RowCurrency[] },
): { numbers: Language; rows: ReadRow[] } {
  const amounts = readFileAmounts(
    rows.map(({ texts }, index) => ({ text: texts.amount, currency: currencies[index]?.known })),
    reader,
  )
  const equals = new Map<string, number>()
  const read = rows.map(({ rowNo, fields, texts }, index): ReadRow => {
    const excess = fields.slice(width, width + MAX_EXCESS_FIELDS)
    const shown = { rowNo, fields: [...paymentColumns.map(column => texts[column]), ...excess].map(clip) }
    const refused = (problems: Issue[]): ReadRow => ({ ...shown, payment: null, rowKey: null, problems })
    // More fields than the header has: a number with a comma that nothing quotes has fallen apart, for one.
    if (fields.slice(width).some(field => field.trim() !== "")) {
      return refused([{ code: "payment_import.too_many_fields", params: { found: fields.length, expected: width } }])
    }
    const row = readRow(texts, amounts.read[index]!, { bankAccountNo, today })
    if ("problems" in row) return refused(row.problems)
    // What the row says: another bank account chosen on the page, or another currency of the vendor, makes it no other payment.
    const said = JSON.stringify({ ...row.payment, bankAccountNo: texts.bankAccountNo })
    const occurrence = (equals.get(said) ?? 0) + 1
    equals.set(said, occurrence)
    const payment = { ...row.payment, currencyCode: currencies[index]?.code ?? "" }
    return { ...shown, payment, rowKey: keyOf(said, occurrence), problems: null }
  })
  return { numbers: amounts.numbers, rows: read }
}

/** The file is longer than is allowed. */
export function paymentFileTooLarge() {
  return refuse("payment_import.too_large", { megabytes: MAX_PAYMENT_FILE_SIZE / 1024 / 1024 }, "file")
}

const clip = (text: string) => cutText(text, MAX_FIELD_LENGTH)

function keyOf(said: string, occurrence: number): string {
  return createHash("sha256").update(`${occurrence} ${said}`).digest("hex")
}

/** Columns by name, in any language and any order; others are left alone. */
function readHeader(line: string): { delimiter: string; width: number; positions: Map<PaymentColumn, number> } {
  if (line.includes("\uFFFD")) throw refuse("import.not_csv", {}, "file")
  const readings = [",", ";", "\t"].map(delimiter => {
    const names = splitRow(line, delimiter, true)!.map(plainName)
    const places = paymentColumns.map(column => {
      const known = namesOfColumn(column).map(plainName)
      return { column, at: names.flatMap((name, index) => (known.includes(name) ? [index] : [])) }
    })
    return { delimiter, width: names.length, places, found: places.filter(({ at }) => at.length > 0).length }
  })
  const best = readings.reduce((one, other) => (other.found > one.found ? other : one))
  const positions = new Map(
    best.places.flatMap(({ column, at: [first] }): [PaymentColumn, number][] =>
      first === undefined ? [] : [[column, first]],
    ),
  )
  const missing = required.filter(column => !positions.has(column))
  if (missing.length > 0) throw refuse("payment_import.columns_missing", { columns: missing.join(", ") }, "file")
  const twice = best.places.find(({ at }) => at.length > 1)
  if (twice) throw refuse("payment_import.column_twice", { column: twice.column }, "file")
  return { delimiter: best.delimiter, width: best.width, positions }
}

/** What a row pays in: the code, and the currency where the company has it. */
export type RowCurrency = { code: string; known: AmountCurrency | undefined }

type Reading = { bankAccountNo: string; today: IsoDate }

function readRow(
  texts: RowTexts,
  amount: ReadAmount,
  { bankAccountNo, today }: Reading,
): { payment: RowPayment } | { problems: Issue[] } {
  const problems: Issue[] = []
  if (texts.vendorNo === "") problems.push({ code: "payment_import.vendor_missing" })
  const date = parseDate(texts.postingDate, today)
  if (!date.ok) problems.push({ code: `date_${date.reason}`, params: { typed: clip(texts.postingDate) } })
  if (!amount.ok) problems.push(amount.issue)
  for (const column of paymentColumns) {
    if (texts[column].length <= MAX_FIELD_LENGTH) continue
    problems.push({ code: "payment_import.field_too_long", params: { column, maximum: MAX_FIELD_LENGTH } })
  }
  if (problems.length > 0 || !date.ok || !amount.ok) return { problems }
  return {
    payment: {
      vendorNo: texts.vendorNo,
      postingDate: date.value,
      amount: amount.value,
      bankAccountNo: texts.bankAccountNo || bankAccountNo,
      currencyCode: texts.currencyCode.toUpperCase(),
      documents: documentsOf(texts),
      description: texts.description,
      externalDocumentNo: texts.externalDocumentNo,
    },
  }
}
