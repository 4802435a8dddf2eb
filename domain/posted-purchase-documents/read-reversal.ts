import { and, asc, eq } from "drizzle-orm"
import { glEntry, itemLedgerEntry, valueEntry, vatEntry, vendorLedgerEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { Decimal } from "@/domain/money/decimal"
import type { Posting } from "@/domain/posting/compose-posting"
import type { Reversed } from "@/domain/posting/write-posting"
import type { PostedHeader } from "./read-posted-purchase-document"

/** The entries of a posting with every sign turned; the document and its lines are the caller's. */
export type Reversal = Pick<Posting, "gl" | "vat" | "vendor" | "items"> & { reversed: Reversed }

/**
 * Reads the entries of a posted document turned round. They are taken from the books and not worked out from the lines
 * anew: whatever has been set up otherwise since, each account goes back to what it was, to the cent.
 *
 * @param description of the new G/L entries
 */
export async function readReversal(
  tx: Tx,
  { companyId, transactionNo }: Pick<PostedHeader, "companyId" | "transactionNo">,
  description: string,
): Promise<Reversal> {
  const [gl, vat, [owed], items] = await Promise.all([
    tx
      .select()
      .from(glEntry)
      .where(and(eq(glEntry.companyId, companyId), eq(glEntry.transactionNo, transactionNo)))
      .orderBy(asc(glEntry.lineNo)),
    tx
      .select()
      .from(vatEntry)
      .where(and(eq(vatEntry.companyId, companyId), eq(vatEntry.transactionNo, transactionNo)))
      .orderBy(asc(vatEntry.lineNo)),
    tx
      .select({ amount: vendorLedgerEntry.amount, amountLcy: vendorLedgerEntry.amountLcy })
      .from(vendorLedgerEntry)
      .where(and(eq(vendorLedgerEntry.companyId, companyId), eq(vendorLedgerEntry.transactionNo, transactionNo))),
    readItemEntries(tx, companyId, transactionNo),
  ])
  const turned = (amount: string) => new Decimal(amount).neg()
  return {
    gl: gl.map(({ glAccountNo, amount, genProdPostingGroup, vatProdPostingGroup }) => ({
      glAccountNo,
      amount: turned(amount),
      description,
      genProdPostingGroup,
      vatProdPostingGroup,
    })),
    vat: vat.map(({ vatProdPostingGroup, vatIdentifier, vatCalculationType, ...entry }) => ({
      vatProdPostingGroup,
      vatIdentifier,
      vatCalculationType,
      vatPercent: new Decimal(entry.vatPercent),
      base: turned(entry.base),
      amount: turned(entry.amount),
      vatDifference: turned(entry.vatDifference),
      nonDeductiblePercent: new Decimal(entry.nonDeductiblePercent),
      nonDeductibleBase: turned(entry.nonDeductibleBase),
      nonDeductibleAmount: turned(entry.nonDeductibleAmount),
    })),
    vendor: { amount: turned(owed!.amount), amountLcy: turned(owed!.amountLcy) },
    items: items.map(({ entry, value }) => ({
      itemNo: entry.itemNo,
      description: entry.description,
      quantity: turned(entry.quantity),
      unitOfMeasureCode: entry.unitOfMeasureCode,
      qtyPerUnitOfMeasure: new Decimal(entry.qtyPerUnitOfMeasure),
      inventoryPostingGroup: value.inventoryPostingGroup,
      inventoryAccountNo: value.inventoryAccountNo,
      costAmount: turned(value.costAmount),
      costPerUnit: new Decimal(value.costPerUnit),
    })),
    reversed: { transactionNo, amount: new Decimal(owed!.amount), amountLcy: new Decimal(owed!.amountLcy) },
  }
}

type ItemEntry = { entry: typeof itemLedgerEntry.$inferSelect; value: typeof valueEntry.$inferSelect }

/**
 * The item ledger entries of a transaction with their value entries. Each is read by itself and joined here: entries that are just written
 * are in no statistics, and by them PostgreSQL goes through all of the one for each of the other.
 */
async function readItemEntries(tx: Tx, companyId: number, transactionNo: number): Promise<ItemEntry[]> {
  const of = (table: typeof itemLedgerEntry | typeof valueEntry) =>
    and(eq(table.companyId, companyId), eq(table.transactionNo, transactionNo))
  const [entries, values] = await Promise.all([
    tx.select().from(itemLedgerEntry).where(of(itemLedgerEntry)).orderBy(asc(itemLedgerEntry.lineNo)),
    tx.select().from(valueEntry).where(of(valueEntry)),
  ])
  const byLine = new Map(values.map(value => [value.lineNo, value]))
  return entries.flatMap(entry => {
    const value = byLine.get(entry.lineNo)
    return value ? [{ entry, value }] : []
  })
}
