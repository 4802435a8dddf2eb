import { sql } from "drizzle-orm"
import { bigint, foreignKey, index, integer, pgTable, primaryKey, smallint, text, unique } from "drizzle-orm/pg-core"
import { companyId, instant } from "./columns"
import { event } from "./event"

/** An address outside that is told of what happens in the company. */
export const webhook = pgTable(
  "webhook",
  {
    companyId: companyId(),
    id: integer().generatedAlwaysAsIdentity(),
    url: text().notNull(),
    /** Kinds of events that it is told of. */
    kinds: text().array().notNull(),
    /** What its deliveries are signed by, sealed by this installation's secret. */
    sealedSecret: text("sealed_secret").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Failures of the server behind it without one success between. */
    failures: integer().notNull().default(0),
    /** Since when every try at a message has failed; null: the latest was taken. */
    failingSince: instant("failing_since"),
    /** When it was switched off, as nothing was taken for days; null: it is told of what happens. */
    switchedOffAt: instant("switched_off_at"),
    version: integer().notNull().default(1),
    /** Until then nothing is sent to a server that has just failed. */
    restsUntil: instant("rests_until"),
  },
  t => [primaryKey({ columns: [t.companyId, t.id] })],
)

/** That a webhook is to be told of an event: written by a trigger, in the transaction of the event. */
export const webhookDelivery = pgTable(
  "webhook_delivery",
  {
    companyId: companyId(),
    no: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    webhookId: integer("webhook_id").notNull(),
    eventId: bigint("event_id", { mode: "number" }).notNull(),
    state: text({ enum: ["queued", "sent", "failed"] })
      .notNull()
      .default("queued"),
    /** Since when it may be sent: the pause behind a try that failed is this. */
    queuedAt: instant("queued_at").notNull().defaultNow(),
    generation: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    /** Or when it was asked for once more: it is given up some days behind this. */
    createdAt: instant("created_at").notNull().defaultNow(),
    /** What was answered to the latest try; null: nothing was. */
    answer: smallint(),
    /** Why nothing was answered: a word of the portal's own. */
    problem: text().notNull().default(""),
    endedAt: instant("ended_at"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    unique("webhook_delivery_event").on(t.companyId, t.webhookId, t.eventId),
    foreignKey({
      name: "webhook_delivery_webhook",
      columns: [t.companyId, t.webhookId],
      foreignColumns: [webhook.companyId, webhook.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "webhook_delivery_of_event",
      columns: [t.companyId, t.eventId],
      foreignColumns: [event.companyId, event.id],
    }),
    index("webhook_delivery_log").on(t.companyId, t.webhookId, t.no),
    index("webhook_delivery_queued").on(t.queuedAt).where(sql`state = 'queued'`),
  ],
)
