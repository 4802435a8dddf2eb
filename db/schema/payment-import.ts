import { sql } from "drizzle-orm"
import { bigint, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { languages } from "@/language/language"
import { companyId, instant } from "./columns"

/** A payment as a row of a file says it. Amounts are decimal strings, dates ISO. */
export type RowPayment = {
  vendorNo: string
  postingDate: string
  amount: string
  bankAccountNo: string
  /** Blank: that of what it pays, else the vendor's. */
  currencyCode: string
  /** Numbers of what it pays, ours or the vendor's, in the order in which the amount goes to them; none: on account. */
  documents: string[]
  description: string
  externalDocumentNo: string
}

/** A file of payments, registered row by row by a background job. Finished once no row is pending. */
export const paymentImport = pgTable(
  "payment_import",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    fileName: text("file_name").notNull(),
    requestedBy: integer("requested_by").notNull(),
    requestedByName: text("requested_by_name").notNull(),
    requestedAt: instant("requested_at").notNull().defaultNow(),
    state: text({ enum: ["queued", "finished"] })
      .notNull()
      .default("queued"),
    /** Since when it waits, and which try at it: see jobs/relay.ts. */
    queuedAt: instant("queued_at").notNull().defaultNow(),
    generation: integer().notNull().default(1),
    rowCount: integer("row_count").notNull(),
    /** In which language's way its amounts were read; null: taken in before this was kept. */
    numbers: text({ enum: languages }),
    finishedAt: instant("finished_at"),
  },
  t => [primaryKey({ columns: [t.companyId, t.id] })],
)

/** What came of one row of the file. */
export const paymentImportRow = pgTable(
  "payment_import_row",
  {
    companyId: companyId(),
    importId: bigint("import_id", { mode: "number" }).notNull(),
    /** As a spreadsheet numbers it. */
    rowNo: integer("row_no").notNull(),
    /** As they stand in the file, for the report: its columns in the order of `columns`, behind them what the row has too many. */
    fields: text().array().notNull(),
    /** Null: it could not be read. */
    payment: jsonb().$type<RowPayment>(),
    /** Hash of what the row says, and of which of several equal rows of its file it is. */
    rowKey: text("row_key"),
    outcome: text({ enum: ["pending", "registered", "refused"] })
      .notNull()
      .default("pending"),
    paymentNo: text("payment_no"),
    /** Every reason why it was refused. */
    problems: jsonb().$type<{ code: string; params?: Record<string, string | number> }[]>(),
    at: instant("at"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.importId, t.rowNo] }),
    foreignKey({ columns: [t.companyId, t.importId], foreignColumns: [paymentImport.companyId, paymentImport.id] }),
    index("payment_import_row_registered").on(t.companyId, t.rowKey).where(sql`outcome = 'registered'`),
  ],
)
