/** What differs between merging vendors, items and customers; how it is done is the same. */
import type { PgColumn, PgTable } from "drizzle-orm/pg-core"
import {
  customer,
  item,
  itemLedgerEntry,
  postedPurchaseDocument,
  postedPurchaseLine,
  purchaseInvoice,
  purchaseInvoiceLine,
  salesInvoice,
  salesInvoiceLine,
  vendor,
  vendorLedgerEntry,
} from "@/db/schema"
import type { Right } from "@/domain/access/rights"
import { customerCard } from "@/domain/customers/customer-card"
import { itemCard } from "@/domain/items/item-card"
import type { CardDefinition } from "@/domain/records/definition"
import { vendorCard } from "@/domain/vendors/vendor-card"
import type { MergedNoun } from "./named"

export type MergedKind = {
  noun: MergedNoun
  card: CardDefinition
  table: PgTable & { companyId: PgColumn; no: PgColumn; mergedInto: PgColumn }
  /** The field that people know it by. */
  name: "name" | "description"
  right: Right
  /** Fields that are the same on both, or what moves would mean something else. */
  always: readonly string[]
  /** As `always`, once a document or an entry was made with the one that goes. */
  onceUsed: readonly string[]
  used: readonly PgColumn[]
  /** What the card that goes becomes, beside that it says where it went. @param intoNo of the card that stays */
  blocks: (intoNo: string) => Record<string, string>
}

/** Whoever reads a reason in a list sees where it went. */
const reason = (intoNo: string) => `→ ${intoNo}`

export const mergedKinds: Record<MergedNoun, MergedKind> = {
  vendor: {
    noun: "vendor",
    card: vendorCard,
    table: vendor,
    name: "name",
    // Drafts are paid to somebody else afterwards: who says so is who answers for bank accounts.
    right: "vendor_bank_account.edit",
    always: [],
    onceUsed: ["currencyCode", "vendorPostingGroup", "genBusPostingGroup", "vatBusPostingGroup"],
    used: [
      vendorLedgerEntry.vendorNo,
      postedPurchaseDocument.buyFromVendorNo,
      purchaseInvoice.buyFromVendorNo,
      purchaseInvoice.payToVendorNo,
    ],
    // Its block stays as it is: what is open with it is paid and settled as before.
    blocks: () => ({}),
  },
  item: {
    noun: "item",
    card: itemCard,
    table: item,
    name: "description",
    right: "master_data.edit",
    always: ["type", "baseUnitOfMeasure"],
    onceUsed: ["genProdPostingGroup", "vatProdPostingGroup", "inventoryPostingGroup"],
    used: [itemLedgerEntry.itemNo, postedPurchaseLine.no, purchaseInvoiceLine.no, salesInvoiceLine.no],
    // For trade alone: what came of it can still be given back.
    blocks: intoNo => ({ salesBlocked: "true", purchasingBlocked: "true", blockedReason: reason(intoNo) }),
  },
  customer: {
    noun: "customer",
    card: customerCard,
    table: customer,
    name: "name",
    right: "master_data.edit",
    always: [],
    onceUsed: ["currencyCode", "customerPostingGroup", "genBusPostingGroup", "vatBusPostingGroup"],
    used: [salesInvoice.customerNo],
    blocks: intoNo => ({ blocked: "all", blockedReason: reason(intoNo) }),
  },
}

/** Fields of which one card's are kept: not its number, nor what became of it alone. */
export const comparedFields = ({ card }: MergedKind) =>
  card.fields.filter(({ name }) => !card.keys.includes(name) && name !== "searchName" && !/blocked/iu.test(name))
