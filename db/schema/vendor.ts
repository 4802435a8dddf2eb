import { sql } from "drizzle-orm"
import {
  type AnyPgColumn,
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core"
import { checkPrivacyBlocked, code, companyId, day, description, exact, instant } from "./columns"
import { currency } from "./currency"
import { checkPricePer } from "./document-line"
import { item } from "./item"
import { paymentMethod, paymentTerms } from "./payment"
import { genBusPostingGroup, vatBusPostingGroup, vendorPostingGroup } from "./posting-group"
import { purchaser } from "./setup"

/** What is agreed with a vendor, and may be with the next: of a vendor and of a template alike. */
const terms = () => ({
  /** ISO 3166-1 alpha-2. */
  countryRegionCode: text("country_region_code").notNull().default(""),
  /** Null: the company's own currency. */
  currencyCode: text("currency_code"),
  /** Language of documents for this vendor; blank: the company's. */
  languageCode: text("language_code").notNull().default(""),
  paymentTermsCode: text("payment_terms_code"),
  paymentMethodCode: text("payment_method_code"),
  purchaserCode: text("purchaser_code"),
  vendorPostingGroup: text("vendor_posting_group"),
  genBusPostingGroup: text("gen_bus_posting_group"),
  vatBusPostingGroup: text("vat_bus_posting_group"),
  pricesIncludingVat: boolean("prices_including_vat").notNull().default(false),
  invoiceDiscountCode: text("invoice_discount_code").notNull().default(""),
  /** Date formula; blank: unknown. */
  leadTimeCalculation: text("lead_time_calculation").notNull().default(""),
})

/** To the tables that they name. */
const termsKeys = (t: Record<"companyId" | keyof ReturnType<typeof terms>, AnyPgColumn>) => [
  foreignKey({ columns: [t.companyId, t.currencyCode], foreignColumns: [currency.companyId, currency.code] }),
  foreignKey({
    columns: [t.companyId, t.paymentTermsCode],
    foreignColumns: [paymentTerms.companyId, paymentTerms.code],
  }),
  foreignKey({
    columns: [t.companyId, t.paymentMethodCode],
    foreignColumns: [paymentMethod.companyId, paymentMethod.code],
  }),
  foreignKey({ columns: [t.companyId, t.purchaserCode], foreignColumns: [purchaser.companyId, purchaser.code] }),
  foreignKey({
    columns: [t.companyId, t.vendorPostingGroup],
    foreignColumns: [vendorPostingGroup.companyId, vendorPostingGroup.code],
  }),
  foreignKey({
    columns: [t.companyId, t.genBusPostingGroup],
    foreignColumns: [genBusPostingGroup.companyId, genBusPostingGroup.code],
  }),
  foreignKey({
    columns: [t.companyId, t.vatBusPostingGroup],
    foreignColumns: [vatBusPostingGroup.companyId, vatBusPostingGroup.code],
  }),
]

export const vendor = pgTable(
  "vendor",
  {
    companyId: companyId(),
    no: text().notNull(),
    name: text().notNull(),
    /** Upper-case name to look a vendor up by. */
    searchName: text("search_name").notNull().default(""),
    address: text().notNull().default(""),
    address2: text("address_2").notNull().default(""),
    postCode: text("post_code").notNull().default(""),
    city: text().notNull().default(""),
    contact: text().notNull().default(""),
    phone: text().notNull().default(""),
    email: text().notNull().default(""),
    vatRegistrationNo: text("vat_registration_no").notNull().default(""),
    homePage: text("home_page").notNull().default(""),
    /** Of its country's register of companies: KvK, enterprise number (readRegistrationNo). */
    registrationNumber: text("registration_number").notNull().default(""),
    /** Of a Dutch public body, in electronic invoices (OIN): twenty digits. */
    organisationIdNo: text("organisation_id_no").notNull().default(""),
    /** Global Location Number of GS1: thirteen digits. */
    gln: text().notNull().default(""),
    /** By which the vendor knows us. */
    ourAccountNo: text("our_account_no").notNull().default(""),
    /** "all": no new documents; "payment": no payments, invoices pass; "": not blocked. */
    blocked: text({ enum: ["", "payment", "all"] })
      .notNull()
      .default(""),
    /** Blocked for all, for as long as this says so. */
    privacyBlocked: boolean("privacy_blocked").notNull().default(false),
    /** Who blocked it and when, to tell a requester whose request failed of it. */
    blockedBy: text("blocked_by"),
    blockedAt: instant("blocked_at"),
    blockedReason: text("blocked_reason").notNull().default(""),
    /** Its last day; null: until somebody lifts it. */
    blockedUntil: day("blocked_until"),
    ...terms(),
    /** Who is paid; null: the vendor itself. */
    payToVendorNo: text("pay_to_vendor_no"),
    /** Made for a document in passing: nobody but who made it has looked at it. */
    unproven: boolean().notNull().default(false),
    /** A user; null of what was there before, or came by a file. */
    registeredBy: integer("registered_by"),
    /** The vendor that it became one with: nothing new is bought from it; null: none. */
    mergedInto: text("merged_into"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({ name: "vendor_pay_to", columns: [t.companyId, t.payToVendorNo], foreignColumns: [t.companyId, t.no] }),
    ...termsKeys(t),
    foreignKey({
      name: "vendor_merged_into",
      columns: [t.companyId, t.mergedInto],
      foreignColumns: [t.companyId, t.no],
    }),
    index("vendor_merged").on(t.companyId, t.mergedInto).where(sql`merged_into is not null`),
    index("vendor_name").on(t.companyId, sql`name collate "und-x-icu"`, t.no),
    // Few among many: their list reads them alone.
    index("vendor_blocked")
      .on(t.companyId, sql`name collate "und-x-icu"`, t.no)
      .where(sql`blocked <> '' or privacy_blocked`),
    // As it is looked for, with the letters of its country or without.
    index("vendor_vat").on(t.companyId, sql`substr(vat_registration_no, 3)`).where(sql`vat_registration_no <> ''`),
    index("vendor_unproven").on(t.companyId, sql`name collate "und-x-icu"`, t.no).where(sql`unproven`),
    checkPrivacyBlocked("vendor", t),
  ],
)

/** What new vendors of a kind start with, and others are brought to. */
export const vendorTemplate = pgTable(
  "vendor_template",
  {
    companyId: companyId(),
    code: code(),
    description: description(),
    /** Of vendors there it is proposed, one for their very country first; blank: it is chosen by hand. */
    proposedFor: text("proposed_for", { enum: ["", "home", "eu", "elsewhere", "country"] })
      .notNull()
      .default(""),
    ...terms(),
  },
  t => [primaryKey({ columns: [t.companyId, t.code] }), ...termsKeys(t)],
)

/** Somebody who may make no vendors asks for one, with a document in hand. */
export const vendorRegistration = pgTable(
  "vendor_registration",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    /** As it was typed. */
    name: text().notNull(),
    /** For which document: the sales invoice that is bought for, or the draft. Number as text: it may be gone. */
    documentType: text("document_type", {
      enum: ["sales_invoice", "purchase_invoice", "purchase_credit_memo"],
    }).notNull(),
    documentNo: text("document_no").notNull(),
    askedBy: integer("asked_by").notNull(),
    askedByName: text("asked_by_name").notNull(),
    askedAt: instant("asked_at").notNull().defaultNow(),
    answeredBy: integer("answered_by"),
    answeredByName: text("answered_by_name"),
    /** Null: it waits. */
    answeredAt: instant("answered_at"),
    /** The vendor that it is; null: it was declined, or waits. */
    vendorNo: text("vendor_no"),
    /** Why it was declined. */
    reason: text().notNull().default(""),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.id] }),
    // Asking twice for one thing is asking once.
    uniqueIndex("vendor_registration_waiting")
      .on(t.companyId, t.askedBy, sql`lower(name)`, t.documentType, t.documentNo)
      .where(sql`answered_at is null`),
    index("vendor_registration_unanswered").on(t.companyId, t.id).where(sql`answered_at is null`),
  ],
)

