import type { LineColumn } from "./view"

/** How a column is drawn: the class of its width, the classes of its cells, and characters that a field has room for. */
export type LineLook = { col: string; cell: string; size?: number }

const looks: Readonly<Record<string, LineLook>> = {
  line: { col: "col-line", cell: "line-no num mid" },
  type: { col: "col-type", cell: "mid soft" },
  no: { col: "col-no", cell: "item-no edit", size: 6 },
  description: { col: "", cell: "lead" },
  quantity: { col: "col-quantity", cell: "num edit", size: 5 },
  unitOfMeasureCode: { col: "col-unit", cell: "unit edit", size: 5 },
  directUnitCost: { col: "col-cost", cell: "num edit", size: 8 },
  unitPrice: { col: "col-cost", cell: "num edit", size: 8 },
  lineDiscountPercent: { col: "col-percent", cell: "num edit", size: 5 },
  allowInvoiceDiscount: { col: "col-allow", cell: "allow mid" },
  vatPercent: { col: "col-vat", cell: "num mid soft" },
  lineAmount: { col: "col-amount", cell: "num amount" },
}

/** Of columns that have none of their own. */
const looksOfKinds: Readonly<Record<LineColumn["kind"], LineLook>> = {
  no: { col: "col-code", cell: "edit", size: 6 },
  text: { col: "col-text", cell: "edit", size: 10 },
  code: { col: "col-code", cell: "edit", size: 6 },
  number: { col: "col-figure", cell: "num edit", size: 8 },
  choice: { col: "col-code", cell: "edit", size: 6 },
  check: { col: "col-allow", cell: "allow mid" },
  fixed: { col: "col-figure", cell: "num mid" },
}

/** A cell is as wide as its column. */
export function lookOf({ name, kind }: LineColumn): LineLook {
  const look = looks[name] ?? looksOfKinds[kind]
  return { ...look, cell: `${look.col} ${look.cell}`.trim() }
}
