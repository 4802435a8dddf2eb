import { sql } from "drizzle-orm"
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core"
import { companyId, day, exact, instant } from "./columns"

/** A payment that has to be approved before it is registered. What was ordered stays when it has ended. */
export const paymentOrder = pgTable(
  "payment_order",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    /** The id as text, as every other number is. */
    no: text().notNull().generatedAlwaysAs(sql`id::text`),
    version: integer().notNull().default(1),
    vendorNo: text("vendor_no").notNull(),
    /** As `NewPayment` has it: everything that registering it needs. */
    payment: jsonb().$type<Record<string, unknown>>().notNull(),
    currencyCode: text("currency_code").notNull(),
    /** In its currency, > 0. */
    amount: exact("amount").notNull(),
    /** What leaves with it in the company's currency, when it was made or changed last. */
    amountLcy: exact("amount_lcy").notNull(),
    postingDate: day("posting_date").notNull(),
    /** As of a purchase invoice that is approved by rules. */
    reviewState: text("review_state", { enum: ["open", "ready_for_review", "reviewed", "sent_back"] })
      .notNull()
      .default("open"),
    reviewStateAt: instant("review_state_at").notNull().defaultNow(),
    reviewedBy: integer("reviewed_by"),
    sentBackReason: text("sent_back_reason").notNull().default(""),
    /** Who made it; never approves it. */
    requestedBy: integer("requested_by").notNull(),
    /** What the form was that made it, as `form_sending` has it; null: none. */
    sending: text(),
    /** When it was registered or withdrawn; null: neither. */
    endedAt: instant("ended_at"),
    /** Number of the payment that it became; null: none. */
    paymentNo: text("payment_no"),
    /** As `purchase_invoice` has it. */
    queueKey: bigint("queue_key", { mode: "number" }).notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("payment_order_no").on(t.companyId, t.no),
    index("payment_order_queue").on(t.companyId, t.reviewState, t.queueKey, t.no).where(sql`ended_at is null`),
    index("payment_order_vendor").on(t.companyId, t.vendorNo, t.requestedBy),
    check("payment_order_amount", sql`${t.amount} > 0`),
    check(
      "payment_order_registered",
      sql`${t.paymentNo} is null or (${t.endedAt} is not null and ${t.reviewState} = 'reviewed')`,
    ),
  ],
)
