/** What a company sets up once: terms, posting groups and their matrices, currencies, units, number series, accounts. */
import { sql } from "drizzle-orm"
import { bigint, boolean, check, foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { companyId, day, exact } from "./columns"

const code = () => text().notNull()
const description = () => text().notNull().default("")

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
  },
  t => [primaryKey({ columns: [t.companyId, t.no] })],
)

/** A reference to an account of the same company. */
const account = (name: string) => text(name)

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
  },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

export const paymentMethod = pgTable(
  "payment_method",
  { companyId: companyId(), code: code(), description: description() },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

/** Salespeople and purchasers. */
export const purchaser = pgTable(
  "purchaser",
  { companyId: companyId(), code: code(), name: text().notNull(), email: text().notNull().default("") },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

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
  },
  t => [
    primaryKey({ columns: [t.companyId, t.code] }),
    check("currency_invoice_rounding", sql`${t.invoiceRoundingPrecision} >= 0`),
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

export const unitOfMeasure = pgTable(
  "unit_of_measure",
  {
    companyId: companyId(),
    code: code(),
    description: description(),
    /** UN/ECE Recommendation 20 code, for electronic invoices. */
    internationalStandardCode: text("international_standard_code").notNull().default(""),
  },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

export const genBusPostingGroup = pgTable(
  "gen_bus_posting_group",
  { companyId: companyId(), code: code(), description: description() },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

export const genProdPostingGroup = pgTable(
  "gen_prod_posting_group",
  { companyId: companyId(), code: code(), description: description() },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

/** Which accounts a purchase or sale of this kind is posted to: business group × product group. */
export const generalPostingSetup = pgTable(
  "general_posting_setup",
  {
    companyId: companyId(),
    genBusPostingGroup: text("gen_bus_posting_group").notNull(),
    genProdPostingGroup: text("gen_prod_posting_group").notNull(),
    salesAccountNo: account("sales_account_no"),
    salesCreditMemoAccountNo: account("sales_credit_memo_account_no"),
    purchaseAccountNo: account("purchase_account_no"),
    purchaseCreditMemoAccountNo: account("purchase_credit_memo_account_no"),
    purchaseLineDiscountAccountNo: account("purchase_line_discount_account_no"),
    purchaseInvoiceDiscountAccountNo: account("purchase_invoice_discount_account_no"),
    costOfGoodsSoldAccountNo: account("cost_of_goods_sold_account_no"),
    inventoryAdjustmentAccountNo: account("inventory_adjustment_account_no"),
    directCostAppliedAccountNo: account("direct_cost_applied_account_no"),
    blocked: boolean().notNull().default(false),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.genBusPostingGroup, t.genProdPostingGroup] }),
    foreignKey({
      columns: [t.companyId, t.genBusPostingGroup],
      foreignColumns: [genBusPostingGroup.companyId, genBusPostingGroup.code],
    }),
    foreignKey({
      columns: [t.companyId, t.genProdPostingGroup],
      foreignColumns: [genProdPostingGroup.companyId, genProdPostingGroup.code],
    }),
    foreignKey({
      name: "general_posting_setup_purchase_account",
      columns: [t.companyId, t.purchaseAccountNo],
      foreignColumns: [glAccount.companyId, glAccount.no],
    }),
    foreignKey({
      name: "general_posting_setup_sales_account",
      columns: [t.companyId, t.salesAccountNo],
      foreignColumns: [glAccount.companyId, glAccount.no],
    }),
  ],
)

export const vatBusPostingGroup = pgTable(
  "vat_bus_posting_group",
  { companyId: companyId(), code: code(), description: description() },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

export const vatProdPostingGroup = pgTable(
  "vat_prod_posting_group",
  { companyId: companyId(), code: code(), description: description() },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

/** Which VAT applies: the partner's VAT group × the product's. */
export const vatPostingSetup = pgTable(
  "vat_posting_setup",
  {
    companyId: companyId(),
    vatBusPostingGroup: text("vat_bus_posting_group").notNull(),
    vatProdPostingGroup: text("vat_prod_posting_group").notNull(),
    description: description(),
    /** Lines with the same identifier form one VAT group on a document. */
    vatIdentifier: text("vat_identifier").notNull(),
    vatPercent: exact("vat_percent").notNull(),
    vatCalculationType: text("vat_calculation_type", { enum: ["normal", "reverse_charge", "exempt"] }).notNull(),
    purchaseVatAccountNo: account("purchase_vat_account_no"),
    salesVatAccountNo: account("sales_vat_account_no"),
    reverseChargeVatAccountNo: account("reverse_charge_vat_account_no"),
    blocked: boolean().notNull().default(false),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.vatBusPostingGroup, t.vatProdPostingGroup] }),
    foreignKey({
      columns: [t.companyId, t.vatBusPostingGroup],
      foreignColumns: [vatBusPostingGroup.companyId, vatBusPostingGroup.code],
    }),
    foreignKey({
      columns: [t.companyId, t.vatProdPostingGroup],
      foreignColumns: [vatProdPostingGroup.companyId, vatProdPostingGroup.code],
    }),
    foreignKey({
      name: "vat_posting_setup_purchase_vat_account",
      columns: [t.companyId, t.purchaseVatAccountNo],
      foreignColumns: [glAccount.companyId, glAccount.no],
    }),
    check("vat_percent_range", sql`${t.vatPercent} between 0 and 100`),
  ],
)

export const vendorPostingGroup = pgTable(
  "vendor_posting_group",
  {
    companyId: companyId(),
    code: code(),
    description: description(),
    payablesAccountNo: account("payables_account_no").notNull(),
    invoiceRoundingAccountNo: account("invoice_rounding_account_no"),
    paymentDiscountAccountNo: account("payment_discount_account_no"),
    /** Of the tiers of a vendor's invoice discount. */
    serviceChargeAccountNo: account("service_charge_account_no"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.code] }),
    foreignKey({
      columns: [t.companyId, t.payablesAccountNo],
      foreignColumns: [glAccount.companyId, glAccount.no],
    }),
  ],
)

