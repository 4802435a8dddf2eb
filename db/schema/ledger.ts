/**
 * The books. Append-only: the application's role may insert and read, a trigger refuses everything else to everybody,
 * and a deferred trigger on the transaction refuses to commit one that does not sum to zero.
 */
import { sql } from "drizzle-orm"
import {
  bigint,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core"
import { bankAccount, glAccount } from "./accounts"
import { companyId, day, exact, instant } from "./columns"
import { item } from "./item"
import { vendor } from "./vendor"
import { vendorBankAccount } from "./vendor-bank-account"

/** The database transaction that wrote a row: entries join a ledger transaction in the one that made it, and no later. */
const databaseTransaction = customType<{ data: string }>({ dataType: () => "xid8" })

const transactionNo = () => bigint("transaction_no", { mode: "number" }).notNull()
const lineNo = () => integer("line_no").notNull()

export const ledgerDocumentTypes = ["invoice", "credit_memo", "payment", "refund", "unapplication", "opening"] as const

const vendorEntryTypes = ["invoice", "credit_memo", "payment", "refund"] as const

export const detailedEntryTypes = [
  "initial_entry",
  "application",
  "realized_gain",
  "realized_loss",
  "rounding",
  "payment_discount",
  "payment_tolerance",
  "write_off",
] as const

const ofPayments = sql`document_type in ('payment', 'refund')`

/** The last transaction number of a company: the counter row that posting locks last. */
export const ledgerCounter = pgTable("ledger_counter", {
  companyId: companyId().primaryKey(),
  lastTransactionNo: bigint("last_transaction_no", { mode: "number" }).notNull().default(0),
})

/** What was posted at once: its G/L entries sum to zero in the company's currency. Numbered without gaps. */
export const ledgerTransaction = pgTable(
  "ledger_transaction",
  {
    companyId: companyId(),
    no: bigint({ mode: "number" }).notNull(),
    databaseTransaction: databaseTransaction("database_transaction").notNull().default(sql`pg_current_xact_id()`),
    postingDate: day("posting_date").notNull(),
    documentDate: day("document_date").notNull(),
    documentType: text("document_type", { enum: ledgerDocumentTypes }).notNull(),
    documentNo: text("document_no").notNull(),
    /** The vendor's own number for it. */
    externalDocumentNo: text("external_document_no").notNull().default(""),
    description: text().notNull().default(""),
    vendorNo: text("vendor_no"),
    /** The opening that it belongs to, or takes back; null: it is of no opening. */
    openingNo: integer("opening_no"),
    /** The transaction that this one takes back. */
    reversesNo: bigint("reverses_no", { mode: "number" }),
    /** Of the setup that it rests on; null: posted before that was kept. */
    setupVersion: integer("setup_version"),
    postedBy: integer("posted_by").notNull(),
    postedByName: text("posted_by_name").notNull(),
    postedAt: instant("posted_at").notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({
      name: "ledger_transaction_reverses",
      columns: [t.companyId, t.reversesNo],
      foreignColumns: [t.companyId, t.no],
    }),
    uniqueIndex("ledger_transaction_reversed_once").on(t.companyId, t.reversesNo).where(sql`reverses_no is not null`),
    check("ledger_transaction_opening", sql`(document_type = 'opening') = (opening_no is not null)`),
    index("ledger_transaction_opening_no").on(t.companyId, t.openingNo).where(sql`opening_no is not null`),
    index("ledger_transaction_document").on(t.companyId, t.documentNo),
    index("ledger_transaction_posting_date").on(t.companyId, t.postingDate, t.no),
  ],
)

/** An amount on an account of the chart, in the company's currency: debit is positive. */
export const glEntry = pgTable(
  "gl_entry",
  {
    companyId: companyId(),
    transactionNo: transactionNo(),
    lineNo: lineNo(),
    glAccountNo: text("gl_account_no").notNull(),
    postingDate: day("posting_date").notNull(),
    amount: exact("amount").notNull(),
    description: text().notNull().default(""),
    genProdPostingGroup: text("gen_prod_posting_group"),
    vatProdPostingGroup: text("vat_prod_posting_group"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.transactionNo, t.lineNo] }),
    foreignKey({
      columns: [t.companyId, t.transactionNo],
      foreignColumns: [ledgerTransaction.companyId, ledgerTransaction.no],
    }),
    foreignKey({ columns: [t.companyId, t.glAccountNo], foreignColumns: [glAccount.companyId, glAccount.no] }),
    index("gl_entry_account").on(t.companyId, t.glAccountNo, t.postingDate, t.transactionNo, t.lineNo),
    index("gl_entry_posting_date").on(t.companyId, t.postingDate, t.transactionNo, t.lineNo),
  ],
)

