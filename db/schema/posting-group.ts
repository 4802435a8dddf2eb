/** Posting groups, and the matrices that lead from them to accounts and VAT. */
import { sql } from "drizzle-orm"
import { boolean, check, foreignKey, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { glAccount } from "./accounts"
import { account, code, companyId, description, exact } from "./columns"

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
    /** Of purchase VAT, what is not claimed back. An account may say otherwise for its own lines. */
    nonDeductibleVatPercent: exact("non_deductible_vat_percent").notNull().default("0"),
    /** Where that goes; null: to the account of each line. */
    nonDedVatAccountNo: account("non_ded_vat_account_no"),
    /** A payment discount lessens the VAT too. */
    adjustForPaymentDiscount: boolean("adjust_for_payment_discount").notNull().default(false),
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
    check("non_deductible_vat_range", sql`${t.nonDeductibleVatPercent} between 0 and 100`),
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
