/** Where the numbers of vendors, items and customers stand, and what becomes of each place when two of them are merged. */
import { getTableName, type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import {
  approvalRule,
  approvalVendorLimit,
  customer,
  detailedVendorLedgerEntry,
  item,
  itemLedgerEntry,
  itemUnitOfMeasure,
  itemVendor,
  ledgerTransaction,
  openedVendorEntry,
  openingStockLine,
  openingVendorLine,
  openVendorLedgerEntry,
  orderAddress,
  paymentOrder,
  postedPurchaseDocument,
  postedPurchaseLine,
  purchaseInvoice,
  purchaseInvoiceLine,
  purchaseItemPeriod,
  purchaseLineDiscount,
  purchasePrice,
  purchaseRequest,
  purchaseRequestLine,
  purchaseVendorMonth,
  salesInvoice,
  salesInvoiceLine,
  salesPrice,
  valueEntry,
  vatEntry,
  vendor,
  vendorBankAccount,
  vendorInvoiceClaim,
  vendorLedgerEntry,
  vendorRegistration,
} from "@/db/schema"

export type MergedNoun = "vendor" | "item" | "customer"

/** What moves, as it is counted before somebody says yes. */
export type MovedThing =
  | "drafts"
  | "lines"
  | "requests"
  | "prices"
  | "discounts"
  | "itemNumbers"
  | "addresses"
  | "units"
  | "items"
  | "paysFor"
  | "rules"
  | "limits"

export type MovingColumn = {
  column: PgColumn
  thing: MovedThing
  /** Which of its rows move, of the alias t; absent: all. */
  only?: SQL
  /** Which of those are counted, where another column counts the rest; absent: all. */
  counted?: (fromNo: string) => SQL
  /** What the card that stays may have already besides the key, of the alias t. */
  unless?: (intoNo: string) => SQL
}

/** Rows that move are changed, or put back; those that stay are the books, or say what was when it was. */
export const movingColumns: Record<MergedNoun, readonly MovingColumn[]> = {
  vendor: [
    { column: purchaseInvoice.buyFromVendorNo, thing: "drafts", only: sql`t.credits_no is null` },
    {
      column: purchaseInvoice.payToVendorNo,
      thing: "drafts",
      only: sql`t.credits_no is null`,
      counted: fromNo => sql`t.buy_from_vendor_no <> ${fromNo}`,
    },
    { column: purchaseRequest.vendorNo, thing: "requests", only: sql`t.state = 'failed'` },
    { column: purchasePrice.vendorNo, thing: "prices" },
    { column: purchaseLineDiscount.vendorNo, thing: "discounts" },
    {
      column: itemVendor.vendorNo,
      thing: "itemNumbers",
      // A vendor's number means one item.
      unless:
        intoNo => sql`exists (select from ${itemVendor} o where o.company_id = t.company_id and o.vendor_no = ${intoNo}
        and o.vendor_item_no <> '' and plain_item_no(o.vendor_item_no) = plain_item_no(t.vendor_item_no))`,
    },
    { column: orderAddress.vendorNo, thing: "addresses" },
    { column: item.vendorNo, thing: "items" },
    { column: vendor.payToVendorNo, thing: "paysFor", unless: intoNo => sql`t.no = ${intoNo}` },
    { column: approvalRule.vendorNo, thing: "rules" },
    // Where both have one for somebody, the lower counts for the one that stays (approvals/read-limits.ts).
    { column: approvalVendorLimit.vendorNo, thing: "limits" },
  ],
  item: [
    { column: salesInvoiceLine.no, thing: "lines", only: sql`t.type = 'item'` },
    // What credits a posted line gives that very item back.
    { column: purchaseInvoiceLine.no, thing: "lines", only: sql`t.type = 'item' and t.credits_line_no is null` },
    {
      column: purchaseRequestLine.no,
      thing: "requests",
      only: sql`t.type = 'item' and exists (select from ${purchaseRequest} r where r.company_id = t.company_id
        and r.no = t.request_no and r.state = 'failed')`,
    },
    { column: purchasePrice.itemNo, thing: "prices" },
    { column: purchaseLineDiscount.itemNo, thing: "discounts" },
    { column: salesPrice.itemNo, thing: "prices" },
    { column: itemVendor.itemNo, thing: "itemNumbers" },
    { column: itemUnitOfMeasure.itemNo, thing: "units" },
  ],
  customer: [
    { column: salesInvoice.customerNo, thing: "drafts" },
    { column: salesPrice.customerNo, thing: "prices" },
    { column: customer.billToCustomerNo, thing: "paysFor", unless: intoNo => sql`t.no = ${intoNo}` },
  ],
}

/** What names a card and stays as it is. */
export const stayingColumns: Record<MergedNoun, readonly PgColumn[]> = {
  vendor: [
    // The books.
    ledgerTransaction.vendorNo,
    vatEntry.vendorNo,
    vendorLedgerEntry.vendorNo,
    detailedVendorLedgerEntry.vendorNo,
    openVendorLedgerEntry.vendorNo,
    openedVendorEntry.vendorNo,
    itemLedgerEntry.vendorNo,
    postedPurchaseDocument.buyFromVendorNo,
    postedPurchaseDocument.payToVendorNo,
    vendorInvoiceClaim.vendorNo,
    purchaseVendorMonth.vendorNo,
    // It pays what stays in the books where it is; what it signs is that vendor.
    paymentOrder.vendorNo,
    // An opening is a copy of the old books.
    openingVendorLine.vendorNo,
    // Never carried over: proposed anew, for two people to look at.
    vendorBankAccount.vendorNo,
    // What somebody was answered then.
    vendorRegistration.vendorNo,
    vendor.mergedInto,
  ],
  item: [
    itemLedgerEntry.itemNo,
    valueEntry.itemNo,
    postedPurchaseLine.no,
    purchaseItemPeriod.itemNo,
    openingStockLine.itemNo,
    item.mergedInto,
  ],
  customer: [customer.mergedInto],
}

/** By what a column is remembered. */
export const rememberedAs = ({ column }: Pick<MovingColumn, "column">) => `${getTableName(column.table)}.${column.name}`