/** VAT of one VAT group of a posted document, in the company's currency; an invoice's is positive. */
export const vatEntry = pgTable(
  "vat_entry",
  {
    companyId: companyId(),
    transactionNo: transactionNo(),
    lineNo: lineNo(),
    postingDate: day("posting_date").notNull(),
    vendorNo: text("vendor_no").notNull(),
    countryRegionCode: text("country_region_code").notNull(),
    vatRegistrationNo: text("vat_registration_no").notNull(),
    vatBusPostingGroup: text("vat_bus_posting_group").notNull(),
    vatProdPostingGroup: text("vat_prod_posting_group").notNull(),
    vatIdentifier: text("vat_identifier").notNull(),
    vatCalculationType: text("vat_calculation_type", { enum: ["normal", "reverse_charge", "exempt"] }).notNull(),
    /** Of the setup; a reverse charge shows 0 on the document and its rate here. */
    vatPercent: exact("vat_percent").notNull(),
    base: exact("base").notNull(),
    amount: exact("amount").notNull(),
    /** Part of the amount: what the vendor's paper differs by from base by rate. */
    vatDifference: exact("vat_difference").notNull().default("0"),
    /** What is not claimed back, of base and VAT; `base` and `amount` are without it. */
    nonDeductiblePercent: exact("non_deductible_percent").notNull().default("0"),
    nonDeductibleBase: exact("non_deductible_base").notNull().default("0"),
    nonDeductibleAmount: exact("non_deductible_amount").notNull().default("0"),
    /** Of a payment: the vendor ledger entry whose payment discount or tolerance lessened the VAT; null: of a document. */
    vendorLedgerEntryNo: bigint("vendor_ledger_entry_no", { mode: "number" }),
    /** Of a payment: the accounts that its amounts went to; null: of a document, and before that was kept. */
    purchaseVatAccountNo: text("purchase_vat_account_no"),
    reverseChargeVatAccountNo: text("reverse_charge_vat_account_no"),
    nonDedVatAccountNo: text("non_ded_vat_account_no"),
    /** Of the payment discount or tolerance that it is a part of. */
    reductionAccountNo: text("reduction_account_no"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.transactionNo, t.lineNo] }),
    foreignKey({
      columns: [t.companyId, t.transactionNo],
      foreignColumns: [ledgerTransaction.companyId, ledgerTransaction.no],
    }),
    index("vat_entry_posting_date").on(t.companyId, t.postingDate, t.transactionNo, t.lineNo),
    index("vat_entry_vendor").on(t.companyId, t.vendorNo, t.postingDate, t.transactionNo, t.lineNo),
    index("vat_entry_discounted").on(t.companyId, t.vendorLedgerEntryNo).where(sql`vendor_ledger_entry_no is not null`),
  ],
)

/**
 * What a vendor is owed (negative) or was paid (positive), known by its transaction. What remains of it is the sum of its
 * detailed entries; it is open while that is not zero.
 */
