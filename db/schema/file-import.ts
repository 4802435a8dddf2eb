import { sql } from "drizzle-orm"
import { bigint, boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import type { Problem } from "./background-work"
import { bytea, companyId, instant } from "./columns"

/** A file that somebody sent in to be imported: tried first, imported when it is asked for, undone as a whole. */
export const fileImport = pgTable(
  "file_import",
  {
    companyId: companyId(),
    no: text().notNull(),
    /** What its rows are; domain/imports/kinds.ts lists them. */
    kind: text().notNull(),
    /** "tried": nothing is written yet, or what was refused is left to be mended; it waits for a person. */
    state: text({ enum: ["uploading", "queued", "tried", "finished", "failed", "undone"] }).notNull(),
    /** What it is queued for. */
    task: text({ enum: ["try", "import", "undo"] })
      .notNull()
      .default("try"),
    fileName: text("file_name").notNull(),
    fileSize: bigint("file_size", { mode: "number" }).notNull().default(0),
    /** What was chosen beside the file, as its kind has it. */
    options: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** What a person settled of how it is read, and answered. */
    choices: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** How it was read; null: not yet. */
    reading: jsonb().$type<Record<string, unknown>>(),
    /** What nothing in the file settles; while anything is asked nothing is imported. */
    asks: jsonb().$type<Record<string, unknown>[]>().notNull().default([]),
    requestedBy: integer("requested_by").notNull(),
    requestedByName: text("requested_by_name").notNull(),
    requestedAt: instant("requested_at").notNull().defaultNow(),
    queuedAt: instant("queued_at").notNull().defaultNow(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    generation: integer().notNull().default(1),
    /** Which run of it is the latest: an earlier one ends at its next batch. */
    attempts: integer().notNull().default(0),
    /** Rows of the file, once it has been read to its end; null until then. */
    rowsRead: integer("rows_read"),
    /** By outcome: what would happen, and once it is imported what did. */
    rowsNew: integer("rows_new").notNull().default(0),
    rowsChanged: integer("rows_changed").notNull().default(0),
    rowsUnchanged: integer("rows_unchanged").notNull().default(0),
    rowsRefused: integer("rows_refused").notNull().default(0),
    /** Of the new and the changed ones, those that are written. */
    rowsWritten: integer("rows_written").notNull().default(0),
    /** What was made beside the rows, by name, such as "customers". */
    made: jsonb().$type<Record<string, number>>().notNull().default({}),
    failure: jsonb().$type<Problem[]>(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    index("file_import_requested").on(t.companyId, t.kind, t.requestedAt),
    index("file_import_unfinished").on(t.queuedAt).where(sql`state = 'queued'`),
  ],
)

/** The file itself, in pieces: any worker can go on with it, and it can be read again in another way. */
export const fileImportChunk = pgTable(
  "file_import_chunk",
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
      foreignColumns: [fileImport.companyId, fileImport.no],
    }).onDelete("cascade"),
  ],
)

/** Every row of the file and its outcome: new + changed + unchanged + refused = read. */
export const fileImportRow = pgTable(
  "file_import_row",
  {
    companyId: companyId(),
    importNo: text("import_no").notNull(),
    /** As a spreadsheet numbers it. */
    rowNo: integer("row_no").notNull(),
    /** Which rows stand or fall together; blank: it stands alone. */
    groupKey: text("group_key").notNull().default(""),
    /** As they stand in the file, all of its columns. */
    fields: text().array().notNull(),
    /** As they were understood, in the order of the kind's columns: figures plain, dates ISO; blank: nothing, or not read. */
    understood: text().array().notNull(),
    /** Whether it could be read; one that could not is refused whatever the company has. */
    readable: boolean().notNull().default(true),
    /** What is worth saying of how it was read, whatever comes of it. */
    remarks: jsonb().$type<Problem[]>(),
    /** Null: not judged yet. */
    outcome: text({ enum: ["new", "changed", "unchanged", "refused"] }),
    /** Codes of why it is refused, or of what is remarkable, apart by spaces; null: nothing to say. */
    reason: text(),
    /** Their params, in the same order; null: none has any. */
    params: jsonb().$type<(Problem["params"] | null)[]>(),
    /** By column, what is there and what the file says, where it is changed. */
    changes: jsonb().$type<Record<string, [before: string, after: string]>>(),
    /** Number of what was made of it, or of what it is already. */
    resultNo: text("result_no"),
    /** Whether it was written by this import. */
    written: boolean().notNull().default(false),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.importNo, t.rowNo] }),
    foreignKey({
      columns: [t.companyId, t.importNo],
      foreignColumns: [fileImport.companyId, fileImport.no],
    }).onDelete("cascade"),
    index("file_import_row_group").on(t.companyId, t.importNo, t.groupKey),
    index("file_import_row_outcome").on(t.companyId, t.importNo, t.outcome, t.reason, t.rowNo),
  ],
)

/** Which columns somebody chose by hand for files under one header, so that the next such file is read so. */
export const fileImportMapping = pgTable(
  "file_import_mapping",
  {
    companyId: companyId(),
    kind: text().notNull(),
    /** A hash of the header's names. */
    header: text().notNull(),
    /** Position in the file by column, from 0; null: none. */
    columns: jsonb().$type<Record<string, number | null>>().notNull(),
    changedByName: text("changed_by_name").notNull(),
    changedAt: instant("changed_at").notNull().defaultNow(),
  },
  t => [primaryKey({ columns: [t.companyId, t.kind, t.header] })],
)
