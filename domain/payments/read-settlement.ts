import { and, eq } from "drizzle-orm"
import { company, currency, purchasesSetup } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { sum } from "@/domain/money/decimal"
import { differenceTypes } from "./application"
import { readApplications } from "./applications-of"
import { entryOf, readEntries, readOpenEntries, type VendorEntry } from "./read-entries"
import type { Detail } from "./settle"

/** What a payment or credit memo settles of another entry, as it stands now. */
export type AppliedEntry = {
  entry: VendorEntry
  amount: string
  /** Payment discount that was taken with it; zero: none. */
  discount: string
  /** What was tolerated or written off with it: positive where too little was paid, negative where too much. */
  difference: string
}

/** A payment's or credit memo's vendor ledger entry: what it settles, and what of it can be applied still. */
export type EntrySettlement = {
  entry: VendorEntry
  /** Zero: all of it is applied. */
  remaining: string
  applied: AppliedEntry[]
  /** Open entries that the rest can be applied to: of its vendor and currency. */
  applicable: VendorEntry[]
}

/** @throws NotFound where the company has no such entry */
export async function settlementOf(tx: Tx, companyId: number, entryNo: number): Promise<EntrySettlement> {
  const { details } = await readApplications(tx, companyId, entryNo)
  const mine = details.filter(detail => detail.entryNo === entryNo && detail.entryType === "application")
  const others = mine.map(({ appliedEntryNo }) => appliedEntryNo ?? 0)
  const entries = await readEntries(tx, companyId, [entryNo, ...others])
  const entry = entryOf(entries, entryNo)
  return {
    entry,
    remaining: entry.remaining,
    applied: mine.map(({ appliedEntryNo, amount }) => ({
      entry: entryOf(entries, appliedEntryNo ?? 0),
      amount: amount.abs().toFixed(),
      discount: takenWith(details, [entryNo, appliedEntryNo], ["payment_discount"]),
      difference: takenWith(details, [entryNo, appliedEntryNo], differenceTypes),
    })),
    applicable: await readApplicable(tx, companyId, entry.vendorNo, entry.currencyCode),
  }
}

/** What was taken off two entries that settle each other besides. */
function takenWith(
  details: readonly Detail[],
  pair: readonly unknown[],
  types: readonly Detail["entryType"][],
): string {
  const taken = details.filter(
    each => types.includes(each.entryType) && pair.includes(each.entryNo) && pair.includes(each.appliedEntryNo),
  )
  return sum(taken.map(each => each.amount)).toFixed()
}

/** What a vendor is owed in a currency, the oldest due first: what a payment or credit memo can be applied to. */
export async function readApplicable(
  tx: Tx,
  companyId: number,
  vendorNo: string,
  currencyCode: string,
): Promise<VendorEntry[]> {
  const open = await readOpenEntries(tx, companyId, vendorNo, "owed")
  return open.filter(entry => entry.currencyCode === currencyCode)
}

/**
 * What a vendor ledger entry settles, for its document's page.
 *
 * @throws NotFound for an unknown number and another company's; Forbidden
 */
export async function readSettlement(
  actor: Actor,
  entryNo: number,
): Promise<EntrySettlement & { amountDecimals: number; today: IsoDate; graceDays: number }> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const settlement = await settlementOf(tx, companyId, entryNo)
    const [facts] = await tx
      .select({
        amountDecimals: currency.amountDecimals,
        timeZone: company.timeZone,
        graceDays: purchasesSetup.paymentDiscountGraceDays,
      })
      .from(company)
      .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, settlement.entry.currencyCode)))
      .innerJoin(purchasesSetup, eq(purchasesSetup.companyId, company.id))
      .where(eq(company.id, companyId))
    const { amountDecimals, graceDays, timeZone } = facts!
    return { ...settlement, amountDecimals, graceDays, today: today(timeZone) }
  })
}