export const customerPostingGroup = pgTable(
  "customer_posting_group",
  {
    companyId: companyId(),
    code: code(),
    description: description(),
    receivablesAccountNo: account("receivables_account_no").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.code] }),
    foreignKey({
      columns: [t.companyId, t.receivablesAccountNo],
      foreignColumns: [glAccount.companyId, glAccount.no],
    }),
  ],
)

export const inventoryPostingGroup = pgTable(
  "inventory_posting_group",
  {
    companyId: companyId(),
    code: code(),
    description: description(),
    inventoryAccountNo: account("inventory_account_no").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.code] }),
    foreignKey({
      columns: [t.companyId, t.inventoryAccountNo],
      foreignColumns: [glAccount.companyId, glAccount.no],
    }),
  ],
)

/** A counter that gives documents their numbers: prefix, then the number padded to `digits`. */
export const noSeries = pgTable(
  "no_series",
  {
    companyId: companyId(),
    code: code(),
    description: description(),
    prefix: text().notNull(),
    digits: integer().notNull().default(5),
    lastNumber: bigint("last_number", { mode: "number" }).notNull().default(0),
    /** True for drafts; a series of posted documents is drawn inside the posting transaction. */
    allowGaps: boolean("allow_gaps").notNull(),
  },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

/** One row a company: which series and defaults its documents use. */
export const purchasesSetup = pgTable("purchases_setup", {
  companyId: companyId().primaryKey(),
  /** Of all the company's setup: every change of any of it counts it up. */
  setupVersion: integer("setup_version").notNull().default(0),
  vendorNos: text("vendor_nos").notNull(),
  customerNos: text("customer_nos").notNull(),
  salesInvoiceNos: text("sales_invoice_nos").notNull(),
  purchaseInvoiceNos: text("purchase_invoice_nos").notNull(),
  postedPurchaseInvoiceNos: text("posted_purchase_invoice_nos").notNull(),
  purchaseRequestNos: text("purchase_request_nos").notNull(),
  purchaseCreditMemoNos: text("purchase_credit_memo_nos").notNull(),
  postedPurchaseCreditMemoNos: text("posted_purchase_credit_memo_nos").notNull(),
  paymentNos: text("payment_nos").notNull(),
  /** Dates that may be posted on; null: no limit. A user's own range goes before. */
  allowPostingFrom: day("allow_posting_from"),
  allowPostingTo: day("allow_posting_to"),
  /** What posting does with a draft that nobody has reviewed. */
  unreviewedPosting: text("unreviewed_posting", { enum: ["ask", "refuse"] })
    .notNull()
    .default("ask"),
  extDocNoMandatory: boolean("ext_doc_no_mandatory").notNull().default(true),
  /** Posting groups and terms that a new vendor starts with. */
  defaultVendorPostingGroup: text("default_vendor_posting_group").notNull(),
  defaultCustomerPostingGroup: text("default_customer_posting_group").notNull(),
  defaultInventoryPostingGroup: text("default_inventory_posting_group").notNull(),
  defaultGenProdPostingGroup: text("default_gen_prod_posting_group").notNull(),
  defaultVatProdPostingGroup: text("default_vat_prod_posting_group").notNull(),
  defaultPaymentTermsCode: text("default_payment_terms_code").notNull(),
  defaultBaseUnitOfMeasure: text("default_base_unit_of_measure").notNull(),
  /** Business posting groups by where the partner is: at home, in the European Union, elsewhere. */
  domesticGenBusPostingGroup: text("domestic_gen_bus_posting_group").notNull(),
  domesticVatBusPostingGroup: text("domestic_vat_bus_posting_group").notNull(),
  euGenBusPostingGroup: text("eu_gen_bus_posting_group").notNull(),
  euVatBusPostingGroup: text("eu_vat_bus_posting_group").notNull(),
  foreignGenBusPostingGroup: text("foreign_gen_bus_posting_group").notNull(),
  foreignVatBusPostingGroup: text("foreign_vat_bus_posting_group").notNull(),
  /** Account that imported carriage and charge codes go to. */
  chargesAccountNo: text("charges_account_no").notNull(),
})

/** The dates on which one user may post, where they differ from the company's. */
export const userPostingRange = pgTable(
  "user_posting_range",
  {
    companyId: companyId(),
    userId: integer("user_id").notNull(),
    allowPostingFrom: day("allow_posting_from"),
    allowPostingTo: day("allow_posting_to"),
  },
  t => [primaryKey({ columns: [t.companyId, t.userId] })],
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
    blocked: boolean().notNull().default(false),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({ columns: [t.companyId, t.currencyCode], foreignColumns: [currency.companyId, currency.code] }),
    foreignKey({ columns: [t.companyId, t.glAccountNo], foreignColumns: [glAccount.companyId, glAccount.no] }),
  ],
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
