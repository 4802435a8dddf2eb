/** What a cell of a workbook is by its own word; undefined: text, which is read as that of any file. */
export type CellType = "number" | "date" | "boolean" | "error"

/** A row as it stands in a file. */
export type RawRow = {
  /** Its number as a spreadsheet shows it: blank rows count, a row with line breaks in it is one. The first is 1. */
  rowNo: number
  /** A cell of a workbook that is no text is a plain decimal, an ISO date, "true" or "false", or the error's name. */
  fields: string[]
  /** What the fields are, by place; absent in a text file. */
  types?: readonly (CellType | undefined)[]
  /** How many cells the row has, where `fields` holds the first of them alone. */
  width?: number
  /** The row is longer than any real one; `fields` holds its beginning. */
  tooLong?: true
}

/** A line that programs draw below a header and above a total. */
const ruler = /^[-=_*+]{3,}$/u

/** Whether a row has nothing in any cell, or lines that are drawn. */
export function isBlankRow({ fields, width = 0 }: RawRow): boolean {
  return width === 0 && fields.every(field => field.trim() === "" || ruler.test(field.trim()))
}
