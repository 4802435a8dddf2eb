/**
 * The tables without a company in their rows' reach: read only by sign-in and membership (and, for `company`, by the
 * frame). Everything else is fenced by row-level security.
 */

import { sql } from "drizzle-orm"
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { languages } from "@/language/language"
import { instant } from "./columns"

export const company = pgTable(
  "company",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** What stands in the address: /[slug]/… */
    slug: text().notNull().unique(),
    name: text().notNull(),
    /** Such as B.V.; "": not said. */
    legalForm: text("legal_form").notNull().default(""),
    address: text().notNull().default(""),
    postCode: text("post_code").notNull().default(""),
    city: text().notNull().default(""),
    countryRegionCode: text("country_region_code").notNull(),
    vatRegistrationNo: text("vat_registration_no").notNull().default(""),
    /** Of its country's register of companies: KvK number, enterprise number; without blanks and points. */
    registrationNo: text("registration_no").notNull().default(""),
    email: text().notNull().default(""),
    /** What it writes to who has chosen no language; null: that of its country. */
    language: text({ enum: languages }),
    /** Month that its fiscal year begins with, 1 to 12. */
    fiscalYearStartMonth: integer("fiscal_year_start_month").notNull().default(1),
    /** The company's own currency (LCY), ISO 4217. */
    currencyCode: text("currency_code").notNull(),
    /** IANA name; "today" is the date there. */
    timeZone: text("time_zone").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Id of the form that an operator made it by, which makes one alone; null: otherwise made. */
    formId: uuid("form_id").unique(),
  },
  t => [check("company_fiscal_year", sql`${t.fiscalYearStartMonth} between 1 and 12`)],
)

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
    language: text({ enum: languages }),
    /** Null: follows the system. */
    theme: text({ enum: ["light", "dark"] }),
    /** Keys of one sign, such as "?", do something where nothing is typed (WCAG 2.1.4). */
    singleKeys: boolean("single_keys").notNull().default(true),
    /** Fields of a document's line that Enter stops at. */
    quickPath: text("quick_path", {
      enum: ["no", "description", "quantity", "unitOfMeasureCode", "price", "lineDiscountPercent"],
    })
      .array()
      .notNull()
      .default(["no", "quantity", "price"]),
    /** When a mailed link first showed that who uses the account reads the address's mail; null: not yet. */
    verifiedAt: instant("verified_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  t => [uniqueIndex("users_email").on(t.email), check("users_email_lower", sql`${t.email} = lower(${t.email})`)],
)

/** Who belongs to which company: what that company's administrators decide and see of a user, and of no other company. */
export const companyUser = pgTable(
  "company_user",
  {
    companyId: integer("company_id")
      .notNull()
      .references(() => company.id),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    /** Set: kept out of this company; what the user may do in others is theirs to say. */
    disabledAt: instant("disabled_at"),
    /** The roles of who is disabled, to be given back: `membership` holds only roles that count. */
    keptRoles: text("kept_roles").array().notNull().default([]),
    /** Sessions opened before it do not open this company. */
    sessionsEndedAt: instant("sessions_ended_at"),
    /** In this company; null: never. */
    lastSeenAt: instant("last_seen_at"),
  },
  t => [primaryKey({ columns: [t.companyId, t.userId] }), index("company_user_user").on(t.userId)],
)

/** Whose personal data a company has erased: by which pseudonym its history, documents and security log name them since. */
export const erasedPerson = pgTable(
  "erased_person",
  {
    companyId: integer("company_id")
      .notNull()
      .references(() => company.id),
    /** The account may be gone, or go on in other companies. */
    userId: integer("user_id").notNull(),
    /** Such as "N.N. 3", counted by company. */
    pseudonym: text().notNull(),
    erasedAt: instant("erased_at").notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.userId] }),
    uniqueIndex("erased_person_pseudonym").on(t.companyId, t.pseudonym),
  ],
)

