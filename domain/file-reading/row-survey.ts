import { damageOf } from "./cell-damage"
import { EMPTIED, type FileColumn } from "./columns"
import { readDate } from "./date-forms"
import { readNumber } from "./number-forms"
import type { CellType, RawRow } from "./raw-row"
import { cellText } from "./read-cell"
import { isTotalRow } from "./total-rows"
import { type DecimalSign, dateOrders, decimalSigns } from "./understanding"
import { type SettledWay, WayEvidence } from "./way-evidence"

/** Examples of each column and of other than ASCII characters, and rows of the preview. */
const EXAMPLES = 3
/** Rows at the end that may be totals. */
const TAIL = 5

export type Example = { rowNo: number; text: string; type: CellType | undefined }

/** Gathers from all rows below the header what they prove of the way in which the file is written. */
export class RowSurvey<Name extends string> {
  readonly #numbers = new WayEvidence(decimalSigns)
  /** The same, without what has more decimals than its column is written with. */
  readonly #written = new WayEvidence(decimalSigns)
  readonly dates = new WayEvidence(dateOrders)
  readonly examples = new Map<Name, Example[]>()
  readonly preview: { rowNo: number; fields: string[] }[] = []
  /** Texts with other than ASCII characters. */
  readonly foreign: string[] = []
  rowCount = 0
  #tail: RawRow[] = []
  readonly #places: { column: FileColumn<Name>; at: number; examples: Example[] }[]

  constructor(
    readonly columns: readonly FileColumn<Name>[],
    readonly mapping: Record<Name, number | null>,
    readonly thisYear: number,
  ) {
    this.#places = columns.flatMap(column => {
      const at = mapping[column.name]
      const examples: Example[] = []
      this.examples.set(column.name, examples)
      return at === null ? [] : [{ column, at, examples }]
    })
  }

  /** @param row below the header, not blank */
  add(row: RawRow): void {
    this.rowCount++
    if (this.preview.length < EXAMPLES) this.preview.push({ rowNo: row.rowNo, fields: row.fields })
    this.#tail.push(row)
    if (this.#tail.length > TAIL) this.#tail.shift()
    if (this.foreign.length < EXAMPLES) this.#keepForeign(row.fields)
    for (const { column, at, examples } of this.#places) {
      const field = row.fields[at]
      if (field === undefined || field === "") continue
      const text = cellText(field, column)
      const type = row.types?.[at]
      if (text !== "") this.#addCell({ rowNo: row.rowNo, text, type }, column, examples)
    }
  }

  /**
   * Which sign stands before decimals; how many of them a number is written with counts where nothing else settles it.
   * @param choice a person's
   * @param usual of programs that separate cells as the file does. Where it is another than the decimals say, nobody knows:
   *   `12,505` between semicolons is no amount of cents, and no Dutch twelve thousand.
   */
  settleNumbers(
    choice: DecimalSign | undefined,
    hint: DecimalSign | undefined,
    usual: DecimalSign | undefined,
  ): SettledWay<DecimalSign> {
    const settled = this.#numbers.settle(choice, undefined)
    if (!settled.ask) return settled
    const byWritten = this.#written.settle(undefined, undefined)
    const agrees = usual === undefined || byWritten.way === usual
    if (settled.ask.why === "open" && byWritten.way !== null && agrees) return byWritten
    return this.#numbers.settle(choice, hint)
  }

  /** The total rows at the end, in their order. */
  totals(): RawRow[] {
    const last = this.#tail.findLastIndex(row => !isTotalRow(row, this.columns, this.mapping))
    return this.#tail.slice(last + 1)
  }

  #addCell(example: Example, column: FileColumn, examples: Example[]): void {
    const { rowNo, text, type } = example
    if (examples.length < EXAMPLES && !examples.some(other => other.text === text)) examples.push(example)
    if (column.kind !== "number" && column.kind !== "date") return
    if (column.empties && text === EMPTIED) return
    if (type === column.kind || damageOf(text, column.kind, type)) return
    if (column.kind === "number") this.#addNumber(rowNo, text, column)
    else this.dates.add(rowNo, text, readDate(text, this.thisYear).values)
  }

  #addNumber(rowNo: number, text: string, { writtenDecimals: most = Number.POSITIVE_INFINITY }: FileColumn): void {
    const { values, written } = readNumber(text)
    this.#numbers.add(rowNo, text, values)
    const fitting = values.map((value, way) => (written[way]! <= most ? value : null))
    this.#written.add(rowNo, text, fitting)
  }

  #keepForeign(fields: readonly string[]): void {
    const text = fields.find(field => /\P{ASCII}/u.test(field))?.trim()
    if (text !== undefined && !this.foreign.includes(text)) this.foreign.push(text)
  }
}
