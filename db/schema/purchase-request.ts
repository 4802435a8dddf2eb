import { sql } from "drizzle-orm"
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core"
import { companyId, day, exact, instant } from "./columns"
import { checkPricePer, type StoredCostSource } from "./document-line"

/** A cost of a line that is not the one shown; each is that of so many units, of one where that is not recorded. */
type CostChange = {
  lineNo: number
  description: string
  shown: string
  shownPer?: string
  built: string
  builtPer?: string
}

/**
 * What was asked for, by whom and when: history, so it keeps document numbers as text and outlives both documents.
 */
export const purchaseRequest = pgTable(
  "purchase_request",
  {
    companyId: companyId(),
    no: text().notNull(),
    /** "In Process" is the queue's to say and is never stored. */
    state: text({ enum: ["queued", "ready", "failed", "cancelled"] })
      .notNull()
      .default("queued"),
    requestedBy: integer("requested_by").notNull(),
    requestedByName: text("requested_by_name").notNull(),
    requestedAt: instant("requested_at").notNull().defaultNow(),
    /** The id the page made; unique per company and user, used up only by a committed request. */
    formId: text("form_id").notNull(),
    /** SHA-256 of the content, to tell a replay from other content under the same id. */
    contentHash: text("content_hash").notNull(),
    salesInvoiceNo: text("sales_invoice_no").notNull(),
    customerName: text("customer_name").notNull(),
    /** Lines the sales invoice had. */
    salesInvoiceLineCount: integer("sales_invoice_line_count").notNull(),
    scope: text({ enum: ["all_lines", "selected_lines"] }).notNull(),
    vendorNo: text("vendor_no").notNull(),
    vendorName: text("vendor_name").notNull(),
    /** The company's today when it was asked for: dates and prices are those of this day. */
    workDate: day("work_date").notNull(),
    currencyCode: text("currency_code").notNull(),
    lineCount: integer("line_count").notNull(),
    /** Total excl. VAT as shown when it was asked for, in currencyCode. */
    amount: exact("amount").notNull(),
    /** Raised by every retry and by the relay: part of the queue's job id, as a job id is used once. */
    generation: integer().notNull().default(1),
    attempts: integer().notNull().default(0),
    /** When it last became queued. */
    queuedAt: instant("queued_at").notNull().defaultNow(),
    /** When the last attempt began; written outside the build's transaction. */
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    /** Number of what was built; stays when that is deleted. */
    purchaseInvoiceNo: text("purchase_invoice_no"),
    /** Why it failed: [{code, params}], as issues. */
    failure: jsonb().$type<{ code: string; params?: Record<string, string | number>; lineNo?: number }[]>(),
    /** Lines whose built cost differs from the one shown. */
    costChanges: jsonb("cost_changes").$type<CostChange[]>(),
    /** Kept by a trigger: where one that failed stands in a list of what waits, as that of a draft. */
    queueKey: bigint("queue_key", { mode: "number" }).notNull().default(0),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    uniqueIndex("purchase_request_form").on(t.companyId, t.requestedBy, t.formId),
    index("purchase_request_requested").on(t.companyId, t.requestedAt, t.no),
    index("purchase_request_state").on(t.companyId, t.state, t.requestedAt, t.no),
    index("purchase_request_own").on(t.companyId, t.requestedBy, t.requestedAt, t.no),
    index("purchase_request_vendor").on(t.companyId, t.vendorNo, t.requestedAt, t.no),
    index("purchase_request_sales_invoice").on(t.companyId, t.salesInvoiceNo),
    index("purchase_request_purchase_invoice").on(t.companyId, t.purchaseInvoiceNo),
    index("purchase_request_failed").on(t.companyId, t.queueKey, t.no).where(sql`state = 'failed'`),
    index("purchase_request_unfinished").on(t.queuedAt).where(sql`state = 'queued'`),
    check(
      "purchase_request_outcome",
      sql`(${t.state} = 'ready') = (${t.purchaseInvoiceNo} is not null) and (${t.state} = 'queued') = (${t.finishedAt} is null)`,
    ),
  ],
)

/** The lines as they were when they were asked for; the sales invoice may change or go meanwhile. */
export const purchaseRequestLine = pgTable(
  "purchase_request_line",
  {
    companyId: companyId(),
    requestNo: text("request_no").notNull(),
    lineNo: integer("line_no").notNull(),
    /** Line of the sales invoice, as text-like history: its line_id and line_no then. */
    sourceLineId: integer("source_line_id").notNull(),
    sourceLineNo: integer("source_line_no").notNull(),
    type: text({ enum: ["comment", "item"] }).notNull(),
    no: text(),
    description: text().notNull(),
    quantity: exact("quantity").notNull(),
    unitOfMeasureCode: text("unit_of_measure_code").notNull(),
    /** Shown and typed cost are that of so many units: 1, 100 or 1000. */
    pricePer: exact("price_per").notNull().default("1"),
    /** The cost shown when it was asked for; null where none was known. */
    shownUnitCost: exact("shown_unit_cost"),
    /** The cost the requester typed instead; null: take the default. */
    typedUnitCost: exact("typed_unit_cost"),
    costSource: jsonb("cost_source").$type<StoredCostSource>(),
    /**
     * What a base unit was sold for, without discounts and VAT, in the company's currency at the day's rate; null: not recorded, or
     * sold for nothing. History, for the margin alone: no purchase invoice has it.
     */
    salesUnitPrice: exact("sales_unit_price"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.requestNo, t.lineNo] }),
    checkPricePer("purchase_request_line", t),
    foreignKey({
      columns: [t.companyId, t.requestNo],
      foreignColumns: [purchaseRequest.companyId, purchaseRequest.no],
    }).onDelete("cascade"),
  ],
)

/** How far long work is; written outside its transaction, so that it can be seen while the work goes on. */
export const jobProgress = pgTable(
  "job_progress",
  {
    companyId: companyId(),
    kind: text({ enum: ["purchase_request", "file_import"] }).notNull(),
    subjectNo: text("subject_no").notNull(),
    done: bigint({ mode: "number" }).notNull(),
    total: bigint({ mode: "number" }).notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  t => [primaryKey({ columns: [t.companyId, t.kind, t.subjectNo] })],
)
