import { sql } from "drizzle-orm"
import { bigint, check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { paperSubjects } from "./attachment"
import { companyId, instant } from "./columns"

/**
 * What somebody wrote on a purchase request, a draft or a posted purchase document, for colleagues alone. It stays with the number that
 * it was written on, as text, and is never gone: edited for five minutes, struck through afterwards.
 */
export const documentComment = pgTable(
  "document_comment",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    subjectType: text("subject_type", { enum: paperSubjects }).notNull(),
    subjectNo: text("subject_no").notNull(),
    /** Whoever is mentioned stands as "@{17}", by the user's id: a name may change, or be erased. */
    body: text().notNull(),
    writtenBy: integer("written_by").notNull(),
    writtenByName: text("written_by_name").notNull(),
    writtenAt: instant("written_at").notNull().defaultNow(),
    editedAt: instant("edited_at"),
    struckAt: instant("struck_at"),
    /** Whose task it is; null: it is none. */
    assignedTo: integer("assigned_to"),
    doneAt: instant("done_at"),
    doneBy: integer("done_by"),
    doneByName: text("done_by_name").notNull().default(""),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("document_comment_subject").on(t.companyId, t.subjectType, t.subjectNo, t.id),
    check("document_comment_said", sql`${t.body} <> ''`),
    check("document_comment_done", sql`${t.doneAt} is null or ${t.assignedTo} is not null`),
  ],
)

/** The latest comment on a number that a user has seen; those above it are new to that one. */
export const documentCommentSeen = pgTable(
  "document_comment_seen",
  {
    companyId: companyId(),
    userId: integer("user_id").notNull(),
    subjectType: text("subject_type", { enum: paperSubjects }).notNull(),
    subjectNo: text("subject_no").notNull(),
    seenId: bigint("seen_id", { mode: "number" }).notNull(),
  },
  t => [primaryKey({ columns: [t.companyId, t.userId, t.subjectType, t.subjectNo] })],
)
