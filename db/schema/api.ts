import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { companyId, instant } from "./columns"
import { apiToken } from "./global"

/** Answers to what was sent by the API under a key, to be given again to who sends the same again. */
export const apiAnswer = pgTable(
  "api_answer",
  {
    companyId: companyId(),
    tokenId: integer("token_id").notNull(),
    key: text().notNull(),
    /** SHA-256 of all that was asked, hex. */
    digest: text().notNull(),
    /** Null: it is being worked on. */
    status: integer(),
    headers: jsonb().$type<Record<string, string>>().notNull().default({}),
    body: text().notNull().default(""),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.tokenId, t.key] }),
    foreignKey({
      name: "api_answer_token",
      columns: [t.companyId, t.tokenId],
      foreignColumns: [apiToken.companyId, apiToken.id],
    }).onDelete("cascade"),
    index("api_answer_age").on(t.companyId, t.createdAt),
  ],
)