export const vendorLedgerEntry = pgTable(
  "vendor_ledger_entry",
  {
    companyId: companyId(),
    transactionNo: transactionNo(),
    vendorNo: text("vendor_no").notNull(),
    vendorPostingGroup: text("vendor_posting_group").notNull(),
    documentType: text("document_type", { enum: vendorEntryTypes }).notNull(),
    documentNo: text("document_no").notNull(),
    externalDocumentNo: text("external_document_no").notNull().default(""),
    description: text().notNull().default(""),
    postingDate: day("posting_date").notNull(),
    documentDate: day("document_date").notNull(),
    dueDate: day("due_date").notNull(),
    paymentDiscountDate: day("payment_discount_date"),
    paymentDiscountPercent: exact("payment_discount_percent").notNull().default("0"),
    /** What may be taken off in time, in its currency, signed as the amount; null: entered before that was kept. */
    paymentDiscountPossible: exact("payment_discount_possible"),
    currencyCode: text("currency_code").notNull(),
    /** The opening that made it, or took it back; null: it was made here. */
    openingNo: integer("opening_no"),
    /** In that currency. */
    amount: exact("amount").notNull(),
    /** In the company's own. */
    amountLcy: exact("amount_lcy").notNull(),
    /** At this rate: so many units of its currency … Null: entered before that was kept. */
    exchangeRateAmount: exact("exchange_rate_amount"),
    /** … are worth so many of the company's own. */
    relationalExchangeRateAmount: exact("relational_exchange_rate_amount"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.transactionNo] }),
    foreignKey({
      columns: [t.companyId, t.transactionNo],
      foreignColumns: [ledgerTransaction.companyId, ledgerTransaction.no],
    }),
    foreignKey({ columns: [t.companyId, t.vendorNo], foreignColumns: [vendor.companyId, vendor.no] }),
    index("vendor_ledger_entry_vendor").on(t.companyId, t.vendorNo, t.postingDate, t.transactionNo),
    index("vendor_ledger_entry_due_date").on(t.companyId, t.dueDate, t.transactionNo),
    index("vendor_ledger_entry_document").on(t.companyId, t.documentNo),
    // Few among the invoices: their list, however sorted, reads them alone.
    index("vendor_ledger_entry_payment_no").on(t.companyId, t.documentNo).where(ofPayments),
    index("vendor_ledger_entry_payment_date").on(t.companyId, t.postingDate, t.documentNo).where(ofPayments),
    index("vendor_ledger_entry_payment_amount").on(t.companyId, t.amount, t.documentNo).where(ofPayments),
    index("vendor_ledger_entry_payment_vendor")
      .on(t.companyId, t.vendorNo, t.postingDate, t.documentNo)
      .where(ofPayments),
    index("vendor_ledger_entry_posting_date").on(t.companyId, t.postingDate, t.transactionNo),
  ],
)

/** What makes and changes the remaining amount of a vendor ledger entry: its first amount, and each application. */
export const detailedVendorLedgerEntry = pgTable(
  "detailed_vendor_ledger_entry",
  {
    companyId: companyId(),
    /** The transaction that wrote it. */
    transactionNo: transactionNo(),
    lineNo: lineNo(),
    /** The vendor ledger entry whose remaining amount it changes. */
    vendorLedgerEntryNo: bigint("vendor_ledger_entry_no", { mode: "number" }).notNull(),
    /** The entry on the other side of an application. */
    appliedEntryNo: bigint("applied_entry_no", { mode: "number" }),
    entryType: text("entry_type", {
      enum: detailedEntryTypes,
    }).notNull(),
    vendorNo: text("vendor_no").notNull(),
    postingDate: day("posting_date").notNull(),
    currencyCode: text("currency_code").notNull(),
    amount: exact("amount").notNull(),
    amountLcy: exact("amount_lcy").notNull(),
    /** Of a difference that was tolerated or written off; null: of anything else. */
    reasonCode: text("reason_code"),
    /** Of a payment discount, tolerance or write-off: where its other side went; null: anything else, and before it was kept. */
    glAccountNo: text("gl_account_no"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.transactionNo, t.lineNo] }),
    foreignKey({
      columns: [t.companyId, t.transactionNo],
      foreignColumns: [ledgerTransaction.companyId, ledgerTransaction.no],
    }),
    foreignKey({
      name: "detailed_vendor_ledger_entry_of",
      columns: [t.companyId, t.vendorLedgerEntryNo],
      foreignColumns: [vendorLedgerEntry.companyId, vendorLedgerEntry.transactionNo],
    }),
    index("detailed_vendor_ledger_entry_entry").on(t.companyId, t.vendorLedgerEntryNo),
    index("detailed_vendor_ledger_entry_vendor").on(t.companyId, t.vendorNo, t.postingDate),
    index("detailed_vendor_ledger_entry_posting_date").on(t.companyId, t.postingDate),
  ],
)

