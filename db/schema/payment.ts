/** When and how is paid, and what is taken off for it. */
import { sql } from "drizzle-orm"
import { boolean, check, foreignKey, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { code, companyId, description, exact } from "./columns"
import { currency } from "./currency"

export const paymentTerms = pgTable(
  "payment_terms",
  {
    companyId: companyId(),
    code: code(),
    description: description(),
    /** Date formula in its stored (English) form; blank: the document date. */
    dueDateCalculation: text("due_date_calculation").notNull().default(""),
    discountDateCalculation: text("discount_date_calculation").notNull().default(""),
    discountPercent: exact("discount_percent").notNull().default("0"),
    /** The terms hold for credit memos too, which else are due at once and bear no payment discount. */
    calcPmtDiscOnCrMemos: boolean("calc_pmt_disc_on_cr_memos").notNull().default(false),
  },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

export const paymentMethod = pgTable(
  "payment_method",
  {
    companyId: companyId(),
    code: code(),
    description: description(),
    /** What is paid so goes to a bank account of the vendor; false: cash, a card, or what the vendor collects. */
    toBankAccount: boolean("to_bank_account").notNull().default(true),
  },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

/** Tiers of a vendor's invoice discount: the highest minimum amount that a document reaches counts. */
export const vendorInvoiceDiscount = pgTable(
  "vendor_invoice_discount",
  {
    companyId: companyId(),
    /** A vendor's invoice discount code; usually the vendor's number. */
    code: code(),
    currencyCode: text("currency_code").notNull(),
    /** Of the lines that allow a discount, in that currency. */
    minimumAmount: exact("minimum_amount").notNull().default("0"),
    discountPercent: exact("discount_percent").notNull().default("0"),
    /** Added to a document whose lines reach the minimum amount, all of them; in the form of the line amounts. */
    serviceCharge: exact("service_charge").notNull().default("0"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.code, t.currencyCode, t.minimumAmount] }),
    foreignKey({ columns: [t.companyId, t.currencyCode], foreignColumns: [currency.companyId, currency.code] }),
    check("vendor_invoice_discount_percent", sql`${t.discountPercent} between 0 and 100 and ${t.serviceCharge} >= 0`),
  ],
)
