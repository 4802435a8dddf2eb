import type { Language } from "@/language/language"

/** Columns of a file that are read and kept; real ones have some hundred at most. */
export const MOST_COLUMNS = 1_000

/** Opens a file from its beginning, plain or packed; it is read several times. */
export type FileSource = () => AsyncIterable<Uint8Array>

export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "windows-1250", "macintosh"] as const
export type Encoding = (typeof encodings)[number]

export const separators = [";", ",", "\t", "|"] as const
export type Separator = (typeof separators)[number]

/** The sign before the decimals of a number. */
export const decimalSigns = [".", ","] as const
export type DecimalSign = (typeof decimalSigns)[number]

/** The order of day, month and year in a date of figures. */
export const dateOrders = ["dmy", "mdy", "ymd"] as const
export type DateOrder = (typeof dateOrders)[number]

/** Whose way of writing answers what a file leaves open: a language's, or that of the United States (12/31/2026). */
export type Locale = Language | "us"

/** How a file is to be read, as a person has it; what is absent is found by evidence. */
export type Choices = {
  encoding?: Encoding
  separator?: Separator
  sheet?: string
  /** Rows with numbers that are none in this way are refused. */
  decimal?: DecimalSign
  /** Rows with dates that are none in this order are refused. */
  dates?: DateOrder
  /** As a spreadsheet numbers it, from 1; 0: there is none. */
  headerRow?: number
  /** Answers what the file leaves open, and nothing that the file proves. */
  as?: Locale
}

/** Where a column stands in the header, counted from 0; null: nowhere. */
export type Mapping<Name extends string> = Partial<Record<Name, number | null>>

/** A cell as it is written, and as it is understood: a plain decimal or an ISO date; null: it is not, or not yet. */
export type Sample = { rowNo: number; text: string; value: string | null }

/** What only a person can say. It is answered with a choice of the same name, a column with its place in the mapping. */
export type Ask =
  | {
      about: "decimal" | "dates" | "encoding" | "sheet"
      /** "open": nothing in the file settles it; "contradictory": rows prove different things. */
      why: "open" | "contradictory"
      options: { value: string; samples: Sample[] }[]
    }
  /** The row that a person said is the header has nothing, or is not there. */
  | { about: "headerRow"; why: "blank"; row: number }
  /** A required column that no cell of the header names, or that several do; `options` are places in the header. */
  | { about: "column"; why: "missing" | "twice"; column: string; options: number[] }

/** How a file is read, as plain JSON: the same file is read again by it. */
export type Understanding<Name extends string = string> = {
  format: "csv" | "xlsx"
  /** Whether it is gzip. */
  packed: boolean
  /** Names of the sheets of a workbook, and the one that is read. */
  sheets: string[]
  sheet: string | null
  /** Null in a workbook. */
  encoding: Encoding | null
  separator: Separator | null
  /** Null: nothing in the file depends on it, or it is asked. */
  decimal: DecimalSign | null
  dates: DateOrder | null
  /** As a spreadsheet numbers it, from 1; 0: there is none, and columns go by letters. */
  headerRow: number
  /** Its cells, the first MOST_COLUMNS of them. */
  header: string[]
  /** How many cells the header has; absent, as in what was understood before they were counted: those of `header`. */
  columnCount?: number
  /** The same for every file with the same header; a mapping by hand is kept under it. */
  fingerprint: string
  mapping: Record<Name, number | null>
  /** At most three each; for the encoding, texts with other than ASCII characters. */
  samples: {
    encoding: string[]
    decimal: Sample[]
    dates: Sample[]
    columns: Partial<Record<Name, Sample[]>>
  }
  /** The first three rows below the header, as they stand. */
  preview: { rowNo: number; fields: string[] }[]
  /** Empty: nothing is left open. */
  asks: Ask[]
  /** Rows below the header, blank ones and total rows not counted. */
  rowCount: number
  /** Total rows at the end, as they stand: they are shown, and not read. */
  totals: { rowNo: number; fields: string[] }[]
}

/** How many columns the header of a file has. */
export function columnsIn({ columnCount, header }: Pick<Understanding, "columnCount" | "header">): number {
  return columnCount ?? header.length
}
