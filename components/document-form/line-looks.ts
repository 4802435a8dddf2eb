import type { LineColumn } from "./view"

/** How a column is drawn: the class of its width, the classes of its cells, and characters that a field has room for. */
export type LineLook = { col?: string; cell: string; size?: number }

const looks: Readonly<Record<string, LineLook>> = {
  line: { col: "line", cell: "line-no num mid" },
  type: { col: "type", cell: "mid soft" },
  no: { col: "no", cell: "item-no edit", size: 6 },
  description: { cell: "lead" },
  quantity: { col: "quantity", cell: "num edit", size: 5 },
  unitOfMeasureCode: { col: "unit", cell: "unit edit", size: 5 },
  directUnitCost: { col: "cost", cell: "num edit", size: 8 },
  unitPrice: { col: "cost", cell: "num edit", size: 8 },
  lineDiscountPercent: { col: "percent", cell: "num edit", size: 5 },
  allowInvoiceDiscount: { col: "allow", cell: "allow mid" },
  vatPercent: { col: "vat", cell: "num mid soft" },
  lineAmount: { col: "amount", cell: "num amount" },
}

/** Of columns that have none of their own. */
const looksOfKinds: Readonly<Record<LineColumn["kind"], LineLook>> = {
  no: { col: "code", cell: "edit", size: 6 },
  text: { col: "text", cell: "edit", size: 10 },
  code: { col: "code", cell: "edit", size: 6 },
  number: { col: "figure", cell: "num edit", size: 8 },
  choice: { col: "code", cell: "edit", size: 6 },
  check: { col: "allow", cell: "allow mid" },
  fixed: { col: "figure", cell: "num mid" },
}

export const lookOf = ({ name, kind }: LineColumn): LineLook => looks[name] ?? looksOfKinds[kind]
