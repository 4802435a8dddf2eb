import type { SQL } from "drizzle-orm"
import type { IsoDate } from "@/domain/dates/date"

/** How a value is written; `money` and `unitCost` are in the company's currency. */
export type Unit = "money" | "unitCost" | "count" | "days" | "percent" | "quantity"

/** What documents are asked for. */
export type FigureScope = {
  companyId: number
  from: IsoDate
  to: IsoDate
  /** The company's today, and where it is. */
  today: IsoDate
  timeZone: string
  currencyCode: string
  amountDecimals: number
  unitDecimals: number
}

export type Measure = {
  name: string
  unit: Unit
  /** An aggregate over the documents `d`. */
  of: SQL
  /** The same over sums `d` that were kept of them; absent: as `of`. */
  ofKept?: SQL
  /** What of a part and of the rest add up to what it is of all. */
  adds?: true
  /** Of one group alone: all of them together have none. */
  ofGroup?: true
  /** Drawn as a bar. */
  drawn?: true
}

/** Where a document is opened. */
export type DocumentPlace =
  | "posted_invoice"
  | "posted_credit_memo"
  | "purchase_invoice"
  | "purchase_credit_memo"
  | "payment"
  | "payment_order"
  | "vendor"

export const groupings = ["month", "vendor", "age", "approver", "item", "customer"] as const
export type Grouping = (typeof groupings)[number]

/**
 * A kind of figure, described once; page, table, chart and the list that a figure opens are made of it, and its words are in the messages
 * `insight.kind.<name>`. A figure is an aggregate over the very documents that are listed, so that the two cannot differ.
 */
export type InsightKind = {
  name: string
  groupedBy: Grouping
  /** Only for who may see sales invoices. */
  ofSales?: true
  /** What its documents' day is. Those of a posting date are of the period; of the others there is what there is now. */
  day: "posting" | "since" | "due"
  /**
   * Selects the documents: `key` of the group (text, no null), `place` (DocumentPlace), `no`, `id` (text, that of one document alone),
   * `party` (text), `day` (date), and what measures and columns are made of.
   */
  documents: (asked: FigureScope) => SQL
  /**
   * Selects the groups of the same documents, and all of them together, from what was kept of them when they were posted: `key`, `is_total`
   * and each measure by its name; where the largest come first, those that are shown will do. Absent: the documents are asked. verify-books
   * compares what is kept with the documents.
   */
  kept?: (asked: FigureScope) => SQL
  /** The name of group `g.key`, where that is not the key itself. */
  label?: (asked: FigureScope) => SQL
  /** The first of them counts the documents. */
  measures: readonly Measure[]
  /** The groups in order, of `g.<measure>`; without it by their key, and all of them are shown. */
  largestFirst?: SQL
  /** What a document has in the list, of `d`. */
  columns: readonly { name: string; unit: Unit; of: SQL }[]
}
