import { and, eq, inArray } from "drizzle-orm"
import {
  itemLedgerEntry,
  postedPurchaseLine,
  purchaseInvoiceLine,
  purchaseLineDiscount,
  purchasePrice,
  purchaseRequest,
  purchaseRequestLine,
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

/** Requests that would fail without the item: those that wait, and those that failed and may be tried again. The first by number. */
export function requestsOf(tx: Tx, companyId: number, no: string): Promise<{ no: string }[]> {
  const [r, l] = [purchaseRequest, purchaseRequestLine]
  return tx
    .select({ no: r.no })
    .from(r)
    .innerJoin(l, and(eq(l.companyId, r.companyId), eq(l.requestNo, r.no)))
    .where(and(eq(r.companyId, companyId), inArray(r.state, ["queued", "failed"]), eq(l.type, "item"), eq(l.no, no)))
    .orderBy(r.no)
    .limit(1)
}
