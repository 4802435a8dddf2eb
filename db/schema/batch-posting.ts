import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core"
import { companyId, exact, instant } from "./columns"

/** Purchase invoices to be posted one after the other by a background job. Finished once none of them is pending. */
export const batchPosting = pgTable(
  "batch_posting",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    /** Which sending of the form asked for it: sent twice as it was, a form makes one batch. */
    formId: text("form_id").notNull(),
    requestedBy: integer("requested_by").notNull(),
    requestedByName: text("requested_by_name").notNull(),
    requestedAt: instant("requested_at").notNull().defaultNow(),
    /** Whether to post also what nobody has reviewed, where the company leaves that to who posts. */
    unreviewed: boolean().notNull().default(false),
    state: text({ enum: ["queued", "finished"] })
      .notNull()
      .default("queued"),
    /** Since when it waits, and which try at it: see jobs/relay.ts. */
    queuedAt: instant("queued_at").notNull().defaultNow(),
    generation: integer().notNull().default(1),
    documentCount: integer("document_count").notNull(),
    finishedAt: instant("finished_at"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("batch_posting_form").on(t.companyId, t.requestedBy, t.formId),
  ],
)

/** What came of one document of a batch. */
export const batchPostingDocument = pgTable(
  "batch_posting_document",
  {
    companyId: companyId(),
    batchId: bigint("batch_id", { mode: "number" }).notNull(),
    lineNo: integer("line_no").notNull(),
    /** As it was asked for; the draft goes with its posting. */
    documentNo: text("document_no").notNull(),
    vendorName: text("vendor_name").notNull(),
    currencyCode: text("currency_code").notNull(),
    amountIncludingVat: exact("amount_including_vat").notNull(),
    outcome: text({ enum: ["pending", "posted", "refused"] })
      .notNull()
      .default("pending"),
    postedNo: text("posted_no"),
    /** Every reason why it was refused. */
    problems: jsonb().$type<{ code: string; params?: Record<string, string | number> }[]>(),
    at: instant("at"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.batchId, t.lineNo] }),
    foreignKey({ columns: [t.companyId, t.batchId], foreignColumns: [batchPosting.companyId, batchPosting.id] }),
    index("batch_posting_document_no").on(t.companyId, t.documentNo),
  ],
)
