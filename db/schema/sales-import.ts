import { sql } from "drizzle-orm"
import { bigint, customType, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { languages } from "@/language/language"
import { companyId, instant } from "./columns"

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" })

/** A file of sales invoices somebody uploaded, and what became of it. */
export const salesImport = pgTable(
  "sales_import",
  {
    companyId: companyId(),
    no: text().notNull(),
    state: text({ enum: ["uploading", "queued", "ready", "failed", "cancelled"] }).notNull(),
    fileName: text("file_name").notNull(),
    fileSize: bigint("file_size", { mode: "number" }).notNull().default(0),
    currencyCode: text("currency_code").notNull(),
    requestedBy: integer("requested_by").notNull(),
    requestedByName: text("requested_by_name").notNull(),
    requestedAt: instant("requested_at").notNull().defaultNow(),
    queuedAt: instant("queued_at").notNull().defaultNow(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    generation: integer().notNull().default(1),
    attempts: integer().notNull().default(0),
    /** Data rows in the file, once it has been read to its end; null until then. */
    rowsRead: integer("rows_read"),
    /** In which language's way the file writes numbers; null until it has been read to its end, and of older imports. */
    numbers: text({ enum: languages }),
    rowsTaken: integer("rows_taken").notNull().default(0),
    rowsRefused: integer("rows_refused").notNull().default(0),
    invoicesMade: integer("invoices_made").notNull().default(0),
    customersMade: integer("customers_made").notNull().default(0),
    itemsMade: integer("items_made").notNull().default(0),
    failure: jsonb().$type<{ code: string; params?: Record<string, string | number> }[]>(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    index("sales_import_requested").on(t.companyId, t.requestedAt),
    index("sales_import_unfinished").on(t.queuedAt).where(sql`state = 'queued'`),
  ],
)

/** The file itself, in pieces: any worker can go on with it. Removed when the import is done. */
export const salesImportChunk = pgTable(
  "sales_import_chunk",
  {
    companyId: companyId(),
    importNo: text("import_no").notNull(),
    chunkNo: integer("chunk_no").notNull(),
    bytes: bytea("bytes").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.importNo, t.chunkNo] }),
    foreignKey({
      columns: [t.companyId, t.importNo],
      foreignColumns: [salesImport.companyId, salesImport.no],
    }).onDelete("cascade"),
  ],
)

/** Every row of the file and its outcome: taken + refused = read. */
export const salesImportRow = pgTable(
  "sales_import_row",
  {
    companyId: companyId(),
    importNo: text("import_no").notNull(),
    /** Line of the file, the header being 1. */
    rowNo: integer("row_no").notNull(),
    invoiceNo: text("invoice_no").notNull(),
    fields: text().array().notNull(),
    /** Null: not looked at yet. */
    outcome: text({ enum: ["taken", "refused"] }),
    /** Why it was refused, or how an untidy row was taken; null: taken as it stands. */
    reason: text(),
    params: jsonb().$type<Record<string, string | number>>(),
    salesInvoiceNo: text("sales_invoice_no"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.importNo, t.rowNo] }),
    foreignKey({
      columns: [t.companyId, t.importNo],
      foreignColumns: [salesImport.companyId, salesImport.no],
    }).onDelete("cascade"),
    index("sales_import_row_invoice").on(t.companyId, t.importNo, t.invoiceNo),
    index("sales_import_row_outcome").on(t.companyId, t.importNo, t.outcome, t.reason, t.rowNo),
  ],
)
