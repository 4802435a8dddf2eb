import { and, eq, or, type SQL, sql } from "drizzle-orm"
import type { PgColumn, PgTable } from "drizzle-orm/pg-core"
import {
  item,
  itemVendor,
  orderAddress,
  paymentOrder,
  postedPurchaseDocument,
  purchaseInvoice,
  purchaseLineDiscount,
  purchasePrice,
  purchaseRequest,
  vendor,
  vendorBankAccount,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany, postgresErrorCode, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import { readEvents } from "@/domain/history/read-events"
import { recordEvent } from "@/domain/history/record-event"

const foreignKeyViolation = "23503"

/** What keeps a vendor for good, and what goes with it, each with how many there are. */
export type VendorDeletion = {
  name: string
  keeps: Partial<
    Record<"entries" | "posted" | "drafts" | "requests" | "payments" | "items" | "paysFor" | "merged", number>
  >
  goes: Partial<Record<"prices" | "discounts" | "itemNumbers" | "addresses" | "accounts", number>>
}

/** What would become of a vendor that is deleted. @throws NotFound; Forbidden */
export async function readVendorDeletion(actor: Actor, no: string): Promise<VendorDeletion> {
  authorise(actor, "master_data.edit")
  return inCompany(actor.companyId, tx => readDeletion(tx, actor.companyId, no))
}

/**
 * Deletes a vendor that nothing rests on: any posted entry keeps it for good, and so does an open document. Its prices, order
 * addresses and bank accounts go with it. The history keeps that it was there.
 *
 * @param counted how many go with it, as the question said: where it is other by now, nobody has said yes to that
 * @throws Refusal vendor_kept, vendor_goes_with_more; NotFound; Forbidden
 */
export async function deleteVendor(actor: Actor, no: string, counted: number): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  try {
    await inCompany(companyId, async tx => {
      await tx
        .select({ no: vendor.no })
        .from(vendor)
        .where(and(eq(vendor.companyId, companyId), eq(vendor.no, no)))
        .for("update")
      const { name, keeps, goes } = await readDeletion(tx, companyId, no)
      if (Object.keys(keeps).length > 0) throw refuse("vendor_kept", { no, name })
      if (totalOf(goes) !== counted) throw refuse("vendor_goes_with_more", { no, name })
      for (const { vendorNo } of [purchasePrice, purchaseLineDiscount, itemVendor, orderAddress]) {
        await tx.delete(vendorNo.table).where(ofVendor(vendorNo, companyId, no))
      }
      await tx.delete(vendor).where(and(eq(vendor.companyId, companyId), eq(vendor.no, no)))
      await recordEvent(tx, {
        companyId,
        actor,
        kind: "vendor.deleted",
        subjectType: "vendor",
        subjectNo: no,
        data: { vendorName: name },
      })
    })
  } catch (error) {
    // What came to name it at this very moment.
    if (postgresErrorCode(error) === foreignKeyViolation) throw refuse("vendor_kept", { no, name: no })
    throw error
  }
}

/** Whether the last that became of a vendor of that number is that it was deleted. @throws Forbidden */
export async function wasVendorDeleted(actor: Actor, no: string): Promise<boolean> {
  authorise(actor, "master_data.see")
  const [last] = await inCompany(actor.companyId, tx => readEvents(tx, actor.companyId, "vendor", no, 1))
  return last?.kind === "vendor.deleted"
}

/** How many rows go with a vendor in all. */
export const totalOf = (goes: VendorDeletion["goes"]) => Object.values(goes).reduce((sum, count) => sum + count, 0)

/** Counted at most, where that there is any is all that matters. */
const enough = 1_000

async function readDeletion(tx: Tx, companyId: number, no: string): Promise<VendorDeletion> {
  const [own] = await tx
    .select({ name: vendor.name, mergedInto: vendor.mergedInto })
    .from(vendor)
    .where(and(eq(vendor.companyId, companyId), eq(vendor.no, no)))
  if (!own) throw new NotFound(`vendor ${no}`)
  const count = (...columns: [PgColumn, ...PgColumn[]]) => countRows(tx, companyId, no, columns)
  const keeps = {
    entries: await count(vendorLedgerEntry.vendorNo),
    posted: await count(postedPurchaseDocument.buyFromVendorNo, postedPurchaseDocument.payToVendorNo),
    drafts: await count(purchaseInvoice.buyFromVendorNo, purchaseInvoice.payToVendorNo),
    requests: await count(purchaseRequest.vendorNo),
    payments: await count(paymentOrder.vendorNo),
    items: await count(item.vendorNo),
    paysFor: await count(vendor.payToVendorNo),
    merged: (await count(vendor.mergedInto)) + (own.mergedInto === null ? 0 : 1),
  }
  const goes = {
    prices: await count(purchasePrice.vendorNo),
    discounts: await count(purchaseLineDiscount.vendorNo),
    itemNumbers: await count(itemVendor.vendorNo),
    addresses: await count(orderAddress.vendorNo),
    accounts: await count(vendorBankAccount.vendorNo),
  }
  return { name: own.name, keeps: some(keeps), goes: some(goes) }
}

async function countRows(tx: Tx, companyId: number, no: string, columns: [PgColumn, ...PgColumn[]]): Promise<number> {
  const named = or(...columns.map(column => ofVendor(column, companyId, no)))
  const [row] = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from (select from ${columns[0].table as PgTable} where ${named} limit ${enough}) few`,
  )
  return row!.count
}

const ofVendor = (column: PgColumn, companyId: number, no: string): SQL =>
  sql`${column} = ${no} and ${column.table}.company_id = ${companyId}`

const some = <Counts extends Record<string, number>>(counts: Counts): Partial<Counts> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)) as Partial<Counts>
