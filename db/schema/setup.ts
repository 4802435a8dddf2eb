/** What else a company sets up once: purchasers, units, number series, posting dates. */
import { bigint, boolean, foreignKey, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { account, code, companyId, day, description, exact } from "./columns"

/** Salespeople and purchasers. */
export const purchaser = pgTable(
  "purchaser",
  { companyId: companyId(), code: code(), name: text().notNull(), email: text().notNull().default("") },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

/** Why something was posted that no document says. */
export const reasonCode = pgTable(
  "reason_code",
  { companyId: companyId(), code: code(), description: description() },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
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

/** What counts: prefix, then the number padded to `digits`. */
const counter = () => ({
  prefix: text().notNull(),
  digits: integer().notNull().default(5),
  lastNumber: bigint("last_number", { mode: "number" }).notNull().default(0),
  /** The last one that it gives; 0: it has no end. */
  endingNumber: bigint("ending_number", { mode: "number" }).notNull().default(0),
  /** From this one on administrators are told that it comes to its end; 0: they are not. */
  warningNumber: bigint("warning_number", { mode: "number" }).notNull().default(0),
})

/** Gives documents their numbers: by its line of their date, and by itself before the first of them. */
export const noSeries = pgTable(
  "no_series",
  {
    companyId: companyId(),
    code: code(),
    description: description(),
    ...counter(),
    /** True for drafts; a series of posted documents is drawn inside the posting transaction. */
    allowGaps: boolean("allow_gaps").notNull(),
    /** A number may be typed instead of drawn, where what is numbered allows that. */
    manualNos: boolean("manual_nos").notNull().default(false),
  },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

/** A counter of a series for dates from one on, until its next line begins. */
export const noSeriesLine = pgTable(
  "no_series_line",
  {
    companyId: companyId(),
    seriesCode: text("series_code").notNull(),
    startingDate: day("starting_date").notNull(),
    ...counter(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.seriesCode, t.startingDate] }),
    foreignKey({ columns: [t.companyId, t.seriesCode], foreignColumns: [noSeries.companyId, noSeries.code] }),
  ],
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
  /** Who must agree before a draft is posted: nobody, any purchasing manager, or whom the rules say. */
  approval: text({ enum: ["off", "review", "rules"] })
    .notNull()
    .default("review"),
  /** Working days in which an approver answers. */
  approvalDeadlineDays: integer("approval_deadline_days").notNull().default(2),
  /** So many working days after the deadline the approver's superior is asked too; null: never. */
  escalateAfterDays: integer("escalate_after_days"),
  /** An approval outlives a decrease of up to this part and at most this in the company's currency; 0: it outlives none. */
  keepOnDecreasePercent: exact("keep_on_decrease_percent").notNull().default("0"),
  keepOnDecreaseAmount: exact("keep_on_decrease_amount").notNull().default("0"),
  /** What one person asks of one vendor within so many days is held against limits together; 0: each by itself. */
  splitGuardDays: integer("split_guard_days").notNull().default(7),
  /** Below this amount one may approve one's own where nobody else is left; null: never. */
  ownApprovalBelow: exact("own_approval_below"),
  /** From this amount on, in the company's currency, a payment is approved before it is registered; null: never. */
  paymentApprovalFrom: exact("payment_approval_from"),
  /** Whether a vendor's bank account is approved by rules; else one other person confirms it. */
  bankAccountApproval: boolean("bank_account_approval").notNull().default(false),
  /** Address of the outsider who gets the monthly list of those. */
  ownApprovalListTo: text("own_approval_list_to").notNull().default(""),
  /** What is refused of a vendor that nobody has proven yet. */
  unprovenVendors: text("unproven_vendors", { enum: ["none", "payment", "posting"] })
    .notNull()
    .default("payment"),
  /** A reviewer is told of a cost that is above the last one or the price list by more than this percent … */
  costIncreasePercent: exact("cost_increase_percent").notNull().default("5"),
  /** … of a margin below this percent of what was sold for … */
  lowMarginPercent: exact("low_margin_percent").notNull().default("10"),
  /** … of a quantity that lies further outside the middle half of a year's than so many times its width … */
  unusualQuantitySpread: exact("unusual_quantity_spread").notNull().default("3"),
  /** … and of a bank account that was confirmed less than so many days ago. */
  newBankAccountDays: integer("new_bank_account_days").notNull().default(30),
  extDocNoMandatory: boolean("ext_doc_no_mandatory").notNull().default(true),
  /** Which discounts are posted on accounts of their own; the others lessen what is bought. */
  discountPosting: text("discount_posting", { enum: ["none", "line", "invoice", "all"] })
    .notNull()
    .default("none"),
  /** A payment discount may still be taken so many days after its date. */
  paymentDiscountGraceDays: integer("payment_discount_grace_days").notNull().default(0),
  /** A payment discount is a percent of the amount without VAT. */
  paymentDiscountExclVat: boolean("payment_discount_excl_vat").notNull().default(false),
  /** VAT may be worked out from a base that is less by a document's discount of up to this percent; 0: it never is. */
  vatTolerancePercent: exact("vat_tolerance_percent").notNull().default("0"),
  /** A difference that stays open may be tolerated up to this part of the entry, and at most this in the company's currency; 0: no limit of its kind, both 0: none is. */
  paymentTolerancePercent: exact("payment_tolerance_percent").notNull().default("0"),
  maxPaymentToleranceAmount: exact("max_payment_tolerance_amount").notNull().default("0"),
  paymentToleranceAccountNo: account("payment_tolerance_account_no"),
  paymentToleranceReasonCode: text("payment_tolerance_reason_code"),
  /** A difference may be written off up to this, in the company's currency; 0: none may. */
  maxWriteOffAmount: exact("max_write_off_amount").notNull().default("0"),
  writeOffAccountNo: account("write_off_account_no"),
  writeOffReasonCode: text("write_off_reason_code"),
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
  /** Days of the week on which nobody works; never all of them. */
  nonworkingMonday: boolean("nonworking_monday").notNull().default(false),
  nonworkingTuesday: boolean("nonworking_tuesday").notNull().default(false),
  nonworkingWednesday: boolean("nonworking_wednesday").notNull().default(false),
  nonworkingThursday: boolean("nonworking_thursday").notNull().default(false),
  nonworkingFriday: boolean("nonworking_friday").notNull().default(false),
  nonworkingSaturday: boolean("nonworking_saturday").notNull().default(true),
  nonworkingSunday: boolean("nonworking_sunday").notNull().default(true),
})

/** A day on which the company does not work, besides those of the week. */
export const holiday = pgTable(
  "holiday",
  { companyId: companyId(), date: day("date").notNull(), description: description() },
  t => [primaryKey({ columns: [t.companyId, t.date] })],
)

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

/**
 * Every state of what the books rest on in setup, by its version (`purchases_setup.setup_version`): kept by triggers on the
 * tables of setup, read by verify-books. Nobody else writes it.
 */
export const setupInForce = pgTable(
  "setup_in_force",
  {
    companyId: companyId(),
    tableName: text("table_name").notNull(),
    /** The row's key after the company, its parts joined by "/"; "" where the company has one row. */
    rowKey: text("row_key").notNull(),
    /** From this version of the setup on. */
    setupVersion: integer("setup_version").notNull(),
    /** The row; null: there is none any more. */
    content: jsonb().$type<Record<string, unknown>>(),
  },
  t => [primaryKey({ columns: [t.companyId, t.tableName, t.rowKey, t.setupVersion] })],
)
