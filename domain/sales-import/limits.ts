/** What a file of sales invoices may be; also told on the page. */

/** Bytes, of the file as sent and of what it unpacks to. */
export const MAX_SALES_FILE_SIZE = 200 * 1024 * 1024

/** Lines of one invoice (docs/design.md, "Numbers to keep in mind"). */
export const MAX_INVOICE_LINES = 10_000

/** Characters of an item's or customer's number, as in Business Central. */
export const MAX_NO_LENGTH = 20

/** Characters of an invoice's number in the file, as of an External Document No. in Business Central. */
export const MAX_INVOICE_NO_LENGTH = 35

/** Characters of a line's description. */
export const MAX_LINE_DESCRIPTION_LENGTH = 250

/** Decimals of a quantity and of a unit price. */
export const MAX_DECIMALS = 5

/** Digits of a quantity or a unit price before the decimal mark: what is longer is a typing error or a bar code. */
export const MAX_INTEGER_DIGITS = 9
