import { date, integer, numeric, timestamp } from "drizzle-orm/pg-core"

/** The company a row belongs to: first column of every key, so that no row can point across companies. */
export const companyId = () => integer("company_id").notNull()

/** An exact number (amount, quantity, cost, percentage); a decimal string in code. */
export const exact = (name: string) => numeric(name)

/** A calendar date without a time zone, 'YYYY-MM-DD'. */
export const day = (name: string) => date(name, { mode: "string" })

/** A moment. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" })
