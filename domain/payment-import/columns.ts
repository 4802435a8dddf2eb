/** What a file of payments may be; also told on the page. */

/** Bytes, and rows below the header: more is split into several files. */
export const MAX_PAYMENT_FILE_SIZE = 1024 * 1024
export const MAX_PAYMENT_ROWS = 5_000

/** Characters of one field. */
export const MAX_FIELD_LENGTH = 100

/** Fields of a row that are kept behind the columns it should have. */
export const MAX_EXCESS_FIELDS = 20

/** The columns; what they are called is said in column-names.ts. */
export const paymentColumns = [
  "vendorNo",
  "postingDate",
  "amount",
  "currencyCode",
  "bankAccountNo",
  "documents",
  "description",
  "externalDocumentNo",
] as const

export type PaymentColumn = (typeof paymentColumns)[number]

/** Whether a word names a column. */
export function isPaymentColumn(word: unknown): word is PaymentColumn {
  return paymentColumns.some(column => column === word)
}

/** What a row has in a column; blank where it has nothing. @param fields of the row, in the order of `paymentColumns` */
export function fieldOf(fields: readonly string[], column: PaymentColumn): string {
  return fields[paymentColumns.indexOf(column)] ?? ""
}

/** Without these a file is not read. */
export const required: readonly PaymentColumn[] = ["vendorNo", "postingDate", "amount"]

/** A column's name as it is compared: without regard to capitals, spaces, points, hyphens and underscores. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_.\-\uFEFF]/gu, "")
}