/**
 * The vendor ledger entries of which something remains: kept by a trigger on the detailed entries, so that open ones are
 * listed, and what remains of them added up, without going through a million closed. Nobody else may write it, and verify-books compares
 * the two.
 */
export const openVendorLedgerEntry = pgTable(
  "open_vendor_ledger_entry",
  {
    companyId: companyId(),
    transactionNo: transactionNo(),
    vendorNo: text("vendor_no").notNull(),
    dueDate: day("due_date").notNull(),
    /** What remains, in the company's currency. */
    amountLcy: exact("amount_lcy").notNull(),
    documentType: text("document_type", { enum: vendorEntryTypes }).notNull(),
    documentNo: text("document_no").notNull(),
    postingDate: day("posting_date").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.transactionNo] }),
    index("open_vendor_ledger_entry_posting_date").on(t.companyId, t.postingDate, t.transactionNo),
    index("open_vendor_ledger_entry_due_date").on(t.companyId, t.dueDate, t.transactionNo),
    index("open_vendor_ledger_entry_vendor").on(t.companyId, t.vendorNo, t.dueDate),
    // Few among the invoices, whose lists go through all of these.
    index("open_vendor_ledger_entry_not_invoices")
      .on(t.companyId, t.postingDate, t.transactionNo)
      .where(sql`document_type <> 'invoice'`),
  ],
)

/**
 * What the G/L entries of an account on a posting date add up to: kept by a trigger on them, so that a balance is the sum of days and not
 * of millions of entries. Nobody else may write it, and verify-books compares the two.
 */
export const glAccountDay = pgTable(
  "gl_account_day",
  {
    companyId: companyId(),
    glAccountNo: text("gl_account_no").notNull(),
    postingDate: day("posting_date").notNull(),
    amount: exact("amount").notNull(),
  },
  t => [primaryKey({ columns: [t.companyId, t.glAccountNo, t.postingDate] })],
)

/** As `glAccountDay`, of the VAT entries of a VAT group. */
export const vatGroupDay = pgTable(
  "vat_group_day",
  {
    companyId: companyId(),
    postingDate: day("posting_date").notNull(),
    vatBusPostingGroup: text("vat_bus_posting_group").notNull(),
    vatProdPostingGroup: text("vat_prod_posting_group").notNull(),
    vatCalculationType: text("vat_calculation_type", { enum: ["normal", "reverse_charge", "exempt"] }).notNull(),
    vatPercent: exact("vat_percent").notNull(),
    base: exact("base").notNull(),
    amount: exact("amount").notNull(),
  },
  t => [
    primaryKey({
      name: "vat_group_day_pk",
      columns: [
        t.companyId,
        t.postingDate,
        t.vatBusPostingGroup,
        t.vatProdPostingGroup,
        t.vatCalculationType,
        t.vatPercent,
      ],
    }),
  ],
)

