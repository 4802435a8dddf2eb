import { sql } from "drizzle-orm"
import { bigint, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { companyId, instant } from "./columns"
import { notification } from "./event"

/**
 * That a browser is to be told of a notification: written with it, gone once it was sent or given up. What is "sending" was begun, and
 * is not begun again: of a worker that is killed in between nobody knows whether it was sent.
 */
export const pushDelivery = pgTable(
  "push_delivery",
  {
    companyId: companyId(),
    no: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    userId: integer("user_id").notNull(),
    eventId: bigint("event_id", { mode: "number" }).notNull(),
    /** Of `push_subscription`; no key, as that is no company's: where it is gone, the message ends at its turn. */
    subscriptionId: integer("subscription_id").notNull(),
    state: text({ enum: ["queued", "sending"] })
      .notNull()
      .default("queued"),
    /** Since when it may be sent: the pause behind a try that failed is this. */
    queuedAt: instant("queued_at").notNull().defaultNow(),
    generation: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({
      name: "push_delivery_notification",
      columns: [t.companyId, t.userId, t.eventId],
      foreignColumns: [notification.companyId, notification.userId, notification.eventId],
    }).onDelete("cascade"),
    index("push_delivery_of").on(t.companyId, t.userId, t.eventId),
    index("push_delivery_queued").on(t.queuedAt).where(sql`state = 'queued'`),
  ],
)
