import { sql } from "drizzle-orm"
import { bigint, boolean, check, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { companyId, day, instant } from "./columns"
import { vendor } from "./vendor"

/**
 * Where a vendor is paid. Proposed by one person and confirmed by another; never changed: the database lets a row come in
 * proposed, be confirmed or rejected once and withdrawn once, and nothing else.
 */
export const vendorBankAccount = pgTable(
  "vendor_bank_account",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    vendorNo: text("vendor_no").notNull(),
    /** Bare, in capitals; blank where the bank's country has none. */
    iban: text().notNull().default(""),
    /** Where there is no IBAN: the account's number as the bank writes it. */
    accountNo: text("account_no").notNull().default(""),
    bic: text().notNull().default(""),
    accountHolder: text("account_holder").notNull(),
    /** What the proposal rests on, such as the vendor's letter and its date. */
    evidence: text().notNull(),
    /** How it was found to be the vendor's. */
    verifiedHow: text("verified_how", {
      enum: ["called_back", "met", "earlier_invoice", "other", "imported", "merged"],
    }).notNull(),
    verifiedOn: day("verified_on").notNull(),
    /** The import whose file brought it; null: somebody typed it. */
    importNo: text("import_no"),
    proposedBy: integer("proposed_by").notNull(),
    proposedByName: text("proposed_by_name").notNull(),
    proposedAt: instant("proposed_at").notNull().defaultNow(),
    /** Nobody else could confirm it when it was proposed: two days and a letter to the administrators stand in. */
    coolDown: boolean("cool_down").notNull().default(false),
    confirmedBy: integer("confirmed_by"),
    confirmedByName: text("confirmed_by_name"),
    confirmedAt: instant("confirmed_at"),
    rejectedBy: integer("rejected_by"),
    rejectedByName: text("rejected_by_name"),
    rejectedAt: instant("rejected_at"),
    withdrawnBy: integer("withdrawn_by"),
    withdrawnByName: text("withdrawn_by_name"),
    withdrawnAt: instant("withdrawn_at"),
    /** Why it was rejected or withdrawn. */
    reason: text().notNull().default(""),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.id] }),
    foreignKey({
      name: "vendor_bank_account_vendor",
      columns: [t.companyId, t.vendorNo],
      foreignColumns: [vendor.companyId, vendor.no],
    }).onDelete("cascade"),
    index("vendor_bank_account_vendor_no").on(t.companyId, t.vendorNo, t.id),
    // Few among many: those that wait for a second person.
    index("vendor_bank_account_proposed")
      .on(t.companyId, t.vendorNo)
      .where(sql`confirmed_at is null and rejected_at is null and withdrawn_at is null`),
    index("vendor_bank_account_iban").on(t.companyId, t.iban),
    check("vendor_bank_account_one_number", sql`(${t.iban} = '') <> (${t.accountNo} = '')`),
    check("vendor_bank_account_one_answer", sql`${t.confirmedAt} is null or ${t.rejectedAt} is null`),
    check(
      "vendor_bank_account_second_person",
      sql`${t.confirmedBy} <> ${t.proposedBy}
        or (${t.coolDown} and ${t.confirmedAt} >= ${t.proposedAt} + interval '48 hours')`,
    ),
    check(
      "vendor_bank_account_whole_deeds",
      sql`(${t.confirmedAt} is null) = (${t.confirmedBy} is null) and (${t.rejectedAt} is null) = (${t.rejectedBy} is null)
        and (${t.withdrawnAt} is null) = (${t.withdrawnBy} is null)`,
    ),
  ],
)
