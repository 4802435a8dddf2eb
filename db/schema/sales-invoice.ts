import { sql } from "drizzle-orm"
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core"
import { companyId, day, exact, instant } from "./columns"
import { currency } from "./currency"
import { customer } from "./customer"
import { checkPricePer, draftLineColumns, type StoredCostSource } from "./document-line"

/** An ongoing (open) sales invoice. */
export const salesInvoice = pgTable(
  "sales_invoice",
  {
    companyId: companyId(),
    no: text().notNull(),
    customerNo: text("customer_no").notNull(),
    customerName: text("customer_name").notNull(),
    address: text().notNull().default(""),
    postCode: text("post_code").notNull().default(""),
    city: text().notNull().default(""),
    countryRegionCode: text("country_region_code").notNull().default(""),
    contact: text().notNull().default(""),
    vatRegistrationNo: text("vat_registration_no").notNull().default(""),
    genBusPostingGroup: text("gen_bus_posting_group"),
    vatBusPostingGroup: text("vat_bus_posting_group"),
    documentDate: day("document_date").notNull(),
    postingDate: day("posting_date").notNull(),
    dueDate: day("due_date").notNull(),
    paymentTermsCode: text("payment_terms_code"),
    salespersonCode: text("salesperson_code"),
    currencyCode: text("currency_code").notNull(),
    pricesIncludingVat: boolean("prices_including_vat").notNull().default(false),
    /** The customer's order or, of an imported invoice, its number in the file. */
    externalDocumentNo: text("external_document_no").notNull().default(""),
    yourReference: text("your_reference").notNull().default(""),
    /** Number in the file it was imported from; unique, so that the same file twice makes nothing twice. */
    importedNo: text("imported_no"),
    /** Counts saves; a save that names another version is stale. */
    version: integer().notNull().default(1),
    lastLineId: integer("last_line_id").notNull().default(0),
    lineCount: integer("line_count").notNull().default(0),
    amount: exact("amount").notNull().default("0"),
    amountIncludingVat: exact("amount_including_vat").notNull().default("0"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({ columns: [t.companyId, t.customerNo], foreignColumns: [customer.companyId, customer.no] }),
    foreignKey({ columns: [t.companyId, t.currencyCode], foreignColumns: [currency.companyId, currency.code] }),
    uniqueIndex("sales_invoice_imported_no").on(t.companyId, t.importedNo).where(sql`imported_no is not null`),
    index("sales_invoice_due_date").on(t.companyId, t.dueDate, t.no),
    // With the due date, so that what is not due is passed over in the index alone.
    index("sales_invoice_document_date").on(t.companyId, t.documentDate, t.no, t.dueDate),
    index("sales_invoice_customer_name").on(t.companyId, sql`customer_name collate "und-x-icu"`, t.no),
    index("sales_invoice_amount").on(t.companyId, t.amount, t.no),
    index("sales_invoice_customer").on(t.companyId, t.customerNo, t.documentDate, t.no),
  ],
)

export const salesInvoiceLine = pgTable(
  "sales_invoice_line",
  {
    ...draftLineColumns(),
    unitPrice: exact("unit_price").notNull().default("0"),
    /** Where the unit price comes from; null: not recorded, as of an import. */
    costSource: jsonb("price_source").$type<StoredCostSource>(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.documentNo, t.lineId] }),
    checkPricePer("sales_invoice_line", t),
    unique("sales_invoice_line_no").on(t.companyId, t.documentNo, t.lineNo),
    foreignKey({
      columns: [t.companyId, t.documentNo],
      foreignColumns: [salesInvoice.companyId, salesInvoice.no],
    }).onDelete("cascade"),
  ],
)
