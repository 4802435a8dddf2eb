import { type ZipEntry, zipOf } from "./zip-archive"

/**
 * A cell as a spreadsheet keeps it: a text; a number as its XML has it, with the format in which it is shown; an error; a truth;
 * a formula with or without what it came to.
 */
export type WrittenCell =
  | string
  | null
  | { number: string; format?: string }
  | { error: string }
  | { truth: boolean }
  | { formula: string; result?: string }

export type WrittenSheet = { name: string; hidden?: boolean; rows: (WrittenCell[] | null)[] }

export type WrittenWorkbook = {
  sheets: WrittenSheet[]
  /** Texts stand in their cells, as programs write that write row by row; else in a list of their own, as Excel has it. */
  inline?: boolean
  /** Rows and cells say where they stand; some programs leave it out. */
  addressed?: boolean
  from1904?: boolean
  /** Before the names of elements, as some programs have it: "x:". */
  prefix?: string
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** A workbook (.xlsx) with what its cells hold, entry by entry. */
export function workbookEntries(book: WrittenWorkbook): ZipEntry[] {
  const { sheets, prefix: p = "", from1904 = false } = book
  const strings: string[] = []
  const formats: string[] = []
  const namespace = p === "" ? `xmlns="${MAIN}"` : `xmlns:x="${MAIN}"`
  const sheetEntries = sheets.map((sheet, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    content: `${HEAD}<${p}worksheet ${namespace}><${p}sheetData>${sheet.rows
      .map((row, at) => rowXml(row, at + 1, book, { strings, formats }))
      .join("")}</${p}sheetData></${p}worksheet>`,
  }))
  const related = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`
  const relations = (...all: string[]) =>
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join("")}</Relationships>`
  return [
    { name: "_rels/.rels", content: relations(related("rId1", "officeDocument", "xl/workbook.xml")) },
    {
      name: "xl/workbook.xml",
      content: `${HEAD}<${p}workbook ${namespace} xmlns:r="${RELATIONS}"><${p}workbookPr date1904="${from1904 ? 1 : 0}"/><${p}sheets>${sheets
        .map(
          ({ name, hidden }, index) =>
            `<${p}sheet name="${escaped(name)}" sheetId="${index + 1}" ${hidden ? 'state="hidden" ' : ""}r:id="rId${index + 1}"/>`,
        )
        .join("")}</${p}sheets></${p}workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relations(
        ...sheets.map((_, index) => related(`rId${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`)),
        related("rId901", "styles", "styles.xml"),
        related("rId902", "sharedStrings", "/xl/sharedStrings.xml"),
      ),
    },
    ...sheetEntries,
    {
      name: "xl/styles.xml",
      content: `${HEAD}<${p}styleSheet ${namespace}><${p}numFmts>${formats
        .map((code, at) => `<${p}numFmt numFmtId="${164 + at}" formatCode="${escaped(code)}"/>`)
        .join(
          "",
        )}</${p}numFmts><${p}cellStyleXfs><${p}xf numFmtId="14"/></${p}cellStyleXfs><${p}cellXfs><${p}xf numFmtId="0"/>${formats
        .map((_, at) => `<${p}xf numFmtId="${164 + at}"/>`)
        .join("")}</${p}cellXfs></${p}styleSheet>`,
    },
    {
      name: "xl/sharedStrings.xml",
      content: `${HEAD}<${p}sst ${namespace}>${strings.map(text => `<${p}si>${textXml(text, p)}</${p}si>`).join("")}</${p}sst>`,
    },
  ]
}

export function workbookFile(book: WrittenWorkbook): Buffer {
  return zipOf(workbookEntries(book))
}

type Lists = { strings: string[]; formats: string[] }

function rowXml(row: WrittenCell[] | null, rowNo: number, book: WrittenWorkbook, lists: Lists): string {
  const { prefix: p = "", addressed = true } = book
  // A row without cells is not written, where those that are say where they stand.
  if (row === null) return addressed ? "" : `<${p}row/>`
  const cells = row.map((cell, at) => cellXml(cell, addressed ? ` r="${letters(at)}${rowNo}"` : "", book, lists))
  return `<${p}row${addressed ? ` r="${rowNo}"` : ""}>${cells.join("")}</${p}row>`
}

function cellXml(
  cell: WrittenCell,
  at: string,
  { prefix: p = "", inline, addressed = true }: WrittenWorkbook,
  lists: Lists,
) {
  const value = (text: string) => `<${p}v>${escaped(text)}</${p}v>`
  if (cell === null) return addressed ? "" : `<${p}c/>`
  if (typeof cell === "string") {
    if (inline) return `<${p}c${at} t="inlineStr"><${p}is>${textXml(cell, p)}</${p}is></${p}c>`
    return `<${p}c${at} t="s">${value(String(placeOf(cell, lists.strings)))}</${p}c>`
  }
  if ("error" in cell) return `<${p}c${at} t="e">${value(cell.error)}</${p}c>`
  if ("truth" in cell) return `<${p}c${at} t="b">${value(cell.truth ? "1" : "0")}</${p}c>`
  if ("formula" in cell) {
    return `<${p}c${at}><${p}f>${escaped(cell.formula)}</${p}f>${cell.result === undefined ? "" : value(cell.result)}</${p}c>`
  }
  const style = cell.format === undefined ? "" : ` s="${placeOf(cell.format, lists.formats) + 1}"`
  return `<${p}c${at}${style}>${value(cell.number)}</${p}c>`
}

/** A text in two runs where it has a bold beginning: `**bold** and not`. */
function textXml(text: string, p: string): string {
  const [, bold, rest] = /^\*\*(.+?)\*\*(.*)$/su.exec(text) ?? []
  const run = (content: string) => `<${p}r><${p}t xml:space="preserve">${escaped(content)}</${p}t></${p}r>`
  return bold === undefined ? `<${p}t xml:space="preserve">${escaped(text)}</${p}t>` : run(bold) + run(rest ?? "")
}

function placeOf(text: string, list: string[]): number {
  const at = list.indexOf(text)
  return at < 0 ? list.push(text) - 1 : at
}

function letters(at: number): string {
  return (at >= 26 ? letters(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + (at % 26))
}

function escaped(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;").replace(/"/gu, "&quot;")
}
