/** From copied cells to fields of lines: which column goes where (docs/semantics/speed-and-find.md, 12). */
import type { LineColumn } from "./view"

export type PastedBlock = {
  /** Of each copied column, the field that takes it; undefined: none does. */
  fields: readonly (string | undefined)[]
  /** Without heads; blank rows too, which change nothing. */
  rows: readonly (readonly string[])[]
  /** Heads that name no field of a line. */
  unknown: readonly string[]
}

/** Heads that many lists have and that no column of a form goes by. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  no: ["item no", "item", "number", "artikelnr", "artikel", "artikelnummer", "nummer", "sku"],
  description: ["name", "item description", "naam", "artikelomschrijving"],
  quantity: ["qty", "qty.", "aant", "hoeveelheid"],
  unitOfMeasureCode: ["unit", "unit of measure", "uom", "eenheid"],
  directUnitCost: ["cost", "unit cost", "price", "unit price", "kostprijs", "prijs", "inkoopprijs"],
  unitPrice: ["price", "prijs", "verkoopprijs"],
  lineDiscountPercent: ["discount", "disc", "korting"],
}

/**
 * @param columns those of the form, in the order in which they are seen
 * @param from name of the column that has the focus; undefined: the row where lines are added
 */
export function pastedBlock(
  cells: readonly (readonly string[])[],
  columns: readonly LineColumn[],
  from: string | undefined,
): PastedBlock {
  const heads = headsOf(cells[0] ?? [], columns)
  if (heads) return { ...heads, rows: cells.slice(1) }
  const width = Math.max(0, ...cells.map(row => row.length))
  return { fields: fieldsFrom(columns, from, width), rows: cells, unknown: [] }
}

/** Whether the row names columns: all that it says does, or half of it and two at least. */
function headsOf(row: readonly string[], columns: readonly LineColumn[]): Omit<PastedBlock, "rows"> | undefined {
  const named = row.map(cell => (plain(cell) === "" ? undefined : columns.find(column => isNamed(column, cell))))
  const [said, known] = [row.filter(cell => plain(cell) !== "").length, named.filter(Boolean).length]
  if (known === 0 || (known < said && (known < 2 || known * 2 < said))) return undefined
  const taken = new Set<string>()
  const fields = named.map(column => {
    if (!column || column.kind === "fixed" || taken.has(column.name)) return undefined
    taken.add(column.name)
    return column.name
  })
  return { fields, unknown: row.filter((cell, at) => plain(cell) !== "" && !named[at]) }
}

const isNamed = ({ name, names }: LineColumn, head: string) =>
  [name, ...names, ...(alsoCalled[name] ?? [])].some(each => plain(each) === plain(head))

/** Without what is written differently from list to list: case, points, signs of percent, soft hyphens, brackets. */
const plain = (head: string) =>
  head
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\u00ad/gu, "")
    .trim()

/** One column is of numbers, two are of numbers and quantities, where lines begin; else as they are seen, from the focus on. */
function fieldsFrom(columns: readonly LineColumn[], from: string | undefined, width: number): (string | undefined)[] {
  const seen = columns.filter(({ kind }) => kind !== "fixed").map(({ name }) => name)
  const start = from === undefined ? "no" : from
  const short = ["no", "quantity"]
  if (start === "no" && width <= 2) return short.slice(0, width)
  const first = Math.max(0, seen.indexOf(start))
  return Array.from({ length: width }, (_, at) => seen[first + at])
}
