/** A4, in points of 1/72 inch. */
export const sheet = { width: 595.28, height: 841.89, left: 45, right: 550.28, top: 48, bottom: 790 }

export type PdfColumn = { name: ColumnName; left: number; width: number; align: "left" | "right" }
type ColumnName =
  | "no"
  | "description"
  | "quantity"
  | "unitOfMeasureCode"
  | "directUnitCost"
  | "lineDiscountPercent"
  | "vatPercent"
  | "lineAmount"

const widths: [ColumnName, number, PdfColumn["align"]][] = [
  ["no", 46, "left"],
  ["description", 102, "left"],
  ["quantity", 42, "right"],
  ["unitOfMeasureCode", 68, "left"],
  ["directUnitCost", 76, "right"],
  ["lineDiscountPercent", 50, "right"],
  ["vatPercent", 62, "right"],
  ["lineAmount", 59.28, "right"],
]

/** Text keeps this far from its neighbours, figures stand on their right edge. */
const gap = 8

/** The columns of the lines: together as wide as the sheet between its margins. */
export const printedColumns: readonly PdfColumn[] = widths.map(([name, width, align], index) => {
  const left = sheet.left + widths.slice(0, index).reduce((sum, [, before]) => sum + before, 0)
  const inset = align === "left" && index > 0 ? gap : 0
  return { name, align, left: left + inset, width: width - inset - (align === "left" ? gap / 2 : 0) }
})
