import type { Issue } from "@/domain/errors"
import { cutText } from "@/domain/text/cut-text"
import { liveText } from "@/domain/text/inert-text"
import { receivedLine, receivedText } from "@/domain/text/received-text"
import { damageOf } from "./cell-damage"
import { EMPTIED, type FileColumn } from "./columns"
import { readDate } from "./date-forms"
import { readNumber } from "./number-forms"
import type { CellType } from "./raw-row"
import { type DateOrder, type DecimalSign, dateOrders, decimalSigns } from "./understanding"
import { onlyMeaning } from "./way-evidence"

/** The ways of a file that a cell is read in; null: nobody knows. */
export type Ways = { decimal: DecimalSign | null; dates: DateOrder | null; thisYear: number }

/** A cell as it is understood; `value` is blank where nothing stands there or it is not understood. */
export type ReadCell = { value: string; sign?: string; problem?: Issue; remark?: Issue }

/** `="0012"`: how programs have a spreadsheet leave a text as it is, noughts and all; the text is what stands in it. */
const formulaOfText = /^\s*="((?:[^"]|"")*)"\s*$/u

/** A cell's text as it may be kept: of one line, but in a list, whose entries may stand on lines of their own. */
export function cellText(field: string, { kind }: FileColumn): string {
  const live = liveText(field)
  const text = formulaOfText.exec(live)?.[1]?.replaceAll('""', '"') ?? live
  return (kind === "list" ? receivedText(text) : receivedLine(text)).trim()
}

/**
 * Reads a cell of a column.
 * @param text by `cellText`
 * @param type what the cell is by its own word, in a workbook
 */
export function readCell(text: string, column: FileColumn, type: CellType | undefined, ways: Ways): ReadCell {
  if (text === "") return { value: "" }
  if (column.empties && text === EMPTIED) return { value: EMPTIED }
  const damage = damageOf(text, column.kind, type)
  if (damage) return refused(column, `damage_${damage}`, { read: clip(text) })
  return readers[column.kind](text, column, type, ways)
}

type Reader = (text: string, column: FileColumn, type: CellType | undefined, ways: Ways) => ReadCell

const readers: Record<FileColumn["kind"], Reader> = {
  text: (text, column) => {
    const { maximum } = column
    if (maximum === undefined || text.length <= maximum) return { value: text }
    return { value: cutText(text, maximum), remark: issue(column, "text_cut", { maximum, length: text.length }) }
  },
  code: (text, column) => tooLong(text, column) ?? { value: text },
  list: (text, column) => {
    const entries = text.split(/[|;,\n]/u).map(entry => entry.trim())
    const found = entries.filter(entry => entry !== "")
    for (const entry of found) {
      const problem = tooLong(entry, column)
      if (problem) return problem
    }
    return { value: found.join("\n") }
  },
  boolean: (text, column, type) => {
    const value = type === "boolean" ? text : booleanWords.get(text.toLowerCase())
    return value === undefined ? refused(column, "not_a_boolean", { read: clip(text) }) : { value }
  },
  number: readNumberCell,
  date: readDateCell,
}

const booleanWords = new Map(
  [
    ["true", "yes y true 1 x ja j waar wahr on aan ✓ ✔"],
    ["false", "no n false 0 nee nein onwaar falsch off uit"],
  ].flatMap(([value, words]) => words!.split(" ").map((word): [string, string] => [word, value!])),
)

function readNumberCell(text: string, column: FileColumn, type: CellType | undefined, { decimal }: Ways): ReadCell {
  const { values, sign, percent } = readNumber(text)
  const way = type === "number" ? "." : decimal
  const value = way === null ? onlyMeaning(values) : values[decimalSigns.indexOf(way)]!
  const read = clip(text)
  if (value === null) return refused(column, ...whyNoNumber(values, way, read))
  if (percent && !column.percent) return refused(column, "number_percent", { read })
  const [whole = "", fraction = ""] = value.replace("-", "").split(".")
  const { decimals = 5, integerDigits = 15 } = column
  if (fraction.length > decimals) return refused(column, "too_many_decimals", { read, maximum: decimals })
  if (whole.length > integerDigits) return refused(column, "too_many_digits", { read, maximum: integerDigits })
  return sign === "" ? { value } : { value, sign }
}

function whyNoNumber(
  values: readonly (string | null)[],
  way: DecimalSign | null,
  read: string,
): [string, Record<string, string>] {
  const meanings = values.filter(value => value !== null)
  if (meanings.length === 0) return ["not_a_number", { read }]
  return way === null
    ? ["number_open", { read, one: meanings[0]!, other: meanings[1]! }]
    : ["number_other_way", { read, decimal: way }]
}

function readDateCell(text: string, column: FileColumn, type: CellType | undefined, ways: Ways): ReadCell {
  if (type === "date") return { value: text }
  const { values, problem } = readDate(text, ways.thisYear)
  const read = clip(text)
  if (problem) return refused(column, `date_${problem}`, { read })
  const value = ways.dates === null ? onlyMeaning(values) : values[dateOrders.indexOf(ways.dates)]!
  if (value !== null) return { value }
  if (ways.dates !== null) return refused(column, "date_other_way", { read })
  const [one, other] = [...new Set(values.filter(each => each !== null))]
  return refused(column, "date_open", { read, one: one!, other: other! })
}

function tooLong(text: string, column: FileColumn): ReadCell | null {
  const { maximum } = column
  if (maximum === undefined || text.length <= maximum) return null
  return refused(column, "code_too_long", { read: clip(text), maximum })
}

function refused(column: FileColumn, reason: string, params: Record<string, string | number>): ReadCell {
  return { value: "", problem: issue(column, reason, params) }
}

function issue({ name }: FileColumn, reason: string, params: Record<string, string | number>): Issue {
  return { field: name, code: `file_reading.${reason}`, params }
}

/** What was read, as far as a message can show it. */
function clip(text: string): string {
  return text.length > 60 ? `${cutText(text, 59)}…` : text
}
