import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { companyId, instant } from "./columns"

/** What each sending of a form made: the key lets the same sending make it once. */
export const formSending = pgTable(
  "form_sending",
  {
    companyId: companyId(),
    userId: integer("user_id").notNull(),
    /** Hash of the form's id and all that was typed. */
    sending: text().notNull(),
    /** Number of what it made; blank only within the transaction that is making it. */
    no: text().notNull().default(""),
    at: instant("at").notNull().defaultNow(),
  },
  t => [primaryKey({ columns: [t.companyId, t.userId, t.sending] })],
)
