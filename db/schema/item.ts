import { sql } from "drizzle-orm"
import { boolean, check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core"
import { companyId, exact, instant } from "./columns"
import { genProdPostingGroup, inventoryPostingGroup, vatProdPostingGroup } from "./posting-group"
import { unitOfMeasure } from "./setup"

export const item = pgTable(
  "item",
  {
    companyId: companyId(),
    no: text().notNull(),
    description: text().notNull(),
    type: text({ enum: ["inventory", "service", "non_inventory"] })
      .notNull()
      .default("inventory"),
    baseUnitOfMeasure: text("base_unit_of_measure").notNull(),
    /** Default vendor; not a foreign key, as items are set up before their vendors. */
    vendorNo: text("vendor_no"),
    /** The default vendor's own number for it. */
    vendorItemNo: text("vendor_item_no").notNull().default(""),
    /** GS1's number on its packing: 8, 12, 13 or 14 digits, the last one checking the others; blank: none. */
    gtin: text().notNull().default(""),
    /** Last paid, per base unit, in the company's currency. */
    lastDirectCost: exact("last_direct_cost").notNull().default("0"),
    unitPrice: exact("unit_price").notNull().default("0"),
    genProdPostingGroup: text("gen_prod_posting_group"),
    vatProdPostingGroup: text("vat_prod_posting_group"),
    inventoryPostingGroup: text("inventory_posting_group"),
    blocked: boolean().notNull().default(false),
    salesBlocked: boolean("sales_blocked").notNull().default(false),
    purchasingBlocked: boolean("purchasing_blocked").notNull().default(false),
    /** Why it is blocked, in whatever way. */
    blockedReason: text("blocked_reason").notNull().default(""),
    /** The item that it became one with; null: none. */
    mergedInto: text("merged_into"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({
      columns: [t.companyId, t.baseUnitOfMeasure],
      foreignColumns: [unitOfMeasure.companyId, unitOfMeasure.code],
    }),
    foreignKey({
      columns: [t.companyId, t.genProdPostingGroup],
      foreignColumns: [genProdPostingGroup.companyId, genProdPostingGroup.code],
    }),
    foreignKey({
      columns: [t.companyId, t.vatProdPostingGroup],
      foreignColumns: [vatProdPostingGroup.companyId, vatProdPostingGroup.code],
    }),
    foreignKey({
      columns: [t.companyId, t.inventoryPostingGroup],
      foreignColumns: [inventoryPostingGroup.companyId, inventoryPostingGroup.code],
    }),
    foreignKey({
      name: "item_merged_into",
      columns: [t.companyId, t.mergedInto],
      foreignColumns: [t.companyId, t.no],
    }),
    index("item_merged").on(t.companyId, t.mergedInto).where(sql`merged_into is not null`),
    index("item_description").on(t.companyId, sql`description collate "und-x-icu"`, t.no),
    // Few among many: their list reads them alone.
    index("item_blocked")
      .on(t.companyId, sql`description collate "und-x-icu"`, t.no)
      .where(sql`blocked or sales_blocked or purchasing_blocked`),
    index("item_vendor_item_no").on(t.companyId, t.vendorItemNo),
    check("item_gtin_valid", sql`gtin = '' or is_gtin(gtin)`),
    // A shorter GTIN is a longer one without its leading zeros.
    uniqueIndex("item_gtin").on(t.companyId, sql`lpad(gtin, 14, '0')`).where(sql`gtin <> ''`),
  ],
)

/** The units an item is bought and sold in, the base unit (quantity per = 1) included. */
export const itemUnitOfMeasure = pgTable(
  "item_unit_of_measure",
  {
    companyId: companyId(),
    itemNo: text("item_no").notNull(),
    code: text().notNull(),
    /** Base units in one of this unit. */
    qtyPerUnitOfMeasure: exact("qty_per_unit_of_measure").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.itemNo, t.code] }),
    foreignKey({ columns: [t.companyId, t.itemNo], foreignColumns: [item.companyId, item.no] }).onDelete("cascade"),
    foreignKey({ columns: [t.companyId, t.code], foreignColumns: [unitOfMeasure.companyId, unitOfMeasure.code] }),
    check("item_unit_of_measure_positive", sql`${t.qtyPerUnitOfMeasure} > 0`),
  ],
)
