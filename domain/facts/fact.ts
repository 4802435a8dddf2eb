/** What a reviewer is told of a document beside what stands in it. */

/** How much it says: "alarm" asks to look before anything is paid, "warning" to look, "note" to know. */
export type Severity = "alarm" | "warning" | "note"

/** How a figure is written: percent and amounts as plain decimal strings, money in the company's currency. */
export type FigureKind = "percent" | "amount" | "cost" | "quantity" | "count" | "date" | "text"

/** What a fact leads to. */
export type FactPlace =
  | "vendor"
  | "vendor_bank_accounts"
  | "purchase_invoice"
  | "purchase_credit_memo"
  | "posted_purchase_invoice"
  | "posted_purchase_credit_memo"
  | "purchase_request"
  | "item"
  | "purchase_prices"

/** A field that differs from what was asked for; `lineNo` null: of the header. */
export type ChangedField = {
  field:
    | "vendorNo"
    | "no"
    | "description"
    | "quantity"
    | "unitOfMeasureCode"
    | "directUnitCost"
    | "lineAdded"
    | "lineRemoved"
  lineNo: number | null
  /** What it is on; blank: the header. */
  description: string
  before: string
  after: string
}

/** A plain JSON value, so that what somebody saw can be kept as it was. */
export type DocumentFact = {
  kind: string
  severity: Severity
  /** What its sentence names. */
  figures: Record<string, string | number>
  /** Field by field, the first of them; `figures.count` says how many there are. */
  changes?: ChangedField[]
  link: { to: FactPlace; no: string } | null
}
