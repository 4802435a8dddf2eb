/** Currencies, and what they are worth. */
import { sql } from "drizzle-orm"
import { check, foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { account, code, companyId, day, description, exact } from "./columns"

export const currency = pgTable(
  "currency",
  {
    companyId: companyId(),
    /** ISO 4217. */
    code: code(),
    description: description(),
    /** Decimals of an amount: 0, 2 or 3. */
    amountDecimals: integer("amount_decimals").notNull().default(2),
    /** Decimals of a unit cost or price. */
    unitAmountDecimals: integer("unit_amount_decimals").notNull().default(5),
    realizedGainsAccountNo: account("realized_gains_account_no"),
    realizedLossesAccountNo: account("realized_losses_account_no"),
    roundingAccountNo: account("rounding_account_no"),
    /** An invoice's total is rounded to a multiple of this at posting, e.g. 0.05; 0: not rounded. */
    invoiceRoundingPrecision: exact("invoice_rounding_precision").notNull().default("0"),
    /** By how much a document's VAT may be typed otherwise than it is worked out, in all; 0: not at all. */
    maxVatDifferenceAllowed: exact("max_vat_difference_allowed").notNull().default("0"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.code] }),
    check("currency_invoice_rounding", sql`${t.invoiceRoundingPrecision} >= 0`),
    check("currency_max_vat_difference", sql`${t.maxVatDifferenceAllowed} >= 0`),
    check("currency_decimals", sql`${t.amountDecimals} between 0 and 4 and ${t.unitAmountDecimals} between 0 and 6`),
  ],
)

export const currencyExchangeRate = pgTable(
  "currency_exchange_rate",
  {
    companyId: companyId(),
    currencyCode: text("currency_code").notNull(),
    startingDate: day("starting_date").notNull(),
    /** So many units of the currency … */
    exchangeRateAmount: exact("exchange_rate_amount").notNull(),
    /** … are worth so many of the company's own. */
    relationalExchangeRateAmount: exact("relational_exchange_rate_amount").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.currencyCode, t.startingDate] }),
    foreignKey({ columns: [t.companyId, t.currencyCode], foreignColumns: [currency.companyId, currency.code] }),
    check("exchange_rate_positive", sql`${t.exchangeRateAmount} > 0 and ${t.relationalExchangeRateAmount} > 0`),
  ],
)