/** Another address a vendor ships from or takes orders at. */
export const orderAddress = pgTable(
  "order_address",
  {
    companyId: companyId(),
    vendorNo: text("vendor_no").notNull(),
    code: text().notNull(),
    name: text().notNull(),
    address: text().notNull().default(""),
    address2: text("address_2").notNull().default(""),
    postCode: text("post_code").notNull().default(""),
    city: text().notNull().default(""),
    countryRegionCode: text("country_region_code").notNull().default(""),
    contact: text().notNull().default(""),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.vendorNo, t.code] }),
    foreignKey({ columns: [t.companyId, t.vendorNo], foreignColumns: [vendor.companyId, vendor.no] }),
  ],
)

/** The vendor's price list. The lowest applicable price is the direct unit cost. */
export const purchasePrice = pgTable(
  "purchase_price",
  {
    companyId: companyId(),
    vendorNo: text("vendor_no").notNull(),
    itemNo: text("item_no").notNull(),
    /** Blank: the item's base unit. */
    unitOfMeasureCode: text("unit_of_measure_code").notNull().default(""),
    minimumQuantity: exact("minimum_quantity").notNull().default("0"),
    /** ISO 4217, the company's own included. */
    currencyCode: text("currency_code").notNull(),
    startingDate: day("starting_date").notNull().default("0001-01-01"),
    /** Null: still in force. */
    endingDate: day("ending_date"),
    directUnitCost: exact("direct_unit_cost").notNull(),
    /** The cost is that of so many units: 1, 100 or 1000. */
    pricePer: exact("price_per").notNull().default("1"),
    /** The import that it comes from, and its row there; null: somebody typed it. */
    importNo: text("import_no"),
    importRowNo: integer("import_row_no"),
  },
  t => [
    checkPricePer("purchase_price", t),
    index("purchase_price_item").on(t.companyId, t.itemNo),
    primaryKey({
      columns: [
        t.companyId,
        t.vendorNo,
        t.itemNo,
        t.currencyCode,
        t.unitOfMeasureCode,
        t.minimumQuantity,
        t.startingDate,
      ],
    }),
    foreignKey({ columns: [t.companyId, t.vendorNo], foreignColumns: [vendor.companyId, vendor.no] }),
    foreignKey({ columns: [t.companyId, t.itemNo], foreignColumns: [item.companyId, item.no] }).onDelete("cascade"),
    foreignKey({ columns: [t.companyId, t.currencyCode], foreignColumns: [currency.companyId, currency.code] }),
  ],
)

