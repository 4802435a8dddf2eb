import { sql } from "drizzle-orm"
import { bigint, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core"
import { companyId, instant } from "./columns"

/** A kind of background work that is kept here; domain/job-queue/work-kinds.ts lists them. */
export type WorkName = string & { readonly isWork: true }

/** Why a piece was refused, or work failed: `errors.<code>` in the messages. */
export type Problem = { code: string; params?: Record<string, string | number> }

/** What a job does in the background. Finished once none of its pieces is pending. */
export const backgroundWork = pgTable(
  "background_work",
  {
    companyId: companyId(),
    kind: text().$type<WorkName>().notNull(),
    no: bigint({ mode: "number" }).generatedByDefaultAsIdentity(),
    /** Which sending of a form asked for it, or for when it was due: asked for twice as it was, it is made once. */
    askedAs: text("asked_as").notNull().default(sql`gen_random_uuid()::text`),
    /** Null: the system, by a schedule. */
    requestedBy: integer("requested_by"),
    requestedByName: text("requested_by_name").notNull().default(""),
    requestedAt: instant("requested_at").notNull().defaultNow(),
    /** What people know it by, such as the name of a file; blank: its number. */
    name: text().notNull().default(""),
    /** What was asked for beside the pieces. */
    options: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    state: text({ enum: ["queued", "finished", "failed"] })
      .notNull()
      .default("queued"),
    /** Since when it waits, and which job stands for it: see jobs/relay.ts. */
    queuedAt: instant("queued_at").notNull().defaultNow(),
    generation: integer().notNull().default(1),
    /** Which run of it is the latest: an earlier one ends at its next piece. */
    attempts: integer().notNull().default(0),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    pieceCount: integer("piece_count").notNull().default(0),
    /** What came of work that has no pieces. */
    result: jsonb().$type<Record<string, number>>(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.kind, t.no] }),
    unique("background_work_asked").on(t.companyId, t.kind, t.requestedBy, t.askedAs).nullsNotDistinct(),
    index("background_work_unfinished").on(t.queuedAt).where(sql`state = 'queued'`),
  ],
)

/** What came of one piece of a work: done + refused = all, once it has finished. */
export const backgroundWorkPiece = pgTable(
  "background_work_piece",
  {
    companyId: companyId(),
    kind: text().$type<WorkName>().notNull(),
    workNo: bigint("work_no", { mode: "number" }).notNull(),
    /** In the order in which they are done. */
    pieceNo: integer("piece_no").notNull(),
    /** What is to be done, as its kind has it; null: it was removed for its age. */
    content: jsonb().$type<Record<string, unknown>>(),
    /** What makes it the same as another piece, where a kind does nothing twice. */
    pieceKey: text("piece_key"),
    outcome: text({ enum: ["pending", "done", "refused"] })
      .notNull()
      .default("pending"),
    /** Number of what was made of it. */
    resultNo: text("result_no"),
    /** Every reason why it was refused. */
    problems: jsonb().$type<Problem[]>(),
    at: instant("at"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.kind, t.workNo, t.pieceNo] }),
    foreignKey({
      columns: [t.companyId, t.kind, t.workNo],
      foreignColumns: [backgroundWork.companyId, backgroundWork.kind, backgroundWork.no],
    }),
    index("background_work_piece_done").on(t.companyId, t.kind, t.pieceKey).where(sql`outcome = 'done'`),
  ],
)
