/** What an XLSX file has beside its sheets (ECMA-376, part 1, 12.3 and 18.8). */

/** The style of an amount without decimals; those with one, two and more follow it. */
export const FIRST_OF_AMOUNTS = 3
export const MOST_DECIMALS = 9

const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const relations = "http://schemas.openxmlformats.org/package/2006/relationships"
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const content = "application/vnd.openxmlformats-officedocument.spreadsheetml"
/** Formats below are a spreadsheet's own. */
const FIRST_FORMAT = 164

/** Names of the files in the workbook but its sheets, and their texts. @param tabs of the sheets, in order */
export function workbookParts(tabs: readonly string[]): [name: string, text: string][] {
  const each = (written: (no: number, tab: string) => string) => tabs.map((tab, at) => written(at + 1, tab)).join("")
  const stylesId = tabs.length + 1
  return [
    [
      "[Content_Types].xml",
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/>${each(no => `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${content}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/></Types>`,
    ],
    [
      "_rels/.rels",
      `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each((no, tab) => `<sheet name="${xmlText(tab)}" sheetId="${no}" r:id="rId${no}"/>`)}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${head}<Relationships xmlns="${relations}">${each(no => `<Relationship Id="rId${no}" Type="${office}/worksheet" Target="worksheets/sheet${no}.xml"/>`)}<Relationship Id="rId${stylesId}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ["xl/styles.xml", styles()],
  ]
}

/** Plain, bold, a date, and amounts by their decimals. */
function styles(): string {
  const amounts = Array.from({ length: MOST_DECIMALS + 1 }, (_, decimals) =>
    decimals > 0 ? `#,##0.${"0".repeat(decimals)}` : "#,##0",
  )
  const formats = ["yyyy-mm-dd", ...amounts]
  const own = formats.map((format, at) => `<numFmt numFmtId="${FIRST_FORMAT + at}" formatCode="${format}"/>`)
  const style = (format: number, font = 0) =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`
  const all = [style(0), style(0, 1), ...formats.map((_, at) => style(FIRST_FORMAT + at))]
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`
  return `${head}<styleSheet xmlns="${main}"><numFmts count="${own.length}">${own.join("")}</numFmts><fonts count="2">${font("")}${font("<b/>")}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${all.length}">${all.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" }

/** A text within XML, without the signs that XML knows no way to write. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"\r]/g, sign => entities[sign]!)
}
