import { sql } from "drizzle-orm"
import { check, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { bytea, companyId, instant } from "./columns"

/** The picture that a company shows and prints beside its name; no row: none. */
export const companyLogo = pgTable(
  "company_logo",
  {
    companyId: companyId(),
    /** By its content, never by what was said of it. */
    type: text({ enum: ["image/png", "image/jpeg"] }).notNull(),
    bytes: bytea("bytes").notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    /** SHA-256 of the bytes, in hexadecimal: a changed logo has another address. */
    hash: text().notNull(),
    savedAt: instant("saved_at").notNull().defaultNow(),
  },
  table => [
    primaryKey({ columns: [table.companyId] }),
    check("company_logo_type", sql`${table.type} in ('image/png', 'image/jpeg')`),
    check("company_logo_size", sql`octet_length(${table.bytes}) <= 512000`),
  ],
)
