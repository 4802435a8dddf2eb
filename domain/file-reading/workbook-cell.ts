import { dateOfDayNumber } from "@/domain/dates/date"
import { Decimal } from "@/domain/money/decimal"
import type { CellType } from "./raw-row"
import type { Workbook } from "./workbook"
import { unescaped } from "./workbook-strings"

/** A cell as its XML has it. */
export type XmlCell = {
  /** s, str, inlineStr, b, e, d or n; undefined: n. */
  type: string | undefined
  style: string | undefined
  value: string | undefined
  inline: string
  formula: string | undefined
}

type Cell = { text: string; type: CellType | undefined }

const blank: Cell = { text: "", type: undefined }

/** Digits of a number that a spreadsheet shows; what is behind them is left from its arithmetic in binary. */
const SIGNIFICANT = 15

/**
 * What stands in a cell: its text, or its number, date, truth or error by the workbook's own word.
 * A formula that nothing has worked out is an error: blank it would be taken for nothing.
 */
export function cellOf({ type, style, value, inline, formula }: XmlCell, workbook: Workbook): Cell {
  if (type === "inlineStr") return { text: inline, type: undefined }
  if (value === undefined || (value === "" && type !== "str")) {
    return formula === undefined ? blank : { text: `=${formula}`, type: "error" }
  }
  switch (type) {
    case "s":
      return { text: workbook.strings[Number(value)] ?? "#REF!", type: undefined }
    case "str":
      return { text: unescaped(value), type: undefined }
    case "b":
      return { text: value === "1" ? "true" : "false", type: "boolean" }
    case "e":
      return { text: value, type: "error" }
    case "d":
      return { text: value.slice(0, 10), type: undefined }
    default:
      return numberOrDate(value, workbook.formats[Number(style ?? "0")] ?? "plain", workbook.from1904)
  }
}

const short = /^-?\d{1,15}$/u

function numberOrDate(value: string, format: Workbook["formats"][number], from1904: boolean): Cell {
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:E[-+]?\d{1,3})?$/iu.test(value)) return { text: value, type: "error" }
  if (format === "date") {
    const day = dayOf(Number(value), from1904)
    if (day !== null) return { text: day, type: "date" }
  }
  if (short.test(value) && format === "plain") return { text: value, type: "number" }
  const number = new Decimal(value).toSignificantDigits(SIGNIFICANT)
  return { text: format === "percent" ? `${number.times(100).toFixed()}%` : number.toFixed(), type: "number" }
}

/** Days from 1970 back to the nought of each count. */
const EPOCH_1900 = -25_568
const EPOCH_1904 = -24_107

/**
 * The day of a spreadsheet's number. Counted from 1900 there is a 29 February 1900 (60), which Excel took over from Lotus 1-2-3;
 * null: it is a time alone, or no day.
 */
function dayOf(serial: number, from1904: boolean): string | null {
  const days = Math.floor(serial)
  if (days < 1 || days > 109_574 || (!from1904 && days === 60)) return null
  if (from1904) return dateOfDayNumber(EPOCH_1904 + days)
  return dateOfDayNumber(EPOCH_1900 + days - (days > 60 ? 1 : 0))
}
