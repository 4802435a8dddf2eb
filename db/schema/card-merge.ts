import { sql } from "drizzle-orm"
import { bigint, check, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core"
import { companyId, instant } from "./columns"

/** By "table.column", the keys of the rows in which the number was another's before. */
export type MovedRows = Record<string, Record<string, string>[]>

type Fields = Record<string, [before: string, after: string]>

/**
 * Two cards that became one: which went into which, who did so, and what moved with it, to be put back. History: it keeps the numbers as
 * text. The card that went says itself where it went (`merged_into`).
 */
export const cardMerge = pgTable(
  "card_merge",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    noun: text({ enum: ["vendor", "item", "customer"] }).notNull(),
    fromNo: text("from_no").notNull(),
    intoNo: text("into_no").notNull(),
    moved: jsonb().$type<MovedRows>().notNull(),
    /** Fields that became others, of the card that stays and of the one that went. */
    changed: jsonb().$type<{ into: Fields; from: Fields }>().notNull(),
    /** Of the ledger then: what was posted since stands against undoing. */
    lastTransactionNo: bigint("last_transaction_no", { mode: "number" }).notNull(),
    mergedBy: integer("merged_by").notNull(),
    mergedByName: text("merged_by_name").notNull(),
    mergedAt: instant("merged_at").notNull().defaultNow(),
    undoneBy: integer("undone_by"),
    undoneAt: instant("undone_at"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.id] }),
    // A card goes once, unless that was undone.
    uniqueIndex("card_merge_from").on(t.companyId, t.noun, t.fromNo).where(sql`undone_at is null`),
    check("card_merge_of_two", sql`${t.fromNo} <> ${t.intoNo}`),
  ],
)
