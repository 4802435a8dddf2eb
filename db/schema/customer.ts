import { sql } from "drizzle-orm"
import { foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { companyId, instant } from "./columns"
import { currency } from "./currency"
import { paymentTerms } from "./payment"
import { customerPostingGroup, genBusPostingGroup, vatBusPostingGroup } from "./posting-group"

export const customer = pgTable(
  "customer",
  {
    companyId: companyId(),
    no: text().notNull(),
    name: text().notNull(),
    address: text().notNull().default(""),
    postCode: text("post_code").notNull().default(""),
    city: text().notNull().default(""),
    countryRegionCode: text("country_region_code").notNull().default(""),
    contact: text().notNull().default(""),
    vatRegistrationNo: text("vat_registration_no").notNull().default(""),
    /** Null: the company's own currency. */
    currencyCode: text("currency_code"),
    paymentTermsCode: text("payment_terms_code"),
    salespersonCode: text("salesperson_code"),
    customerPostingGroup: text("customer_posting_group"),
    genBusPostingGroup: text("gen_bus_posting_group"),
    vatBusPostingGroup: text("vat_bus_posting_group"),
    /** "all": no new documents. */
    blocked: text({ enum: ["", "all"] })
      .notNull()
      .default(""),
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
    index("customer_name").on(t.companyId, sql`name collate "und-x-icu"`, t.no),
  ],
)
