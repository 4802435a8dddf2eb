import { sql } from "drizzle-orm"
import {
  bigint,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core"
import type { WorkName } from "./background-work"
import { companyId, instant } from "./columns"
import { companyUser } from "./global"

const databaseTransaction = customType<{ data: string }>({ dataType: () => "xid8" })

/** What events are about, beside the kinds of background work that share its table. */
type DocumentType =
  | "purchase_request"
  | "purchase_invoice"
  | "posted_purchase_document"
  | "payment"
  | "payment_order"
  | "opening_balance"
  | "setup"
  | "sales_invoice"
  | "vendor"
  | "vendor_template"
  | "vendor_registration"
  | "item"
  | "customer"
  | "purchase_price"
  | "purchase_line_discount"
  | "sales_price"
  | "item_vendor"
  | "sales_import"
  | "file_import"
  | "user"
  | "webhook"

/** Events of reviewing and approving drafts, whatever they are about: the condition of their index, to the letter. */
export const ofApprovals = sql.raw(
  "(starts_with(kind, 'approval.') or kind in ('purchase_invoice.reviewed', 'purchase_credit_memo.reviewed', 'purchase_invoice.sent_back', 'purchase_credit_memo.sent_back'))",
)

/** Events of comments, whatever they stand on: the condition of their index, to the letter. */
export const ofComments = sql.raw("starts_with(kind, 'comment.')")

/**
 * What happened, written in the transaction that made it happen. One row feeds the history, the bell, the e-mail and
 * the live page. Append-only.
 */
export const event = pgTable(
  "event",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    at: instant("at").notNull().defaultNow(),
    /** Null: the system (a job). */
    actorId: integer("actor_id"),
    /** As it was then. */
    actorName: text("actor_name").notNull().default(""),
    /** e.g. "purchase_request.ready", "purchase_invoice.saved". */
    kind: text().notNull(),
    subjectType: text("subject_type").$type<DocumentType | WorkName>().notNull(),
    /** Number as text: the history outlives the document. */
    subjectNo: text("subject_no").notNull(),
    /** Version of the document this event made; null where it has none. */
    version: integer(),
    /** What the sentence about it needs, e.g. changed fields. */
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** What wrote it: ids commit out of order, so the chain finds by this which are new. */
    databaseTransaction: databaseTransaction("database_transaction").notNull().default(sql`pg_current_xact_id()`),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("event_subject").on(t.companyId, t.subjectType, t.subjectNo, t.id),
    index("event_actor").on(t.companyId, t.actorId, t.id),
    index("event_database_transaction").on(t.companyId, t.databaseTransaction, t.id),
    index("event_subject_type").on(t.companyId, t.subjectType, t.id),
    index("event_at").on(t.companyId, t.at),
    index("event_of_approvals").on(t.companyId, t.id).where(ofApprovals),
    index("event_of_comments").on(t.companyId, t.id).where(ofComments),
  ],
)

/** An event that somebody is told of: the bell, the e-mail, and push. */
export const notification = pgTable(
  "notification",
  {
    companyId: companyId(),
    userId: integer("user_id").notNull(),
    eventId: bigint("event_id", { mode: "number" }).notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    readAt: instant("read_at"),
    /** "none": the bell alone, or another's mail; "digest" until that is gathered; "pending" until the mail server has taken it. */
    mailState: text("mail_state", { enum: ["none", "digest", "pending", "sent", "failed"] })
      .notNull()
      .default("none"),
    mailAttempts: integer("mail_attempts").notNull().default(0),
    /** Of a digest: the event of the last one in it, whose mail lists them all. */
    digestEventId: bigint("digest_event_id", { mode: "number" }),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.userId, t.eventId] }),
    foreignKey({ columns: [t.companyId, t.eventId], foreignColumns: [event.companyId, event.id] }),
    index("notification_unread").on(t.companyId, t.userId).where(sql`read_at is null`),
    index("notification_mail_pending").on(t.createdAt).where(sql`mail_state = 'pending'`),
    index("notification_for_digest").on(t.companyId, t.createdAt).where(sql`mail_state = 'digest'`),
    index("notification_in_digest").on(t.companyId, t.userId, t.digestEventId).where(sql`digest_event_id is not null`),
  ],
)

/** How somebody chose to be told in a company; whoever has none is told as is usual. */
export const notificationSetting = pgTable(
  "notification_setting",
  {
    companyId: companyId(),
    userId: integer("user_id").notNull(),
    /** The way of each kind that was chosen about, by the names of `toldKinds`. */
    ways: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** Of each kind that was chosen about, whether browsers that push was turned on in are told too; by default they are. */
    pushes: jsonb().$type<Record<string, boolean>>().notNull().default({}),
    /** When the daily mail goes, by the clocks of the company. */
    digestHour: integer("digest_hour").notNull().default(8),
    version: integer().notNull().default(1),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.userId] }),
    foreignKey({
      name: "notification_setting_company_user",
      columns: [t.companyId, t.userId],
      foreignColumns: [companyUser.companyId, companyUser.userId],
    }).onDelete("cascade"),
    check("notification_setting_ways", sql`jsonb_typeof(${t.ways}) = 'object'`),
    check("notification_setting_pushes", sql`jsonb_typeof(${t.pushes}) = 'object'`),
    check("notification_setting_hour", sql`${t.digestHour} between 0 and 23`),
  ],
)
