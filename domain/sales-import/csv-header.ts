import type { Language } from "@/language/language"
import { languageWithDecimal } from "@/language/number-format"
import { LineCutter } from "./csv-lines"
import { splitRow } from "./csv-records"
import { FileProblem } from "./file-problem"
import { MAX_ROW_LENGTH } from "./limits"
import { unpackBeginning } from "./unpack"

/** The columns an import reads, in the order in which a staged row keeps them. */
export const salesColumns = [
  "InvoiceNo",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "UnitPrice",
  "CustomerID",
  "Country",
] as const
export type SalesColumn = (typeof salesColumns)[number]

/** How the rows of a file are written. */
export type CsvForm = {
  delimiter: string
  /** How many columns its header has. */
  width: number
  /** Where each of `salesColumns` stands, in their order. */
  positions: number[]
  /** A language that writes numbers as the file does: with a comma before decimals in files with semicolons, as spreadsheets do. */
  numbers: Language
}

const delimiters = [",", ";", "\t"]

/** Bytes in which the header ends, blank lines before it included; a header alone may take all of them. */
const BEGINNING = 4 * MAX_ROW_LENGTH

/**
 * How a file is written, from its first piece, plain or gzip.
 * @throws FileProblem import.empty, import.file_damaged, import.not_csv where blank lines go on for too long, and those of
 *   `readSalesHeader`
 */
export async function readBeginning(piece: Buffer): Promise<CsvForm> {
  const cutter = new LineCutter()
  const beginning = await unpackBeginning(piece, BEGINNING)
  const lines = cutter.push(beginning)
  const header = [...lines, ...cutter.end()].find(line => line.trim() !== "")
  if (header !== undefined) return readSalesHeader(header)
  throw new FileProblem(beginning.length < BEGINNING ? "import.empty" : "import.not_csv")
}

/**
 * Reads the header: columns by name, in any order, without regard to capitals, spaces and underscores; others are left
 * alone. The delimiter is the one under which it names most of them.
 *
 * @param line the first row that is not blank
 * @throws FileProblem import.not_csv, import.columns_missing {columns}, import.column_twice {column}
 */
export function readSalesHeader(line: string): CsvForm {
  if (line.length > MAX_ROW_LENGTH || line.includes("\uFFFD")) throw new FileProblem("import.not_csv")
  const readings = delimiters.map(delimiter => {
    const names = splitRow(line, delimiter, true)!.map(plainName)
    return { delimiter, names, found: salesColumns.filter(column => names.includes(plainName(column))).length }
  })
  const { delimiter, names } = readings.reduce((best, reading) => (reading.found > best.found ? reading : best))
  const missing = salesColumns.filter(column => !names.includes(plainName(column)))
  if (missing.length > 0) throw new FileProblem("import.columns_missing", { columns: missing.join(", ") })
  const twice = salesColumns.find(column => names.filter(name => name === plainName(column)).length > 1)
  if (twice) throw new FileProblem("import.column_twice", { column: twice })
  return {
    delimiter,
    width: names.length,
    positions: salesColumns.map(column => names.indexOf(plainName(column))),
    numbers: languageWithDecimal(delimiter === ";" ? "," : ".")!,
  }
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_.]/gu, "")
}
