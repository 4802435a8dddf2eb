import type { Language } from "@/language/language"

/** A payment as a row of a file says it. Amounts are decimal strings, dates ISO. */
export type RowPayment = {
  vendorNo: string
  postingDate: string
  amount: string
  bankAccountNo: string
  /** Blank: that of what it pays, else the vendor's. */
  currencyCode: string
  /** Numbers of what it pays, ours or the vendor's, in the order in which the amount goes to them; none: on account. */
  documents: string[]
  description: string
  externalDocumentNo: string
}

/** What is kept of a row. Its number is that of a spreadsheet, its key a hash of what it says and of which of equals it is. */
export type KeptRow = {
  /** As they stand in the file, for the report: its columns in the order of `columns`, behind them what the row has too many. */
  fields: string[]
  /** Null: it could not be read. */
  payment: RowPayment | null
}

/** What is kept of a file beside its rows. */
export type FileOptions = {
  /** In which language's way its amounts were read; null: taken in before this was kept. */
  numbers: Language | null
}
