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
  ["no", 48, "left"],
  ["description", 163, "left"],
  ["quantity", 52, "right"],
  ["unitOfMeasureCode", 46, "left"],
  ["directUnitCost", 64, "right"],
  ["lineDiscountPercent", 40, "right"],
  ["vatPercent", 32, "right"],
  ["lineAmount", 60.28, "right"],
]

/** The columns of the lines: together as wide as the sheet between its margins. */
export const columns: readonly PdfColumn[] = widths.map(([name, width, align], index) => ({
  name,
  width: width - gap(align),
  align,
  left: sheet.left + widths.slice(0, index).reduce((sum, [, before]) => sum + before, 0),
}))

/** What is left keeps away from what is right of it. */
function gap(align: PdfColumn["align"]): number {
  return align === "left" ? 6 : 0
}