/** The roles that count. Who is disabled has none, so whoever asks for roles need not ask for that too. */
export const membership = pgTable(
  "membership",
  {
    companyId: integer("company_id").notNull(),
    userId: integer("user_id").notNull(),
    role: text({ enum: ["order_processor", "purchaser", "purchasing_manager", "administrator"] }).notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.userId, t.role] }),
    foreignKey({
      name: "membership_company_user",
      columns: [t.companyId, t.userId],
      foreignColumns: [companyUser.companyId, companyUser.userId],
    }),
    index("membership_user").on(t.userId),
  ],
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
    /** Set by sign-out and by a changed password; a company ends sessions for itself alone, see company_user. */
    revokedAt: instant("revoked_at"),
    /** What the browser called itself when it signed in. */
    userAgent: text("user_agent").notNull().default(""),
    /** When whoever uses it last proved to be its user. */
    authenticatedAt: instant("authenticated_at").notNull().defaultNow(),
    /** Seconds of the longest pause in its use: a company may want a new sign-in after one. */
    longestPause: integer("longest_pause").notNull().default(0),
    /** Opened by the password alone, it opens nothing until the second factor has come. */
    awaitsFactor: boolean("awaits_factor").notNull().default(false),
    /** When the second factor came; null: it did not. */
    factorAt: instant("factor_at"),
    /** Opened by that company's single sign-on, which vouches for its own users to itself alone; null: by the password. */
    ssoCompanyId: integer("sso_company_id").references(() => company.id, { onDelete: "cascade" }),
  },
  t => [index("session_user").on(t.userId)],
)

/**
 * A browser that is told by push (RFC 8030). It is one of a session, and goes with it: a session that has ended is told nothing.
 */
export const pushSubscription = pgTable("push_subscription", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  /** A session is of one browser, which subscribes once. */
  sessionHash: text("session_hash")
    .notNull()
    .unique()
    .references(() => session.idHash, { onDelete: "cascade" }),
  /** SHA-256 of address and keys, hex: whoever has all of these is that browser. */
  mark: text().notNull().unique(),
  /** Address at the push service and keys, as JSON, sealed by this installation's secret. */
  sealed: text().notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  /** When the push service last took a message; null: never. */
  lastSentAt: instant("last_sent_at"),
  /** Tries that failed since. */
  failures: integer().notNull().default(0),
})

export const invitation = pgTable(
  "invitation",
  {
    /** SHA-256 of the token in the link, hex. */
    tokenHash: text("token_hash").primaryKey(),
    companyId: integer("company_id")
      .notNull()
      .references(() => company.id),
    /**
     * What the link is for: to join the company, or to choose a new password. "no_password" opens nothing: it is a letter
     * to who works for other companies too, whose password no one company offers.
     */
    purpose: text({ enum: ["join", "new_password", "no_password"] })
      .notNull()
      .default("join"),
    email: text().notNull(),
    name: text().notNull(),
    roles: jsonb().$type<string[]>().notNull(),
    /** Null: whoever operates the portal, for a company that nobody administers yet. */
    invitedBy: integer("invited_by").references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    /** By whoever has the link. */
    declinedAt: instant("declined_at"),
    withdrawnAt: instant("withdrawn_at"),
    /** The event that its mail is about. */
    eventId: bigint("event_id", { mode: "number" }),
    /** When the relay sees to its mail, which alone carries the link; null: the mail server has taken it. */
    mailDueAt: instant("mail_due_at"),
    /** How often the relay has. */
    mailAttempts: integer("mail_attempts").notNull().default(0),
  },
  t => [
    index("invitation_mail_due").on(t.mailDueAt).where(sql`mail_due_at is not null`),
    index("invitation_company").on(t.companyId, t.createdAt),
    index("invitation_email").on(t.email),
  ],
)

