/**
 * Opening balances: what a company had on the day before it began here. Prepared lines change until they are posted; what was
 * posted is append-only, as the entries that it made are. Whether an opening was reversed is not a column: it is, where
 * its transactions are taken back.
 */
import { bigint, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core"
import { account, companyId, day, exact, instant } from "./columns"
import { vendorLedgerEntry } from "./ledger"

const lineNo = () => integer("no").notNull().generatedAlwaysAsIdentity()

const openDocumentTypes = ["invoice", "credit_memo"] as const

/** What is being prepared: one row a company, which whoever prepares or posts locks first. */
export const openingPreparation = pgTable("opening_preparation", {
  companyId: companyId().primaryKey(),
  /** The first day on which the company books here; the opening is posted on the day before. */
  startDate: day("start_date"),
  /** Stands between the transactions of an opening, and is left with nothing. */
  clearingAccountNo: account("clearing_account_no"),
  version: integer().notNull().default(1),
})

/** An invoice that is not paid yet, or a credit memo that is not applied; it may name what is not set up yet. */
export const openingVendorLine = pgTable(
  "opening_vendor_line",
  {
    companyId: companyId(),
    no: lineNo(),
    vendorNo: text("vendor_no").notNull(),
    documentType: text("document_type", { enum: openDocumentTypes }).notNull(),
    /** The number on the vendor's paper. */
    vendorInvoiceNo: text("vendor_invoice_no").notNull(),
    /** That number as it is compared. */
    vendorInvoiceKey: text("vendor_invoice_key").notNull(),
    documentDate: day("document_date").notNull(),
    dueDate: day("due_date").notNull(),
    paymentDiscountDate: day("payment_discount_date"),
    paymentDiscountPercent: exact("payment_discount_percent").notNull().default("0"),
    currencyCode: text("currency_code").notNull(),
    /** What remains of it, > 0, in its currency … */
    amount: exact("amount").notNull(),
    /** … and in the company's. */
    amountLcy: exact("amount_lcy").notNull(),
    description: text().notNull().default(""),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    uniqueIndex("opening_vendor_line_once").on(t.companyId, t.vendorNo, t.documentType, t.vendorInvoiceKey),
  ],
)

/** The balance of a G/L account. */
export const openingAccountLine = pgTable(
  "opening_account_line",
  {
    companyId: companyId(),
    no: lineNo(),
    glAccountNo: account("gl_account_no").notNull(),
    /** Of several bank accounts on one account, which; blank: the only one, or none. */
    bankAccountNo: text("bank_account_no").notNull().default(""),
    /** In the company's currency: debit is positive. */
    amount: exact("amount").notNull(),
    /** Of a bank account in another currency: in that; null: it is in the company's. */
    bankAmount: exact("bank_amount"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    uniqueIndex("opening_account_line_once").on(t.companyId, t.glAccountNo, t.bankAccountNo),
  ],
)

/** Pieces of an inventory item in stock, in its base unit of measure. */
export const openingStockLine = pgTable(
  "opening_stock_line",
  {
    companyId: companyId(),
    no: lineNo(),
    itemNo: text("item_no").notNull(),
    quantity: exact("quantity").notNull(),
    /** What they are worth, in the company's currency. */
    costAmount: exact("cost_amount").notNull(),
  },
  t => [primaryKey({ columns: [t.companyId, t.no] }), uniqueIndex("opening_stock_line_once").on(t.companyId, t.itemNo)],
)

/** An opening as it was posted: ledger transactions without others between them. */
export const openingBalance = pgTable(
  "opening_balance",
  {
    companyId: companyId(),
    no: integer().notNull(),
    startDate: day("start_date").notNull(),
    clearingAccountNo: account("clearing_account_no").notNull(),
    firstTransactionNo: bigint("first_transaction_no", { mode: "number" }).notNull(),
    lastTransactionNo: bigint("last_transaction_no", { mode: "number" }).notNull(),
    /** The opening that was reversed to make room for it. */
    replacesNo: integer("replaces_no"),
    /** Items that had no last direct cost and got it from their stock. */
    costedItemNos: text("costed_item_nos").array().notNull(),
    postedBy: integer("posted_by").notNull(),
    postedByName: text("posted_by_name").notNull(),
    postedAt: instant("posted_at").notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({
      name: "opening_balance_replaces",
      columns: [t.companyId, t.replacesNo],
      foreignColumns: [t.companyId, t.no],
    }),
  ],
)

/** A vendor ledger entry that an opening made, with the vendor's number of it as it is compared: such a number counts as used. */
export const openedVendorEntry = pgTable(
  "opened_vendor_entry",
  {
    companyId: companyId(),
    transactionNo: bigint("transaction_no", { mode: "number" }).notNull(),
    openingNo: integer("opening_no").notNull(),
    vendorNo: text("vendor_no").notNull(),
    documentType: text("document_type", { enum: openDocumentTypes }).notNull(),
    vendorInvoiceNo: text("vendor_invoice_no").notNull(),
    vendorInvoiceKey: text("vendor_invoice_key").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.transactionNo] }),
    foreignKey({
      name: "opened_vendor_entry_entry",
      columns: [t.companyId, t.transactionNo],
      foreignColumns: [vendorLedgerEntry.companyId, vendorLedgerEntry.transactionNo],
    }),
    foreignKey({
      name: "opened_vendor_entry_opening",
      columns: [t.companyId, t.openingNo],
      foreignColumns: [openingBalance.companyId, openingBalance.no],
    }),
    index("opened_vendor_entry_key").on(t.companyId, t.vendorNo, t.vendorInvoiceKey),
  ],
)
