import { customType, date, integer, numeric, text, timestamp } from "drizzle-orm/pg-core"

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
