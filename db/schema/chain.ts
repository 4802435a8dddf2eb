/**
 * The chain of hashes over a company's history and books: what was linked cannot be changed, removed, put in or swapped without a link that
 * no longer fits. Append-only but for the salt, which an erasure removes; docs/decisions/0109-history-and-books-are-one-chain.md.
 */
import { sql } from "drizzle-orm"
import {
  bigint,
  check,
  customType,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core"
import { bytea, companyId, day, instant } from "./columns"

const databaseTransaction = customType<{ data: string }>({ dataType: () => "xid8" })
const position = () => bigint("position", { mode: "number" }).notNull()

/** What a link is about: an event, a ledger transaction with all that was posted by it, or a version of the setup in force. */
const chained = ["event", "transaction", "setup"] as const

/** The first row that breaks a rule of the chain. */
export type ChainFinding = {
  rule: string
  table: string
  key: string
  about: string
  expected: string | null
  found: string | null
}

/** One row a company, locked by whoever adds to its chain and by whoever erases a person. */
export const chainState = pgTable("chain_state", {
  companyId: companyId().primaryKey(),
  /** Events of earlier ones are linked, all of them. In a restored database it is the first of all, and everything is looked at again. */
  databaseTransaction: databaseTransaction("database_transaction").notNull().default(sql`'3'::xid8`),
  /** Who gets each day's head by mail; "": nobody. */
  mailTo: text("mail_to").notNull().default(""),
  /** The last day whose head was mailed. */
  mailedDay: day("mailed_day"),
  /** When all of it was checked last, up to which link, and what was found. */
  checkedAt: instant("checked_at"),
  checkedPosition: bigint("checked_position", { mode: "number" }),
  found: jsonb().$type<ChainFinding[]>().notNull().default([]),
})

/** Which columns of which tables were hashed, as the schema was then: what is added to it later is no part of older links. */
export const chainFormat = pgTable(
  "chain_format",
  {
    companyId: companyId(),
    no: integer().notNull(),
    /** Columns of each table with their types, in their order. */
    columns: jsonb().$type<Record<string, [column: string, type: string][]>>().notNull(),
  },
  t => [primaryKey({ columns: [t.companyId, t.no] })],
)

export const chainLink = pgTable(
  "chain_link",
  {
    companyId: companyId(),
    /** From 1, without gaps. */
    position: position(),
    kind: text({ enum: chained }).notNull(),
    /** Of the event, the ledger transaction, the version. */
    no: bigint({ mode: "number" }).notNull(),
    format: integer().notNull(),
    /** SHA-256 over the link before, and what this one is about. */
    hash: bytea("hash").notNull(),
    /** SHA-256 over the salt and the names of persons; null: it names none. */
    personal: bytea("personal"),
    /** Null: a person was erased, and what the names were is nobody's to find out. */
    salt: bytea("salt"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.position] }),
    uniqueIndex("chain_link_once").on(t.companyId, t.kind, t.no),
    check("chain_link_kind", sql`kind in ('event', 'transaction', 'setup')`),
  ],
)

/** The head of the chain when a day was over, signed. */
export const chainSeal = pgTable(
  "chain_seal",
  {
    companyId: companyId(),
    /** The day that was over, by the company's clocks. */
    day: day("day").notNull(),
    /** The last link of it. */
    position: position(),
    hash: bytea("hash").notNull(),
    sealedAt: instant("sealed_at").notNull().defaultNow(),
    /** Ed25519, base64url. */
    publicKey: text("public_key").notNull(),
    signature: bytea("signature").notNull(),
    /** Where the key is another than the day before: that one's signature of it. Null: the same, the first, or nobody had the old one. */
    endorsement: bytea("endorsement"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.day] }),
    foreignKey({ columns: [t.companyId, t.position], foreignColumns: [chainLink.companyId, chainLink.position] }),
  ],
)