export const purchaseLineDiscount = pgTable(
  "purchase_line_discount",
  {
    companyId: companyId(),
    vendorNo: text("vendor_no").notNull(),
    itemNo: text("item_no").notNull(),
    unitOfMeasureCode: text("unit_of_measure_code").notNull().default(""),
    minimumQuantity: exact("minimum_quantity").notNull().default("0"),
    currencyCode: text("currency_code").notNull(),
    startingDate: day("starting_date").notNull().default("0001-01-01"),
    endingDate: day("ending_date"),
    lineDiscountPercent: exact("line_discount_percent").notNull(),
  },
  t => [
    primaryKey({
      columns: [
        t.companyId,
        t.vendorNo,
        t.itemNo,
        t.currencyCode,
        t.unitOfMeasureCode,
        t.minimumQuantity,
        t.startingDate,
      ],
    }),
    foreignKey({ columns: [t.companyId, t.vendorNo], foreignColumns: [vendor.companyId, vendor.no] }),
    foreignKey({ columns: [t.companyId, t.itemNo], foreignColumns: [item.companyId, item.no] }).onDelete("cascade"),
    index("purchase_line_discount_item").on(t.companyId, t.itemNo),
  ],
)

/** What a vendor calls an item, and how long it takes to come. */
export const itemVendor = pgTable(
  "item_vendor",
  {
    companyId: companyId(),
    vendorNo: text("vendor_no").notNull(),
    itemNo: text("item_no").notNull(),
    vendorItemNo: text("vendor_item_no").notNull().default(""),
    /** Date formula; blank: the vendor's. */
    leadTimeCalculation: text("lead_time_calculation").notNull().default(""),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.vendorNo, t.itemNo] }),
    foreignKey({ columns: [t.companyId, t.vendorNo], foreignColumns: [vendor.companyId, vendor.no] }),
    foreignKey({ columns: [t.companyId, t.itemNo], foreignColumns: [item.companyId, item.no] }).onDelete("cascade"),
    index("item_vendor_item").on(t.companyId, t.itemNo),
    // A vendor's number means one item, however it is written.
    uniqueIndex("item_vendor_number")
      .on(t.companyId, t.vendorNo, sql`plain_item_no(vendor_item_no)`)
      .where(sql`vendor_item_no <> ''`),
    // Of whatever vendor, as it is looked for.
    index("item_vendor_called").on(t.companyId, sql`plain_item_no(vendor_item_no)`).where(sql`vendor_item_no <> ''`),
  ],
)
