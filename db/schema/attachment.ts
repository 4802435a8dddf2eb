import { sql } from "drizzle-orm"
import { bigint, check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core"
import { bytea, companyId, instant } from "./columns"

/** What a paper of purchasing hangs on. A draft's numbers and its request's lead to it from what was posted: nothing is copied. */
export const paperSubjects = ["purchase_request", "purchase_invoice", "posted_purchase_document"] as const

/**
 * A file that belongs to a purchase request, a draft or a posted purchase document. It stays with the number that it was attached to,
 * as text; what the draft becomes reads it from there. Once that is posted it is never deleted, only withdrawn.
 */
export const attachment = pgTable(
  "attachment",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    subjectType: text("subject_type", { enum: paperSubjects }).notNull(),
    subjectNo: text("subject_no").notNull(),
    /** As it was called, with the ending of what it is. */
    fileName: text("file_name").notNull(),
    /** By its content, never by what was said of it; null: it is still coming in. */
    type: text({ enum: ["application/pdf", "image/png", "image/jpeg", "image/webp", "application/xml", "text/plain"] }),
    size: bigint({ mode: "number" }).notNull().default(0),
    /** SHA-256 of the bytes, in hexadecimal; null: it is still coming in. */
    hash: text(),
    /** Where its bytes are. What a file has, it keeps, whatever the settings say of new ones. */
    store: text({ enum: ["postgresql", "s3"] })
      .notNull()
      .default("postgresql"),
    /** Of its object in the S3-compatible store: the company's id, and what no other object has. */
    objectKey: text("object_key"),
    attachedBy: integer("attached_by").notNull(),
    attachedByName: text("attached_by_name").notNull(),
    attachedAt: instant("attached_at").notNull().defaultNow(),
    withdrawnBy: integer("withdrawn_by"),
    withdrawnByName: text("withdrawn_by_name").notNull().default(""),
    withdrawnAt: instant("withdrawn_at"),
    withdrawnReason: text("withdrawn_reason").notNull().default(""),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("attachment_subject").on(t.companyId, t.subjectType, t.subjectNo, t.id),
    index("attachment_coming_in").on(t.companyId, t.attachedAt).where(sql`hash is null`),
    uniqueIndex("attachment_object").on(t.companyId, t.objectKey).where(sql`object_key is not null`),
    check("attachment_store", sql`(${t.store} = 's3') = (${t.objectKey} is not null)`),
    check("attachment_whole", sql`(${t.hash} is null) = (${t.type} is null)`),
    check("attachment_withdrawn", sql`(${t.withdrawnAt} is null) = (${t.withdrawnReason} = '')`),
  ],
)

/** Its bytes where they are in PostgreSQL, in pieces: none of it is ever held in memory as a whole. */
export const attachmentPiece = pgTable(
  "attachment_piece",
  {
    companyId: companyId(),
    attachmentId: bigint("attachment_id", { mode: "number" }).notNull(),
    pieceNo: integer("piece_no").notNull(),
    bytes: bytea("bytes").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.attachmentId, t.pieceNo] }),
    foreignKey({
      columns: [t.companyId, t.attachmentId],
      foreignColumns: [attachment.companyId, attachment.id],
    }).onDelete("cascade"),
  ],
)
