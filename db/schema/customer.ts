import { sql } from "drizzle-orm"
import { boolean, foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { checkPrivacyBlocked, companyId, day, exact, instant } from "./columns"
import { currency } from "./currency"
import { item } from "./item"
import { paymentMethod, paymentTerms } from "./payment"
import { customerPostingGroup, genBusPostingGroup, vatBusPostingGroup } from "./posting-group"

export const customer = pgTable(
  "customer",
  {
    companyId: companyId(),
    no: text().notNull(),
    name: text().notNull(),
    address: text().notNull().default(""),
    address2: text("address_2").notNull().default(""),
    postCode: text("post_code").notNull().default(""),
    city: text().notNull().default(""),
    countryRegionCode: text("country_region_code").notNull().default(""),
    contact: text().notNull().default(""),
    phone: text().notNull().default(""),
    email: text().notNull().default(""),
    vatRegistrationNo: text("vat_registration_no").notNull().default(""),
    /** Its number in the register of commerce: in the Netherlands the eight digits of the KvK. */
    registrationNumber: text("registration_number").notNull().default(""),
    /** Where it takes electronic invoices: scheme and number, such as 0106:12345678. */
    peppolId: text("peppol_id").notNull().default(""),
    /** Language of documents for it; blank: the company's. */
    languageCode: text("language_code").notNull().default(""),
    /** Null: the company's own currency. */
    currencyCode: text("currency_code"),
    paymentTermsCode: text("payment_terms_code"),
    paymentMethodCode: text("payment_method_code"),
    /** Who is billed; null: the customer itself. */
    billToCustomerNo: text("bill_to_customer_no"),
    /** In the company's currency; a sales invoice beyond it is warned of. 0: none. */
    creditLimit: exact("credit_limit").notNull().default("0"),
    salespersonCode: text("salesperson_code"),
    customerPostingGroup: text("customer_posting_group"),
    genBusPostingGroup: text("gen_bus_posting_group"),
    vatBusPostingGroup: text("vat_bus_posting_group"),
    /** "ship": nothing is sent to it; "invoice": nor invoiced; "all": no new documents; "": not blocked. */
    blocked: text({ enum: ["", "ship", "invoice", "all"] })
      .notNull()
      .default(""),
    /** Blocked for all, for as long as this says so. */
    privacyBlocked: boolean("privacy_blocked").notNull().default(false),
    blockedReason: text("blocked_reason").notNull().default(""),
    /** The customer that it became one with; null: none. */
    mergedInto: text("merged_into"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({ columns: [t.companyId, t.currencyCode], foreignColumns: [currency.companyId, currency.code] }),
    foreignKey({
      columns: [t.companyId, t.paymentTermsCode],
      foreignColumns: [paymentTerms.companyId, paymentTerms.code],
    }),
    foreignKey({
      name: "customer_payment_method",
      columns: [t.companyId, t.paymentMethodCode],
      foreignColumns: [paymentMethod.companyId, paymentMethod.code],
    }),
    foreignKey({
      name: "customer_bill_to",
      columns: [t.companyId, t.billToCustomerNo],
      foreignColumns: [t.companyId, t.no],
    }),
    foreignKey({
      columns: [t.companyId, t.customerPostingGroup],
      foreignColumns: [customerPostingGroup.companyId, customerPostingGroup.code],
    }),
    foreignKey({
      columns: [t.companyId, t.genBusPostingGroup],
      foreignColumns: [genBusPostingGroup.companyId, genBusPostingGroup.code],
    }),
    foreignKey({
      columns: [t.companyId, t.vatBusPostingGroup],
      foreignColumns: [vatBusPostingGroup.companyId, vatBusPostingGroup.code],
    }),
    foreignKey({
      name: "customer_merged_into",
      columns: [t.companyId, t.mergedInto],
      foreignColumns: [t.companyId, t.no],
    }),
    index("customer_merged").on(t.companyId, t.mergedInto).where(sql`merged_into is not null`),
    // As it is looked for, with the letters of its country or without.
    index("customer_vat").on(t.companyId, sql`substr(vat_registration_no, 3)`).where(sql`vat_registration_no <> ''`),
    index("customer_name").on(t.companyId, sql`name collate "und-x-icu"`, t.no),
    // Few among many: their list reads them alone.
    index("customer_blocked").on(t.companyId, sql`name collate "und-x-icu"`, t.no).where(sql`blocked <> ''`),
    checkPrivacyBlocked("customer", t),
  ],
)

/** What an item is sold for to one customer, in place of the price on the item. The lowest applicable one is the unit price. */
export const salesPrice = pgTable(
  "sales_price",
  {
    companyId: companyId(),
    customerNo: text("customer_no").notNull(),
    itemNo: text("item_no").notNull(),
    /** Blank: the item's base unit. */
    unitOfMeasureCode: text("unit_of_measure_code").notNull().default(""),
    minimumQuantity: exact("minimum_quantity").notNull().default("0"),
    /** ISO 4217, the company's own included. */
    currencyCode: text("currency_code").notNull(),
    startingDate: day("starting_date").notNull().default("0001-01-01"),
    /** Null: still in force. */
    endingDate: day("ending_date"),
    unitPrice: exact("unit_price").notNull(),
  },
  t => [
    primaryKey({
      name: "sales_price_pk",
      columns: [
        t.companyId,
        t.customerNo,
        t.itemNo,
        t.currencyCode,
        t.unitOfMeasureCode,
        t.minimumQuantity,
        t.startingDate,
      ],
    }),
    foreignKey({ columns: [t.companyId, t.customerNo], foreignColumns: [customer.companyId, customer.no] }),
    foreignKey({ columns: [t.companyId, t.itemNo], foreignColumns: [item.companyId, item.no] }).onDelete("cascade"),
    foreignKey({
      name: "sales_price_currency",
      columns: [t.companyId, t.currencyCode],
      foreignColumns: [currency.companyId, currency.code],
    }),
    index("sales_price_item").on(t.companyId, t.itemNo),
  ],
)
