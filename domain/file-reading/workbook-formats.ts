import { type Archive, readWholeXml } from "./workbook-archive"

/** How a number in a cell is shown, as far as it says what it is. */
export type CellFormat = "plain" | "date" | "percent"

/** Formats that have a number and no text (ECMA-376, 18.8.30); 27 to 58 are dates of East Asian editions. */
function builtIn(id: number): CellFormat {
  if (id === 9 || id === 10) return "percent"
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? "date" : "plain"
}

/** What a format's text says: `d-m-yyyy;@` is a date, `[Red]0.00%` a percentage. A time of day alone is a number. */
function formatOf(code: string): CellFormat {
  const [positive = ""] = code
    .replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, "")
    .toLowerCase()
    .split(";")
  if (positive.includes("%")) return "percent"
  if (/general|standaard|standard/u.test(positive)) return "plain"
  return /[dy]|mmm/u.test(positive) ? "date" : "plain"
}

/** The format of each cell style, by its place. @param name of the entry; undefined: the workbook has none */
export async function readCellFormats(archive: Archive, name: string | undefined): Promise<CellFormat[]> {
  const formats: CellFormat[] = []
  if (name === undefined) return formats
  const own = new Map<number, CellFormat>()
  let inCells = false
  await readWholeXml(archive, name, {
    open: (element, { numFmtId = "0", formatCode = "" }) => {
      const id = Number(numFmtId)
      if (element === "numFmt") own.set(id, formatOf(formatCode))
      if (element === "cellXfs") inCells = true
      if (element === "xf" && inCells) formats.push(own.get(id) ?? builtIn(id))
    },
    close: element => {
      if (element === "cellXfs") inCells = false
    },
  })
  return formats
}
