import { unreadable } from "./file-bytes"
import type { CellType, RawRow } from "./raw-row"
import type { Workbook } from "./workbook"
import { readXml, type XmlHandler } from "./workbook-archive"
import { cellOf, type XmlCell } from "./workbook-cell"
import { RichText } from "./workbook-strings"

/** As many as a sheet has. */
const MAX_ROWS = 1_048_576
const MAX_COLUMNS = 16_384

/** Cells of a row that are kept while its header is looked for: one cell at the far end makes a row of all before it. */
const MOST_KEPT = 2_000

/**
 * The rows of a sheet, those that have no cell left out, a list for each piece that is read.
 * @param most cells of a row that are kept
 * @throws Refusal file_reading.damaged, file_reading.too_large
 */
export async function* sheetRows(workbook: Workbook, sheet: string, most = MOST_KEPT): AsyncGenerator<RawRow[]> {
  const entry = workbook.sheets.get(sheet)
  if (entry === undefined) throw unreadable("not_a_table")
  const reader = new SheetReader(workbook, Math.min(most, MOST_KEPT))
  for await (const _ of readXml(workbook.archive, entry, reader)) yield reader.take()
}

/** Puts rows together from a sheet's XML. */
class SheetReader implements XmlHandler {
  #rows: RawRow[] = []
  #rowNo = 0
  #fields: string[] = []
  #types: (CellType | undefined)[] = []
  #cell: XmlCell | null = null
  #column = -1
  #width = 0
  /** The element whose text is wanted. */
  #within: "v" | "f" | null = null
  readonly #inline = new RichText()

  constructor(
    readonly workbook: Workbook,
    readonly most: number,
  ) {}

  /** The rows that are complete, each once. */
  take(): RawRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open = (element: string, attributes: Readonly<Record<string, string>>): void => {
    if (element === "row") this.#beginRow(attributes.r)
    else if (element === "c") this.#beginCell(attributes)
    else if (element === "v" || element === "f") this.#within = element
    else if (this.#cell) this.#inline.open(element)
  }

  text = (text: string): void => {
    if (!this.#cell) return
    if (this.#within === "v") this.#cell.value = (this.#cell.value ?? "") + text
    else if (this.#within === "f") this.#cell.formula = (this.#cell.formula ?? "") + text
    else this.#inline.add(text)
  }

  close = (element: string): void => {
    if (element === "c") this.#endCell()
    else if (element === "row") this.#endRow()
    else if (element === "v" || element === "f") this.#endText(element)
    else if (this.#cell) this.#inline.close(element)
  }

  #beginRow(no: string | undefined): void {
    this.#rowNo = no === undefined ? this.#rowNo + 1 : Number(no)
    if (!(Number.isInteger(this.#rowNo) && this.#rowNo >= 1 && this.#rowNo <= MAX_ROWS)) throw unreadable("damaged")
    this.#fields = []
    this.#types = []
    this.#column = -1
    this.#width = 0
  }

  #beginCell({ r, t, s }: Readonly<Record<string, string>>): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r)
    if (!(this.#column >= 0 && this.#column < MAX_COLUMNS)) throw unreadable("damaged")
    this.#inline.begin()
    this.#cell = { type: t, style: s, value: undefined, inline: "", formula: undefined }
  }

  #endText(element: "v" | "f"): void {
    this.#within = null
    // A shared formula names the cell that has its text.
    if (element === "f" && this.#cell) this.#cell.formula ??= ""
  }

  #endCell(): void {
    if (!this.#cell) return
    const { text, type } = cellOf({ ...this.#cell, inline: this.#inline.text }, this.workbook)
    this.#cell = null
    if (text === "") return
    if (this.#column >= this.most) {
      if (text.trim() !== "") this.#width = Math.max(this.#width, this.#column + 1)
      return
    }
    while (this.#fields.length < this.#column) this.#fields.push("")
    this.#fields[this.#column] = text
    this.#types[this.#column] = type
  }

  #endRow(): void {
    if (this.#fields.length === 0 && this.#width === 0) return
    const typed = this.#types.some(type => type !== undefined)
    this.#rows.push({
      rowNo: this.#rowNo,
      fields: this.#fields,
      ...(typed && { types: this.#types }),
      ...(this.#width > 0 && { width: this.#width }),
    })
    this.#fields = []
  }
}

/** The place of a column by its letters: A is 0, AB7 is 27. */
function columnOf(address: string): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/u.exec(address)?.[0] ?? "") column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
