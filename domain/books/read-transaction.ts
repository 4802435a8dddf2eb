import { and, asc, eq, sql } from "drizzle-orm"
import {
  bankAccountLedgerEntry,
  currency,
  detailedVendorLedgerEntry,
  glAccount,
  glEntry,
  itemLedgerEntry,
  ledgerTransaction,
  valueEntry,
  vatEntry,
  vendor,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { type CompanyCurrency, readCompanyCurrency } from "./company-currency"
import { remainingOf } from "./vendor-remaining"

/** Entries of one kind that are read; of a document with more the list of entries has the rest. */
const ENTRIES_SHOWN = 200

type Columns<Table extends { $inferSelect: object }> = Omit<Table["$inferSelect"], "companyId">

export type DetailedVendorEntry = Columns<typeof detailedVendorLedgerEntry> & { amountDecimals: number }

export type TransactionRead = {
  transaction: Omit<Columns<typeof ledgerTransaction>, "databaseTransaction"> & { vendorName: string | null }
  /** The transaction that takes this one back. */
  reversedByNo: number | null
  gl: (Columns<typeof glEntry> & { glAccountName: string })[]
  vat: Columns<typeof vatEntry>[]
  vendor:
    | (Columns<typeof vendorLedgerEntry> & {
        amountDecimals: number
        remainingAmount: string
        remainingAmountLcy: string
      })
    | null
  /** What changed the remaining amount of that vendor ledger entry, by this transaction and later ones. */
  remainingChanges: DetailedVendorEntry[]
  /** What this transaction changed of the remaining amounts of others. */
  changesOfOthers: DetailedVendorEntry[]
  items: (Columns<typeof itemLedgerEntry> & { costAmount: string; costPerUnit: string })[]
  itemCount: number
  bank: (Columns<typeof bankAccountLedgerEntry> & { amountDecimals: number }) | null
  lcy: CompanyCurrency
}

/** Everything that was posted at once. @throws NotFound for an unknown number; Forbidden */
export async function readTransaction(actor: Actor, no: number): Promise<TransactionRead> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [found] = await tx
      .select({ transaction: ledgerTransaction, vendorName: vendor.name })
      .from(ledgerTransaction)
      .leftJoin(vendor, and(eq(vendor.companyId, companyId), eq(vendor.no, ledgerTransaction.vendorNo)))
      .where(and(eq(ledgerTransaction.companyId, companyId), eq(ledgerTransaction.no, no)))
    if (!found) throw new NotFound(`ledger transaction ${no}`)
    const [reversal] = await tx
      .select({ no: ledgerTransaction.no })
      .from(ledgerTransaction)
      .where(and(eq(ledgerTransaction.companyId, companyId), eq(ledgerTransaction.reversesNo, no)))
    const detail = detailedVendorLedgerEntry
    const written = await detailedEntries(tx, companyId, eq(detail.transactionNo, no))
    return {
      transaction: { ...found.transaction, vendorName: found.vendorName },
      reversedByNo: reversal?.no ?? null,
      gl: await glEntriesOf(tx, companyId, no),
      vat: await tx
        .select()
        .from(vatEntry)
        .where(and(eq(vatEntry.companyId, companyId), eq(vatEntry.transactionNo, no)))
        .orderBy(asc(vatEntry.lineNo)),
      vendor: await vendorEntryOf(tx, companyId, no),
      remainingChanges: await detailedEntries(tx, companyId, eq(detail.vendorLedgerEntryNo, no)),
      changesOfOthers: written.filter(({ vendorLedgerEntryNo }) => vendorLedgerEntryNo !== no),
      ...(await itemEntriesOf(tx, companyId, no)),
      bank: await bankEntryOf(tx, companyId, no),
      lcy: await readCompanyCurrency(tx, companyId),
    }
  })
}