/** Links that let one person found the first company, each once. Read and used through functions alone. */
export const setupLink = pgTable("setup_link", {
  /** SHA-256 of the token in the link, hex. */
  tokenHash: text("token_hash").primaryKey(),
  createdAt: instant("created_at").notNull().defaultNow(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
})

/** How a company wants its users to sign in; without a row, as by default. */
export const companySignIn = pgTable("company_sign_in", {
  companyId: integer("company_id")
    .primaryKey()
    .references(() => company.id),
  version: integer().notNull().default(1),
  /** A session that was not used for so many minutes does not open the company; null: two weeks alone end it. */
  idleMinutes: integer("idle_minutes"),
  /** Whether a session without a second factor does not open the company. */
  secondFactor: boolean("second_factor").notNull().default(false),
  /** OpenID Connect: the issuer's address; null: no single sign-on. */
  ssoIssuer: text("sso_issuer"),
  ssoClientId: text("sso_client_id").notNull().default(""),
  /** Sealed by this installation's secret. */
  ssoSealedSecret: text("sso_sealed_secret").notNull().default(""),
  /** Domains of mail that the issuer is believed for. */
  ssoMailDomains: text("sso_mail_domains").array().notNull().default([]),
  /** Name of the claim that lists groups; "" for none. */
  ssoGroupClaim: text("sso_group_claim").notNull().default(""),
  /** By role, the group whose members have it. */
  ssoGroups: jsonb("sso_groups").$type<Record<string, string>>().notNull().default({}),
  /** Whether a session that a password opened opens the company. */
  passwordSignIn: boolean("password_sign_in").notNull().default(true),
  /** Whose password does so all the same. */
  emergencyUserId: integer("emergency_user_id").references(() => users.id, { onDelete: "set null" }),
})

/** As whom a company's issuer knows a user, who has proven to be both. */
export const linkedIdentity = pgTable(
  "linked_identity",
  {
    companyId: integer("company_id")
      .notNull()
      .references(() => company.id),
    issuer: text().notNull(),
    subject: text().notNull(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  t => [primaryKey({ columns: [t.companyId, t.issuer, t.subject] })],
)

/** The authenticator of a user: one-time codes by time (RFC 6238). */
export const authenticator = pgTable("authenticator", {
  userId: integer("user_id")
    .primaryKey()
    .references(() => users.id),
  /** Its secret, sealed by this installation's. */
  sealedSecret: text("sealed_secret").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  /** Hash of the session that it is being made in; nobody else's half-made secret is confirmed. */
  madeIn: text("made_in").notNull(),
  /** When a first code was right; null: it counts for nothing yet. */
  confirmedAt: instant("confirmed_at"),
  /** The step of time whose code came last: no code is taken twice. */
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
})

/** Codes for whoever has lost the authenticator, each good once. */
export const recoveryCode = pgTable(
  "recovery_code",
  {
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    /** HMAC of the code under this installation's secret, hex. */
    codeHash: text("code_hash").notNull(),
    usedAt: instant("used_at"),
  },
  t => [primaryKey({ columns: [t.userId, t.codeHash] })],
)

/** Passkeys of a user (WebAuthn): keys of a device or a password keeper, each good for signing in. */
export const passkey = pgTable(
  "passkey",
  {
    /** Of the credential, base64url: the authenticator's to choose. */
    id: text().primaryKey(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    /** COSE, base64url. */
    publicKey: text("public_key").notNull(),
    /** How often it was used, as it says itself; 0: it does not count. */
    counter: bigint({ mode: "number" }).notNull(),
    /** How a browser reaches it, such as "internal" or "usb". */
    transports: text().array().notNull().default([]),
    /** The user's own word for it. */
    name: text().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Null: never. */
    lastUsedAt: instant("last_used_at"),
  },
  t => [index("passkey_user").on(t.userId)],
)

/**
 * Keys by which a person's own programs speak for them to one company (docs/api.md). They go with the membership; a person's roles
 * are looked up at each use.
 */
export const apiToken = pgTable(
  "api_token",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    companyId: integer("company_id").notNull(),
    userId: integer("user_id").notNull(),
    /** The person's own word for what uses it. */
    name: text().notNull(),
    /** SHA-256 of the token, hex: the table alone opens nothing. */
    tokenHash: text("token_hash").notNull().unique(),
    /** Its last letters, by which a person tells it from others. */
    ending: text().notNull(),
    scopes: text().array().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    /** Null: never. */
    lastUsedAt: instant("last_used_at"),
    /** Whether the session that made it had a second factor, which the company may want. */
    hasFactor: boolean("has_factor").notNull(),
    /** The company whose single sign-on opened that session; null: the password did. */
    ssoCompanyId: integer("sso_company_id").references(() => company.id, { onDelete: "cascade" }),
    /** Since when its requests are counted, and how many there were. */
    countedFrom: instant("counted_from").notNull().defaultNow(),
    counted: integer().notNull().default(0),
  },
  t => [
    foreignKey({
      name: "api_token_company_user",
      columns: [t.companyId, t.userId],
      foreignColumns: [companyUser.companyId, companyUser.userId],
    }).onDelete("cascade"),
    index("api_token_person").on(t.companyId, t.userId),
    uniqueIndex("api_token_company").on(t.companyId, t.id),
  ],
)

/** Challenges to passkeys that were answered: none is answered twice. */
export const answeredChallenge = pgTable("answered_challenge", {
  challenge: text().primaryKey(),
  /** Until when it would be taken; then the row can go. */
  expiresAt: instant("expires_at").notNull(),
})

/** Letters to the user of an account by no company's hand: the link to a new password, and word of what was changed. */
export const accountLetter = pgTable(
  "account_letter",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text({
      enum: [
        "password_link",
        "password_changed",
        "second_factor_added",
        "second_factor_removed",
        "recovery_code_used",
        "passkey_added",
        "passkey_removed",
        "second_factor_reset",
        "second_factor_not_reset",
        "api_token_made",
      ],
    }).notNull(),
    /** In lower case; there may be no such account, which whoever asked must not learn. */
    email: text().notNull(),
    /** Of the page that it was asked from; the user's own comes first. */
    language: text({ enum: languages }).notNull(),
    /** SHA-256 of the token in its link, hex; null for a letter without. */
    tokenHash: text("token_hash").unique(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    /** When it is sent, or tried again; null: the mail server has taken it, or never will. */
    mailDueAt: instant("mail_due_at").defaultNow(),
    mailAttempts: integer("mail_attempts").notNull().default(0),
  },
  t => [
    index("account_letter_due").on(t.mailDueAt).where(sql`mail_due_at is not null`),
    index("account_letter_email").on(t.email),
  ],
)

/**
 * What happened to the security of the portal. Append-only. A company sees what names it, and no more: it is named where
 * whoever did it was on the way into it, or works for it alone.
 */
export const securityEntry = pgTable(
  "security_entry",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull().defaultNow(),
    /** Null: of no company, or nobody can say of which. */
    companyId: integer("company_id").references(() => company.id),
    /** Who did it, or as whom somebody tried; null: nobody of the company. It outlives the account. */
    userId: integer("user_id"),
    /** To whom it was done, where to somebody. */
    subjectId: integer("subject_id"),
    kind: text().notNull(),
    /** What more there is to say, a word or two: a right, what was exported. Never what was typed. */
    detail: text().notNull().default(""),
    address: text().notNull().default(""),
    /** As people call it. */
    browser: text().notNull().default(""),
    system: text().notNull().default(""),
  },
  t => [
    index("security_entry_company").on(t.companyId, t.id),
    index("security_entry_person").on(t.companyId, t.userId, t.id),
    index("security_entry_kind").on(t.companyId, t.kind, t.id),
  ],
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

/** Who operates the portal: sees numbers of all companies, and nothing of any by it. Written with the owner's address alone. */
export const operator = pgTable("operator", {
  userId: integer("user_id")
    .primaryKey()
    .references(() => users.id),
  addedAt: instant("added_at").notNull().defaultNow(),
})

/**
 * Objects in the S3-compatible store that no file is kept in any more. A trigger writes them as a file's row goes; they outlive their company,
 * and nothing of it is in them.
 */
export const objectToRemove = pgTable("object_to_remove", {
  objectKey: text("object_key").primaryKey(),
  ofCompany: integer("of_company").notNull(),
  /** What was still coming in may be written until then. */
  notBefore: instant("not_before").notNull().defaultNow(),
})

/** Web and worker processes, as each says of itself every few seconds; one that is silent is gone. */
export const runningProcess = pgTable("running_process", {
  id: uuid().primaryKey(),
  part: text({ enum: ["web", "worker"] }).notNull(),
  /** Name of its machine. */
  host: text().notNull(),
  pid: integer().notNull(),
  startedAt: instant("started_at").notNull().defaultNow(),
  seenAt: instant("seen_at").notNull().defaultNow(),
  /** Since when its live pages hear nothing of the database; null: they do, or it has none. */
  deafSince: instant("deaf_since"),
  /** Tells apart processes whose AUTH_SECRET is another: they do not know each other's sessions. Empty: it has none. */
  secretMark: text("secret_mark").notNull().default(""),
})
