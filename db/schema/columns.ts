import { sql } from "drizzle-orm"
import { type AnyPgColumn, check, customType, date, integer, numeric, text, timestamp } from "drizzle-orm/pg-core"

/** The company a row belongs to: first column of every key, so that no row can point across companies. */
export const companyId = () => integer("company_id").notNull()

/** An exact number (amount, quantity, cost, percentage); a decimal string in code. */
export const exact = (name: string) => numeric(name)

/** A calendar date without a time zone, 'YYYY-MM-DD'. */
export const day = (name: string) => date(name, { mode: "string" })

/** A moment. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" })

/** The code of what is set up. */
export const code = () => text().notNull()

/** What people read beside a code. */
export const description = () => text().notNull().default("")

/** A reference to an account of the same company. */
export const account = (name: string) => text(name)

/** Bytes as they are. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" })

/** Of a partner: who is blocked for privacy is blocked for all, whatever way the row is written. */
export const checkPrivacyBlocked = (table: string, t: Record<"blocked" | "privacyBlocked", AnyPgColumn>) =>
  check(`${table}_privacy_blocked`, sql`not ${t.privacyBlocked} or ${t.blocked} = 'all'`)
