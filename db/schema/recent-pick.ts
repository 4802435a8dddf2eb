import { sql } from "drizzle-orm"
import { check, foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { companyId } from "./columns"
import { companyUser } from "./global"

export type PickedNoun = "vendor" | "item" | "customer" | "gl_account"

/** What a user chose last from the lists that fields propose, a row a noun. */
export const recentPick = pgTable(
  "recent_pick",
  {
    companyId: companyId(),
    userId: integer("user_id").notNull(),
    noun: text().$type<PickedNoun>().notNull(),
    /** Numbers as text, the latest first: one that is gone meanwhile is passed over. */
    nos: text().array().notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.userId, t.noun] }),
    foreignKey({
      name: "recent_pick_company_user",
      columns: [t.companyId, t.userId],
      foreignColumns: [companyUser.companyId, companyUser.userId],
    }).onDelete("cascade"),
    check("recent_pick_noun", sql`${t.noun} in ('vendor', 'item', 'customer', 'gl_account')`),
    check("recent_pick_few", sql`cardinality(${t.nos}) between 1 and 10`),
  ],
)
