/** The chart of accounts, and the accounts a company pays from. */
import { sql } from "drizzle-orm"
import { boolean, check, foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { account, companyId, exact } from "./columns"
import { currency } from "./currency"

export const glAccount = pgTable(
  "gl_account",
  {
    companyId: companyId(),
    no: text().notNull(),
    name: text().notNull(),
    accountType: text("account_type", { enum: ["posting", "heading", "total", "begin_total", "end_total"] })
      .notNull()
      .default("posting"),
    incomeBalance: text("income_balance", { enum: ["income_statement", "balance_sheet"] }).notNull(),
    /** Of a total or end-total: which accounts it sums, e.g. "1000..1999". */
    totaling: text().notNull().default(""),
    indentation: integer().notNull().default(0),
    directPosting: boolean("direct_posting").notNull().default(true),
    blocked: boolean().notNull().default(false),
    genProdPostingGroup: text("gen_prod_posting_group"),
    vatProdPostingGroup: text("vat_prod_posting_group"),
    /** Of the VAT of its lines, what is not claimed back; null: as the VAT posting setup has it. */
    nonDeductibleVatPercent: exact("non_deductible_vat_percent"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    check("gl_account_non_deductible_vat", sql`${t.nonDeductibleVatPercent} between 0 and 100`),
  ],
)

/** An account the company pays from. */
export const bankAccount = pgTable(
  "bank_account",
  {
    companyId: companyId(),
    no: text().notNull(),
    name: text().notNull(),
    iban: text().notNull().default(""),
    bic: text().notNull().default(""),
    /** ISO 4217. */
    currencyCode: text("currency_code").notNull(),
    glAccountNo: account("gl_account_no").notNull(),
    /** What the bank takes for a payment. */
    bankChargesAccountNo: account("bank_charges_account_no"),
    blocked: boolean().notNull().default(false),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({ columns: [t.companyId, t.currencyCode], foreignColumns: [currency.companyId, currency.code] }),
    foreignKey({ columns: [t.companyId, t.glAccountNo], foreignColumns: [glAccount.companyId, glAccount.no] }),
  ],
)
