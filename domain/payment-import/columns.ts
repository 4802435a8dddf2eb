/** What a file of payments may be; also told on the page. */

/** Bytes, and rows below the header: more is split into several files. */
export const MAX_FILE_SIZE = 1024 * 1024
export const MAX_ROWS = 5_000

/** Characters of one field. */
export const MAX_FIELD_LENGTH = 100

/** Fields of a row that are kept behind the columns it should have. */
export const MAX_EXCESS_FIELDS = 20

/** The columns, each with the names it goes by, English and Dutch; the first of each is the example's. */
export const columns = [
  { column: "vendorNo", names: ["Vendor No.", "Leveranciersnr.", "Vendor", "Leverancier"] },
  { column: "postingDate", names: ["Posting Date", "Boekingsdatum", "Date", "Datum"] },
  { column: "amount", names: ["Amount", "Bedrag"] },
  { column: "currencyCode", names: ["Currency Code", "Valutacode", "Currency", "Valuta"] },
  { column: "bankAccountNo", names: ["Bank Account No.", "Bankrekeningnr.", "Bank Account", "Bankrekening"] },
  { column: "documents", names: ["Applies-to Doc. No.", "Vereffenen met documentnr.", "Document No.", "Documentnr."] },
  { column: "description", names: ["Description", "Omschrijving"] },
  { column: "externalDocumentNo", names: ["External Document No.", "Extern documentnr."] },
] as const satisfies { column: string; names: readonly [string, string, ...string[]] }[]

export type Column = (typeof columns)[number]["column"]

/** What a row has in a column; blank where it has nothing. @param fields of the row, in the order of `columns` */
export function fieldOf(fields: readonly string[], column: Column): string {
  return fields[columns.findIndex(each => each.column === column)] ?? ""
}

/** Without these a file is not read. */
export const required: readonly Column[] = ["vendorNo", "postingDate", "amount"]

/** A column's name as it is compared: without regard to capitals, spaces, points, hyphens and underscores. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_.\-\uFEFF]/gu, "")
}