async function glEntriesOf(tx: Tx, companyId: number, no: number): Promise<TransactionRead["gl"]> {
  const rows = await tx
    .select({ entry: glEntry, glAccountName: glAccount.name })
    .from(glEntry)
    .innerJoin(glAccount, and(eq(glAccount.companyId, glEntry.companyId), eq(glAccount.no, glEntry.glAccountNo)))
    .where(and(eq(glEntry.companyId, companyId), eq(glEntry.transactionNo, no)))
    .orderBy(asc(glEntry.lineNo))
  return rows.map(({ entry, glAccountName }) => ({ ...entry, glAccountName }))
}

async function vendorEntryOf(tx: Tx, companyId: number, no: number): Promise<TransactionRead["vendor"]> {
  const remaining = remainingOf(tx)
  const [row] = await tx
    .select({
      entry: vendorLedgerEntry,
      amountDecimals: currency.amountDecimals,
      remainingAmount: remaining.amount,
      remainingAmountLcy: remaining.amountLcy,
    })
    .from(vendorLedgerEntry)
    .crossJoinLateral(remaining)
    .innerJoin(
      currency,
      and(eq(currency.companyId, vendorLedgerEntry.companyId), eq(currency.code, vendorLedgerEntry.currencyCode)),
    )
    .where(and(eq(vendorLedgerEntry.companyId, companyId), eq(vendorLedgerEntry.transactionNo, no)))
  if (!row) return null
  const { entry, ...more } = row
  return { ...entry, ...more }
}

async function detailedEntries(
  tx: Tx,
  companyId: number,
  which: ReturnType<typeof eq>,
): Promise<DetailedVendorEntry[]> {
  const detail = detailedVendorLedgerEntry
  const rows = await tx
    .select({ entry: detail, amountDecimals: currency.amountDecimals })
    .from(detail)
    .innerJoin(currency, and(eq(currency.companyId, detail.companyId), eq(currency.code, detail.currencyCode)))
    .where(and(eq(detail.companyId, companyId), which))
    .orderBy(asc(detail.transactionNo), asc(detail.lineNo))
    .limit(ENTRIES_SHOWN)
  return rows.map(({ entry, amountDecimals }) => ({ ...entry, amountDecimals }))
}

async function itemEntriesOf(
  tx: Tx,
  companyId: number,
  no: number,
): Promise<Pick<TransactionRead, "items" | "itemCount">> {
  const own = and(eq(itemLedgerEntry.companyId, companyId), eq(itemLedgerEntry.transactionNo, no))
  const rows = await tx
    .select({ entry: itemLedgerEntry, costAmount: valueEntry.costAmount, costPerUnit: valueEntry.costPerUnit })
    .from(itemLedgerEntry)
    .innerJoin(
      valueEntry,
      and(
        eq(valueEntry.companyId, itemLedgerEntry.companyId),
        eq(valueEntry.transactionNo, itemLedgerEntry.transactionNo),
        eq(valueEntry.lineNo, itemLedgerEntry.lineNo),
      ),
    )
    .where(own)
    .orderBy(asc(itemLedgerEntry.lineNo))
    .limit(ENTRIES_SHOWN)
  const [counted] = await tx.select({ count: sql<number>`count(*)::int` }).from(itemLedgerEntry).where(own)
  return { items: rows.map(({ entry, ...value }) => ({ ...entry, ...value })), itemCount: counted!.count }
}

async function bankEntryOf(tx: Tx, companyId: number, no: number): Promise<TransactionRead["bank"]> {
  const entry = bankAccountLedgerEntry
  const [row] = await tx
    .select({ entry, amountDecimals: currency.amountDecimals })
    .from(entry)
    .innerJoin(currency, and(eq(currency.companyId, entry.companyId), eq(currency.code, entry.currencyCode)))
    .where(and(eq(entry.companyId, companyId), eq(entry.transactionNo, no)))
  return row ? { ...row.entry, amountDecimals: row.amountDecimals } : null
}
