/** What may stand in a column of a file: it decides how a cell is read, and which damage it may have. */
export type ColumnKind = "text" | "code" | "number" | "date" | "boolean" | "list"

/** What a cell has that empties what is there, as a blank one leaves it. */
export const EMPTIED = "-"

/** A column that a kind of import reads. */
export type FileColumn<Name extends string = string> = {
  /** Technical, in camelCase; a header may have it in any case, with spaces, points, hyphens or underscores. */
  name: Name
  kind: ColumnKind
  /** What it is called, in every language that files are written in. */
  names: readonly string[]
  /** Second names: taken only where no cell of the header has one of `names` or is another column's. */
  others?: readonly string[]
  /** Whether a file without it is asked about. */
  required?: boolean
  /** Most decimals of a number, noughts behind them not counted; default 5. */
  decimals?: number
  /**
   * Most decimals that such a number is written with, noughts counted: an amount of a currency with two. Where nothing else in
   * the file says which sign stands before decimals, a number that would have more tells that it is the other.
   */
  writtenDecimals?: number
  /** Most digits of a number before its decimals; default 15. */
  integerDigits?: number
  /** Whether a number may have a percent sign: `21%` is 21. */
  percent?: boolean
  /** Whether a cell of a hyphen alone says that nothing is to stand there: its value is `EMPTIED`. */
  empties?: boolean
  /** Most characters of a text, which is cut and remarked on, or of a code or an entry of a list, which is refused. */
  maximum?: number
}
