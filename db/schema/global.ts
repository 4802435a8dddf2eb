/**
 * The tables without a company in their rows' reach: read only by sign-in and membership (and, for `company`, by the
 * frame). Everything else is fenced by row-level security.
 */
import { sql } from "drizzle-orm"
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core"
import { instant } from "./columns"

export const company = pgTable("company", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  /** What stands in the address: /[slug]/… */
  slug: text().notNull().unique(),
  name: text().notNull(),
  address: text().notNull().default(""),
  postCode: text("post_code").notNull().default(""),
  city: text().notNull().default(""),
  countryRegionCode: text("country_region_code").notNull(),
  vatRegistrationNo: text("vat_registration_no").notNull().default(""),
  /** The company's own currency (LCY), ISO 4217. */
  currencyCode: text("currency_code").notNull(),
  /** IANA name; "today" is the date there. */
  timeZone: text("time_zone").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
})

export const users = pgTable(
  "users",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** Stored in lower case. */
    email: text().notNull(),
    name: text().notNull(),
    /** argon2id, in PHC string format. */
    passwordHash: text("password_hash").notNull(),
    /** Null: follows the browser. */
    language: text({ enum: ["en", "nl"] }),
    /** Null: follows the system. */
    theme: text({ enum: ["light", "dark"] }),
    /** Set: cannot sign in, and every session ends at its next request. */
    disabledAt: instant("disabled_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  t => [uniqueIndex("users_email").on(t.email), check("users_email_lower", sql`${t.email} = lower(${t.email})`)],
)

export const membership = pgTable(
  "membership",
  {
    companyId: integer("company_id")
      .notNull()
      .references(() => company.id),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    role: text({ enum: ["order_processor", "purchaser", "purchasing_manager", "administrator"] }).notNull(),
  },
  t => [primaryKey({ columns: [t.companyId, t.userId, t.role] }), index("membership_user").on(t.userId)],
)

export const session = pgTable(
  "session",
  {
    /** SHA-256 of the id in the signed token, hex: the table alone opens no session. */
    idHash: text("id_hash").primaryKey(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    /** Set by sign-out, a changed password, a disabled user. */
    revokedAt: instant("revoked_at"),
  },
  t => [index("session_user").on(t.userId)],
)

export const invitation = pgTable(
  "invitation",
  {
    /** SHA-256 of the token in the link, hex. */
    tokenHash: text("token_hash").primaryKey(),
    companyId: integer("company_id")
      .notNull()
      .references(() => company.id),
    email: text().notNull(),
    name: text().notNull(),
    roles: jsonb().$type<string[]>().notNull(),
    invitedBy: integer("invited_by")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  t => [index("invitation_company").on(t.companyId, t.createdAt)],
)

/** Failed sign-ins per account and per address; a row is one key's current window. */
export const signInThrottle = pgTable("sign_in_throttle", {
  /** "account:<sha256 of e-mail>" or "address:<ip>". */
  key: text().primaryKey(),
  failures: integer().notNull(),
  windowEndsAt: instant("window_ends_at").notNull(),
  /** Sign-in is refused until then, even with the right password. */
  blockedUntil: instant("blocked_until"),
})

/** Marks done once per database, e.g. that the demo was seeded. */
export const installation = pgTable("installation", {
  key: text().primaryKey(),
  value: text().notNull(),
  at: instant("at").notNull().defaultNow(),
  demo: boolean().notNull().default(false),
})
