import { sql } from "drizzle-orm"
import { check, foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { companyId } from "./columns"
import { companyUser } from "./global"

/** Which of a list's optional columns a user has hidden; no row: none. */
export const listColumns = pgTable(
  "list_columns",
  {
    companyId: companyId(),
    userId: integer("user_id").notNull(),
    /** A list's name, of `columnsOfLists`. */
    list: text().notNull(),
    /** Hidden and not shown: a column that is added later is seen. */
    hidden: text().array().notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.userId, t.list] }),
    foreignKey({
      name: "list_columns_company_user",
      columns: [t.companyId, t.userId],
      foreignColumns: [companyUser.companyId, companyUser.userId],
    }).onDelete("cascade"),
    check("list_columns_few", sql`cardinality(${t.hidden}) <= 50`),
  ],
)
