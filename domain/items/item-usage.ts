import {
  itemLedgerEntry,
  postedPurchaseLine,
  purchaseInvoiceLine,
  purchaseLineDiscount,
  purchasePrice,
  salesInvoiceLine,
  salesPrice,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { namedIn } from "@/domain/lists/named-in"

/** Which items an entry or a line of a document was made with: they are not deleted, and keep type and base unit. */
export function itemsInUse(tx: Tx, companyId: number, nos: readonly string[]): Promise<ReadonlySet<string>> {
  return namedIn(tx, companyId, nos, [
    itemLedgerEntry.itemNo,
    salesInvoiceLine.no,
    purchaseInvoiceLine.no,
    postedPurchaseLine.no,
  ])
}

/** Which items prices and discounts are for. */
export function itemsPriced(tx: Tx, companyId: number, nos: readonly string[]): Promise<ReadonlySet<string>> {
  return namedIn(tx, companyId, nos, [purchasePrice.itemNo, purchaseLineDiscount.itemNo, salesPrice.itemNo])
}
