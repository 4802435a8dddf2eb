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
  uniqueIndex,
} from "drizzle-orm/pg-core"
import { companyId, day, exact, instant } from "./columns"
import { currency } from "./currency"
import { checkPricePer, documentLineColumns, type StoredCostSource } from "./document-line"
import { vendor } from "./vendor"

/**
 * A posted purchase invoice or purchase credit memo: a snapshot of the draft as it was posted. Append-only. Whether it is
 * cancelled is not a column: it is, where another document corrects it.
 */
export const postedPurchaseDocument = pgTable(
  "posted_purchase_document",
  {
    companyId: companyId(),
    no: text().notNull(),
    documentType: text("document_type", { enum: ["invoice", "credit_memo"] }).notNull(),
    /** Number of the draft it was. */
    preAssignedNo: text("pre_assigned_no").notNull(),
    /** As of the draft: the number that it had as one with others. */
    splitOfNo: text("split_of_no"),
    /** The posted invoice that this credit memo cancels. */
    correctsNo: text("corrects_no"),
    /** The posted invoice that this credit memo credits in part or whole; its lines say which of the invoice's. */
    creditsNo: text("credits_no"),
    transactionNo: bigint("transaction_no", { mode: "number" }).notNull(),
    buyFromVendorNo: text("buy_from_vendor_no").notNull(),
    payToVendorNo: text("pay_to_vendor_no").notNull(),
    buyFromVendorName: text("buy_from_vendor_name").notNull(),
    buyFromAddress: text("buy_from_address").notNull(),
    buyFromAddress2: text("buy_from_address_2").notNull(),
    buyFromPostCode: text("buy_from_post_code").notNull(),
    buyFromCity: text("buy_from_city").notNull(),
    buyFromCountryRegionCode: text("buy_from_country_region_code").notNull(),
    buyFromContact: text("buy_from_contact").notNull(),
    orderAddressCode: text("order_address_code"),
    payToVendorName: text("pay_to_vendor_name").notNull(),
    vatRegistrationNo: text("vat_registration_no").notNull(),
    vatCountryRegionCode: text("vat_country_region_code").notNull(),
    genBusPostingGroup: text("gen_bus_posting_group").notNull(),
    vatBusPostingGroup: text("vat_bus_posting_group").notNull(),
    vendorPostingGroup: text("vendor_posting_group").notNull(),
    paymentTermsCode: text("payment_terms_code"),
    paymentMethodCode: text("payment_method_code"),
    purchaserCode: text("purchaser_code"),
    languageCode: text("language_code").notNull(),
    invoiceDiscountCode: text("invoice_discount_code").notNull(),
    currencyCode: text("currency_code").notNull(),
    /** So many units of the document's currency … (1 where it is the company's own). */
    exchangeRateAmount: exact("exchange_rate_amount").notNull(),
    /** … are worth so many of the company's own. */
    relationalExchangeRateAmount: exact("relational_exchange_rate_amount").notNull(),
    pricesIncludingVat: boolean("prices_including_vat").notNull(),
    postingDate: day("posting_date").notNull(),
    documentDate: day("document_date").notNull(),
    orderDate: day("order_date").notNull(),
    dueDate: day("due_date").notNull(),
    paymentDiscountDate: day("payment_discount_date").notNull(),
    paymentDiscountPercent: exact("payment_discount_percent").notNull(),
    /** By so much less than its amount is what VAT is worked out from, whether or not the discount is taken. */
    vatBaseDiscountPercent: exact("vat_base_discount_percent").notNull().default("0"),
    postingDescription: text("posting_description").notNull(),
    /** The number on the vendor's paper. */
    vendorInvoiceNo: text("vendor_invoice_no").notNull(),
    yourReference: text("your_reference").notNull().default(""),
    /** That number as it is compared: without case, spaces, punctuation and leading zeros. */
    vendorInvoiceKey: text("vendor_invoice_key").notNull(),
    /** Why a manager let a number pass that the vendor had used before; blank: it had not. */
    duplicateReason: text("duplicate_reason").notNull().default(""),
    requestedBy: integer("requested_by").notNull(),
    reviewedBy: integer("reviewed_by"),
    lineCount: integer("line_count").notNull(),
    invoiceDiscountAmount: exact("invoice_discount_amount").notNull(),
    amount: exact("amount").notNull(),
    amountIncludingVat: exact("amount_including_vat").notNull(),
    postedBy: integer("posted_by").notNull(),
    postedByName: text("posted_by_name").notNull(),
    postedAt: instant("posted_at").notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({
      name: "posted_purchase_document_pay_to",
      columns: [t.companyId, t.payToVendorNo],
      foreignColumns: [vendor.companyId, vendor.no],
    }),
    foreignKey({
      name: "posted_purchase_document_buy_from",
      columns: [t.companyId, t.buyFromVendorNo],
      foreignColumns: [vendor.companyId, vendor.no],
    }),
    foreignKey({ columns: [t.companyId, t.currencyCode], foreignColumns: [currency.companyId, currency.code] }),
    foreignKey({
      name: "posted_purchase_document_corrects",
      columns: [t.companyId, t.correctsNo],
      foreignColumns: [t.companyId, t.no],
    }),
    foreignKey({
      name: "posted_purchase_document_credits",
      columns: [t.companyId, t.creditsNo],
      foreignColumns: [t.companyId, t.no],
    }),
    index("posted_purchase_document_credited").on(t.companyId, t.creditsNo).where(sql`credits_no is not null`),
    uniqueIndex("posted_purchase_document_corrected_once")
      .on(t.companyId, t.correctsNo)
      .where(sql`corrects_no is not null`),
    uniqueIndex("posted_purchase_document_transaction").on(t.companyId, t.transactionNo),
    index("posted_purchase_document_draft").on(t.companyId, t.preAssignedNo),
    index("posted_purchase_document_split").on(t.companyId, t.splitOfNo).where(sql`split_of_no is not null`),
    index("posted_purchase_document_one_order").on(
      t.companyId,
      t.payToVendorNo,
      t.requestedBy,
      t.documentType,
      t.postedAt,
    ),
    index("posted_purchase_document_vendor_key").on(t.companyId, t.payToVendorNo, t.vendorInvoiceKey),
    index("posted_purchase_document_vendor").on(t.companyId, t.buyFromVendorNo, t.documentType, t.postingDate, t.no),
    index("posted_purchase_document_posting_date").on(t.companyId, t.documentType, t.postingDate, t.no),
    index("posted_purchase_document_due_date").on(t.companyId, t.documentType, t.dueDate, t.no),
    index("posted_purchase_document_vendor_name").on(
      t.companyId,
      t.documentType,
      sql`buy_from_vendor_name collate "und-x-icu"`,
      t.no,
    ),
    index("posted_purchase_document_amount").on(t.companyId, t.documentType, t.amountIncludingVat, t.no),
  ],
)

