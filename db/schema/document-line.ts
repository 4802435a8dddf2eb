import { sql } from "drizzle-orm"
import { type AnyPgColumn, boolean, check, integer, text } from "drizzle-orm/pg-core"
import { companyId, exact } from "./columns"

/** What every line of a sales or purchase document has. */
export const documentLineColumns = () => ({
  companyId: companyId(),
  documentNo: text("document_no").notNull(),
  /** Which line it is, for as long as the document lives; drawn from the header's last_line_id. */
  lineId: integer("line_id").notNull(),
  /** Where it stands: 10000, 20000, … in order. */
  lineNo: integer("line_no").notNull(),
  type: text({ enum: ["comment", "item", "gl_account", "resource", "charge_item", "fixed_asset", "charge"] }).notNull(),
  /** Number of the item, account, …; null on a comment and on an item line that is text only. */
  no: text(),
  /** Where a charge goes, as it was set up when the charge was chosen; null on every other line. */
  chargeAccountNo: text("charge_account_no"),
  description: text().notNull().default(""),
  quantity: exact("quantity").notNull().default("0"),
  unitOfMeasureCode: text("unit_of_measure_code").notNull().default(""),
  /** Base units in one unit of the line. */
  qtyPerUnitOfMeasure: exact("qty_per_unit_of_measure").notNull().default("1"),
  /** The price or cost is that of so many units: 1, 100 or 1000. */
  pricePer: exact("price_per").notNull().default("1"),
  lineDiscountPercent: exact("line_discount_percent").notNull().default("0"),
  lineDiscountAmount: exact("line_discount_amount").notNull().default("0"),
  /** round(quantity × price ÷ price per) − line discount; includes VAT where the document's prices do. */
  lineAmount: exact("line_amount").notNull().default("0"),
  /** Which of the two was typed, as it stands on paper: it is kept, and the line discount percent follows. Null: neither. */
  typedAmount: text("typed_amount", { enum: ["lineDiscountAmount", "lineAmount"] }),
  vatProdPostingGroup: text("vat_prod_posting_group"),
  genProdPostingGroup: text("gen_prod_posting_group"),
  vatIdentifier: text("vat_identifier").notNull().default(""),
  vatPercent: exact("vat_percent").notNull().default("0"),
  vatCalculationType: text("vat_calculation_type", { enum: ["normal", "reverse_charge", "exempt"] })
    .notNull()
    .default("normal"),
  allowInvoiceDiscount: boolean("allow_invoice_discount").notNull().default(true),
  /** Excluding VAT, its share of the VAT group's rounding carried. */
  amount: exact("amount").notNull().default("0"),
  amountIncludingVat: exact("amount_including_vat").notNull().default("0"),
})

/** A price is that of one unit, a hundred or a thousand. */
export const checkPricePer = (table: string, { pricePer }: { pricePer: AnyPgColumn }) =>
  check(`${table}_price_per`, sql`${pricePer} in (1, 100, 1000)`)

/** What every line of a draft has. */
export const draftLineColumns = () => ({
  ...documentLineColumns(),
  /** Fields that somebody typed instead of taking a default; null: not recorded, as of an import. */
  typedFields: text("typed_fields").array(),
})

/** What was done to a cost to bring it into the line's unit and the document's currency. */
type CostConversion = {
  /** From a unit of another size; a blank code is the item's base unit. */
  convertedFrom?: { unitOfMeasureCode: string; quantityPer: string }
  /** Currency the cost was in. */
  currencyConvertedFrom?: string
}

/** Where a direct unit cost comes from; every defaulted value can say so. Numbers as strings. */
export type StoredCostSource =
  | ({
      kind: "price_list"
      unitOfMeasureCode: string
      minimumQuantity: string
      startingDate: string | null
      endingDate: string | null
    } & CostConversion)
  /** `vatAdded`: percent of VAT that was added, as the vendor's prices include it. */
  | ({ kind: "last_direct_cost"; vatAdded?: string } & CostConversion)
  /** Of a sale: the unit price on the item. */
  | ({ kind: "item_price" } & CostConversion)
  /** `insteadOf`: the default that was not taken. */
  | { kind: "typed"; insteadOf?: string }
  | { kind: "none" }
  /** Not bought: what the vendor charges by the tier of its invoice discount that the document reaches. */
  | { kind: "service_charge" }
