import { sql } from "drizzle-orm"
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core"
import { companyId, day, exact, instant } from "./columns"
import { currency } from "./currency"
import { checkPricePer, draftLineColumns, type StoredCostSource } from "./document-line"
import { postedPurchaseDocument } from "./posted-purchase"
import { vendor } from "./vendor"

/**
 * A draft purchase invoice, or purchase credit memo. Nothing here names a sales invoice: what was asked for lives on the
 * purchase request, which is history.
 */
export const purchaseInvoice = pgTable(
  "purchase_invoice",
  {
    companyId: companyId(),
    no: text().notNull(),
    documentType: text("document_type", { enum: ["invoice", "credit_memo"] })
      .notNull()
      .default("invoice"),
    buyFromVendorNo: text("buy_from_vendor_no").notNull(),
    /** The posted invoice that this credit memo credits in part or whole; its lines say which of the invoice's. */
    creditsNo: text("credits_no"),
    /** The number that it had as one with the drafts that were split off from it, or that it was split off from; null: it never was. */
    splitOfNo: text("split_of_no"),
    payToVendorNo: text("pay_to_vendor_no").notNull(),
    buyFromVendorName: text("buy_from_vendor_name").notNull(),
    buyFromAddress: text("buy_from_address").notNull().default(""),
    buyFromAddress2: text("buy_from_address_2").notNull().default(""),
    buyFromPostCode: text("buy_from_post_code").notNull().default(""),
    buyFromCity: text("buy_from_city").notNull().default(""),
    buyFromCountryRegionCode: text("buy_from_country_region_code").notNull().default(""),
    buyFromContact: text("buy_from_contact").notNull().default(""),
    orderAddressCode: text("order_address_code"),
    payToVendorName: text("pay_to_vendor_name").notNull(),
    vatRegistrationNo: text("vat_registration_no").notNull().default(""),
    vatCountryRegionCode: text("vat_country_region_code").notNull().default(""),
    genBusPostingGroup: text("gen_bus_posting_group"),
    vatBusPostingGroup: text("vat_bus_posting_group"),
    vendorPostingGroup: text("vendor_posting_group"),
    paymentTermsCode: text("payment_terms_code"),
    paymentMethodCode: text("payment_method_code"),
    purchaserCode: text("purchaser_code"),
    languageCode: text("language_code").notNull().default(""),
    invoiceDiscountCode: text("invoice_discount_code").notNull().default(""),
    currencyCode: text("currency_code").notNull(),
    pricesIncludingVat: boolean("prices_including_vat").notNull().default(false),
    postingDate: day("posting_date").notNull(),
    documentDate: day("document_date").notNull(),
    orderDate: day("order_date").notNull(),
    dueDate: day("due_date").notNull(),
    paymentDiscountDate: day("payment_discount_date").notNull(),
    paymentDiscountPercent: exact("payment_discount_percent").notNull().default("0"),
    /** By so much less than its amount is what VAT is worked out from, whether or not the discount is taken. */
    vatBaseDiscountPercent: exact("vat_base_discount_percent").notNull().default("0"),
    postingDescription: text("posting_description").notNull(),
    /** The number on the vendor's paper: of a credit memo its Vendor Cr. Memo No. */
    vendorInvoiceNo: text("vendor_invoice_no").notNull().default(""),
    /** What every way of writing that number has in common, by which others like it are found. */
    vendorInvoiceDigits: text("vendor_invoice_digits")
      .notNull()
      .generatedAlwaysAs(sql`regexp_replace(normalize(vendor_invoice_no, nfkc), '[^1-9]', '', 'g')`),
    yourReference: text("your_reference").notNull().default(""),
    /** Open: nobody was asked yet. What the others mean to people follows the company's setting: a review, or an approval. */
    reviewState: text("review_state", { enum: ["open", "ready_for_review", "reviewed", "sent_back"] })
      .notNull()
      .default("ready_for_review"),
    /** Since when it waits in that state. */
    reviewStateAt: instant("review_state_at").notNull().defaultNow(),
    reviewedBy: integer("reviewed_by"),
    sentBackReason: text("sent_back_reason").notNull().default(""),
    /** Who asked for it or made it; never reviews it. */
    requestedBy: integer("requested_by").notNull(),
    /** True where a cost differs from the one shown when it was asked for. */
    costChanged: boolean("cost_changed").notNull().default(false),
    /** How the invoice discount comes about: none, the vendor's tiers, a typed amount, a typed percentage. */
    invoiceDiscountCalculation: text("invoice_discount_calculation", { enum: ["none", "tiers", "amount", "percent"] })
      .notNull()
      .default("none"),
    /** What was typed: an amount or a percentage. */
    invoiceDiscountValue: exact("invoice_discount_value").notNull().default("0"),
    /** What it comes to, in the form of the line amounts (including VAT or not). */
    invoiceDiscountAmount: exact("invoice_discount_amount").notNull().default("0"),
    /** Control totals: the amounts printed on the vendor's paper; null: not typed. */
    controlAmountIncludingVat: exact("control_amount_including_vat"),
    controlVatAmount: exact("control_vat_amount"),
    /** Why a manager lets a vendor invoice number pass that is posted already, and who. */
    duplicateReason: text("duplicate_reason").notNull().default(""),
    duplicateAllowedBy: integer("duplicate_allowed_by"),
    version: integer().notNull().default(1),
    lastLineId: integer("last_line_id").notNull().default(0),
    lineCount: integer("line_count").notNull().default(0),
    amount: exact("amount").notNull().default("0"),
    amountIncludingVat: exact("amount_including_vat").notNull().default("0"),
    /**
     * Kept by a trigger: its place among what waits, the oldest day first and of a day the dearest. A whole number, as an
     * amount would bound no index behind row-level security; in the company's currency at the rate it was last saved with.
     */
    queueKey: bigint("queue_key", { mode: "number" }).notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({
      name: "purchase_invoice_buy_from",
      columns: [t.companyId, t.buyFromVendorNo],
      foreignColumns: [vendor.companyId, vendor.no],
    }),
    foreignKey({
      name: "purchase_invoice_pay_to",
      columns: [t.companyId, t.payToVendorNo],
      foreignColumns: [vendor.companyId, vendor.no],
    }),
    foreignKey({ columns: [t.companyId, t.currencyCode], foreignColumns: [currency.companyId, currency.code] }),
    foreignKey({
      name: "purchase_invoice_credits",
      columns: [t.companyId, t.creditsNo],
      foreignColumns: [postedPurchaseDocument.companyId, postedPurchaseDocument.no],
    }),
    index("purchase_invoice_crediting").on(t.companyId, t.creditsNo).where(sql`credits_no is not null`),
    index("purchase_invoice_split").on(t.companyId, t.splitOfNo).where(sql`split_of_no is not null`),
    // With the type, so that those of one are counted in the index alone.
    index("purchase_invoice_review").on(t.companyId, t.reviewState, t.reviewStateAt, t.no, t.documentType),
    index("purchase_invoice_queue").on(t.companyId, t.reviewState, t.queueKey, t.no),
    index("purchase_invoice_due_date").on(t.companyId, t.documentType, t.dueDate, t.no),
    // With the due date, so that what is not due is passed over in the index alone.
    index("purchase_invoice_document_date").on(t.companyId, t.documentType, t.documentDate, t.no, t.dueDate),
    index("purchase_invoice_vendor_name").on(
      t.companyId,
      t.documentType,
      sql`buy_from_vendor_name collate "und-x-icu"`,
      t.no,
    ),
    index("purchase_invoice_amount").on(t.companyId, t.documentType, t.amount, t.no),
    index("purchase_invoice_requested_by").on(t.companyId, t.requestedBy, t.documentType, t.documentDate, t.no),
    index("purchase_invoice_vendor").on(t.companyId, t.buyFromVendorNo, t.documentType, t.documentDate, t.no),
    index("purchase_invoice_vendor_digits").on(t.companyId, t.payToVendorNo, t.vendorInvoiceDigits),
    // What one person asked of one vendor lately, which limits see as one.
    index("purchase_invoice_one_order").on(t.companyId, t.payToVendorNo, t.requestedBy, t.documentType, t.createdAt),
    // Those that cannot be posted yet: few among many, and counted on home.
    index("purchase_invoice_without_number")
      .on(t.companyId, t.documentType, t.documentDate, t.no)
      .where(sql`vendor_invoice_no = ''`),
    // Few among many invoices, which their own list by number would go through.
    index("purchase_invoice_credit_memos").on(t.companyId, t.no).where(sql`document_type = 'credit_memo'`),
  ],
)

export const purchaseInvoiceLine = pgTable(
  "purchase_invoice_line",
  {
    ...draftLineColumns(),
    directUnitCost: exact("direct_unit_cost").notNull().default("0"),
    costSource: jsonb("cost_source").$type<StoredCostSource>(),
    vendorItemNo: text("vendor_item_no").notNull().default(""),
    /** Its share of the invoice discount, in the form of the line amount. */
    invoiceDiscountAmount: exact("invoice_discount_amount").notNull().default("0"),
    /** Its share of what the VAT on the vendor's paper differs by from the VAT that is worked out. */
    vatDifference: exact("vat_difference").notNull().default("0"),
    /** Line No. of the line that it credits, of the posted invoice that its document credits. */
    creditsLineNo: integer("credits_line_no"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.documentNo, t.lineId] }),
    checkPricePer("purchase_invoice_line", t),
    unique("purchase_invoice_line_no").on(t.companyId, t.documentNo, t.lineNo),
    foreignKey({
      columns: [t.companyId, t.documentNo],
      foreignColumns: [purchaseInvoice.companyId, purchaseInvoice.no],
    }).onDelete("cascade"),
  ],
)