/** Pieces of an inventory item that came or went, in its base unit of measure. */
export const itemLedgerEntry = pgTable(
  "item_ledger_entry",
  {
    companyId: companyId(),
    transactionNo: transactionNo(),
    lineNo: lineNo(),
    itemNo: text("item_no").notNull(),
    postingDate: day("posting_date").notNull(),
    vendorNo: text("vendor_no").notNull(),
    description: text().notNull().default(""),
    quantity: exact("quantity").notNull(),
    /** As on the document's line. */
    unitOfMeasureCode: text("unit_of_measure_code").notNull(),
    qtyPerUnitOfMeasure: exact("qty_per_unit_of_measure").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.transactionNo, t.lineNo] }),
    foreignKey({
      columns: [t.companyId, t.transactionNo],
      foreignColumns: [ledgerTransaction.companyId, ledgerTransaction.no],
    }),
    foreignKey({ columns: [t.companyId, t.itemNo], foreignColumns: [item.companyId, item.no] }),
    index("item_ledger_entry_item").on(t.companyId, t.itemNo, t.postingDate, t.transactionNo, t.lineNo),
    index("item_ledger_entry_vendor").on(t.companyId, t.vendorNo, t.postingDate, t.transactionNo, t.lineNo),
    index("item_ledger_entry_posting_date").on(t.companyId, t.postingDate, t.transactionNo, t.lineNo),
  ],
)

/** What the pieces of an item ledger entry (same transaction and line) are worth, in the company's currency. */
export const valueEntry = pgTable(
  "value_entry",
  {
    companyId: companyId(),
    transactionNo: transactionNo(),
    lineNo: lineNo(),
    itemNo: text("item_no").notNull(),
    postingDate: day("posting_date").notNull(),
    inventoryPostingGroup: text("inventory_posting_group").notNull(),
    inventoryAccountNo: text("inventory_account_no").notNull(),
    costAmount: exact("cost_amount").notNull(),
    /** Per base unit. */
    costPerUnit: exact("cost_per_unit").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.transactionNo, t.lineNo] }),
    foreignKey({
      columns: [t.companyId, t.transactionNo, t.lineNo],
      foreignColumns: [itemLedgerEntry.companyId, itemLedgerEntry.transactionNo, itemLedgerEntry.lineNo],
    }),
    index("value_entry_item").on(t.companyId, t.itemNo, t.postingDate),
  ],
)

/** The bank account side of a payment, with the bank's charges; the G/L knows only the bank account's G/L account. */
export const bankAccountLedgerEntry = pgTable(
  "bank_account_ledger_entry",
  {
    companyId: companyId(),
    transactionNo: transactionNo(),
    bankAccountNo: text("bank_account_no").notNull(),
    postingDate: day("posting_date").notNull(),
    description: text().notNull().default(""),
    currencyCode: text("currency_code").notNull(),
    amount: exact("amount").notNull(),
    amountLcy: exact("amount_lcy").notNull(),
    /** Whether the bank said what the payment came to, so that the rate is the bank's and not that of the table. */
    amountTyped: boolean("amount_typed").notNull().default(false),
    /** The bank's charges, a part of the amounts with the sign turned: positive where it took them. */
    charges: exact("charges").notNull().default("0"),
    chargesLcy: exact("charges_lcy").notNull().default("0"),
    chargesAccountNo: text("charges_account_no"),
    /** How it was paid; null: as the bank transfers, and before that was kept. */
    paymentMethodCode: text("payment_method_code"),
    /** Where it was paid to: confirmed by a second person. Null: it went to no bank account, and before that was kept. */
    vendorBankAccountId: bigint("vendor_bank_account_id", { mode: "number" }),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.transactionNo] }),
    foreignKey({
      columns: [t.companyId, t.transactionNo],
      foreignColumns: [ledgerTransaction.companyId, ledgerTransaction.no],
    }),
    foreignKey({ columns: [t.companyId, t.bankAccountNo], foreignColumns: [bankAccount.companyId, bankAccount.no] }),
    foreignKey({
      name: "bank_account_ledger_entry_paid_to",
      columns: [t.companyId, t.vendorBankAccountId],
      foreignColumns: [vendorBankAccount.companyId, vendorBankAccount.id],
    }),
    index("bank_account_ledger_entry_account").on(t.companyId, t.bankAccountNo, t.postingDate, t.transactionNo),
  ],
)