/** A line as it was posted. Append-only. */
export const postedPurchaseLine = pgTable(
  "posted_purchase_line",
  {
    ...documentLineColumns(),
    directUnitCost: exact("direct_unit_cost").notNull(),
    costSource: jsonb("cost_source").$type<StoredCostSource>(),
    vendorItemNo: text("vendor_item_no").notNull(),
    invoiceDiscountAmount: exact("invoice_discount_amount").notNull(),
    /** Of its VAT, what was typed beyond what is worked out. */
    vatDifference: exact("vat_difference").notNull().default("0"),
    /** Of its VAT, what is not claimed back, and the line's share of that in the company's currency. */
    nonDeductibleVatPercent: exact("non_deductible_vat_percent").notNull().default("0"),
    nonDeductibleVatAmount: exact("non_deductible_vat_amount").notNull().default("0"),
    /** The account that bears it; null: there is none, and posted before that was kept. */
    nonDedVatAccountNo: text("non_ded_vat_account_no"),
    /** Line No. of the line that it credits, of the posted invoice that its document credits. */
    creditsLineNo: integer("credits_line_no"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.documentNo, t.lineNo] }),
    checkPricePer("posted_purchase_line", t),
    foreignKey({
      columns: [t.companyId, t.documentNo],
      foreignColumns: [postedPurchaseDocument.companyId, postedPurchaseDocument.no],
    }),
  ],
)

/**
 * One row a vendor and vendor invoice number, as it is compared: posting locks it, so that two drafts with the same
 * number cannot pass at once. It says nothing itself; whether the number is taken is read from the posted documents.
 */
export const vendorInvoiceClaim = pgTable(
  "vendor_invoice_claim",
  {
    companyId: companyId(),
    vendorNo: text("vendor_no").notNull(),
    vendorInvoiceKey: text("vendor_invoice_key").notNull(),
  },
  t => [primaryKey({ columns: [t.companyId, t.vendorNo, t.vendorInvoiceKey] })],
)
