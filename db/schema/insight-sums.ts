/**
 * What Insight's figures of posted documents add up to by month: kept by a trigger as a document is posted, so that a figure is the sum of
 * months and not of a million documents. Nobody else may write them, and verify-books compares them with the documents.
 */
import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { companyId, day, exact } from "./columns"

/** The first day of the month of the posting dates. */
const month = () => day("month").notNull()

/** What was bought of a vendor, without VAT and in the company's currency, credit memos taken off. */
export const purchaseVendorMonth = pgTable(
  "purchase_vendor_month",
  {
    companyId: companyId(),
    month: month(),
    vendorNo: text("vendor_no").notNull(),
    documents: integer().notNull(),
    amount: exact("amount").notNull(),
  },
  t => [primaryKey({ columns: [t.companyId, t.month, t.vendorNo] })],
)

/**
 * What was bought of an inventory item, credit memos taken off: its base quantity and what that cost. Of each month, and of each quarter and
 * year of the calendar as well, as there are many items and a price is compared over two years.
 */
export const purchaseItemPeriod = pgTable(
  "purchase_item_period",
  {
    companyId: companyId(),
    /** How long it is: 1, 3 or 12. */
    months: integer().notNull(),
    /** Its first day. */
    begins: day("begins").notNull(),
    itemNo: text("item_no").notNull(),
    lines: integer().notNull(),
    quantity: exact("quantity").notNull(),
    cost: exact("cost").notNull(),
  },
  t => [primaryKey({ columns: [t.companyId, t.months, t.begins, t.itemNo] })],
)

/** How many invoices took so many hundredths of a day from request to posting, so that any percentile of them is exact. */
export const requestDaysMonth = pgTable(
  "request_days_month",
  {
    companyId: companyId(),
    month: month(),
    hundredths: integer().notNull(),
    documents: integer().notNull(),
  },
  t => [primaryKey({ columns: [t.companyId, t.month, t.hundredths] })],
)

/** What was bought for a customer's sales against what that was sold for. */
export const customerMarginMonth = pgTable(
  "customer_margin_month",
  {
    companyId: companyId(),
    month: month(),
    customerName: text("customer_name").notNull(),
    documents: integer().notNull(),
    sales: exact("sales").notNull(),
    cost: exact("cost").notNull(),
  },
  t => [primaryKey({ columns: [t.companyId, t.month, t.customerName] })],
)
