import { and, eq, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { detailedVendorLedgerEntry, openVendorLedgerEntry, vendorLedgerEntry, vendorPostingGroup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { NotFound } from "@/domain/errors"
import { amountDecimalsOf } from "@/domain/lists/amount-decimals"
import { Decimal } from "@/domain/money/decimal"
import type { ExchangeRate } from "@/domain/money/exchange-rate"
import type { Balance } from "./settle"

/** A vendor ledger entry with what remains of it. */
export type VendorEntry = typeof vendorLedgerEntry.$inferSelect & {
  payablesAccountNo: string
  /** Null: not set up. */
  paymentDiscountAccountNo: string | null
  /** Payment discount that may still be taken with what settles the rest, in its currency, ≥ 0. */
  discountPossible: string
  /** In its currency and in the company's; zero: closed. */
  remaining: string
  remainingLcy: string
}

/** Whose history tells what is done with a credit memo: its own, or that of the opening by which it came. */
export const memoSubject = ({ openingNo }: Pick<VendorEntry, "openingNo">) =>
  openingNo === null ? "posted_purchase_document" : "opening_balance"

/** Entries of one vendor that a page offers at once, the oldest due first. */
const OPEN_ENTRIES_SHOWN = 500

/** Vendor ledger entries by their numbers; those that do not exist are left out, and what is no number. Lock the vendor before, to act on them. */
export async function readEntries(
  tx: Tx,
  companyId: number,
  nos: readonly number[],
): Promise<Map<number, VendorEntry>> {
  const rows = await select(
    tx,
    companyId,
    sql`${vendorLedgerEntry.transactionNo} = any(${sql.param(nos.filter(Number.isSafeInteger).map(String))}::text[]::bigint[])`,
  )
  return new Map(rows.map(row => [row.transactionNo, row]))
}

/**
 * The open entries of a vendor, the oldest due first, OPEN_ENTRIES_SHOWN at most.
 *
 * @param which "owed": what the vendor is owed; "paid": payments on account and credit memos
 */
export function readOpenEntries(
  tx: Tx,
  companyId: number,
  vendorNo: string,
  which: "owed" | "paid",
): Promise<VendorEntry[]> {
  return select(
    tx,
    companyId,
    sql`exists (select from ${openVendorLedgerEntry} still_open where still_open.company_id = ${vendorLedgerEntry.companyId}
      and still_open.transaction_no = ${vendorLedgerEntry.transactionNo} and still_open.vendor_no = ${vendorNo})`,
    which === "owed"
      ? sql`sum(${detailedVendorLedgerEntry.amount}) < 0`
      : sql`sum(${detailedVendorLedgerEntry.amount}) > 0`,
  )
}

const possible = sql`coalesce(${vendorLedgerEntry.paymentDiscountPossible},
    round(${vendorLedgerEntry.amount} * ${vendorLedgerEntry.paymentDiscountPercent} / 100, ${amountDecimalsOf(vendorLedgerEntry)}))`

/** The entry on the other side of a detailed entry. */
const other = alias(vendorLedgerEntry, "other")

/** What a credit memo and an invoice that both have a payment discount settle of each other. */
const setOff = sql`sum(${detailedVendorLedgerEntry.amount}) filter (where ${detailedVendorLedgerEntry.entryType} = 'application'
  and ${other.documentType} in ('invoice', 'credit_memo') and ${other.documentType} <> ${vendorLedgerEntry.documentType}
  and ${other.paymentDiscountPossible} <> 0)`

/**
 * Signed as the entry. Its part that belongs to what is set off goes with that
 * (docs/decisions/0056-a-credit-memo-bears-its-own-discount.md). It is taken once: later there is none left, even where something else
 * is open again.
 */
const discountLeft = sql`(${possible} + coalesce(round(${possible} * ${setOff} / ${vendorLedgerEntry.amount}, ${amountDecimalsOf(vendorLedgerEntry)}), 0)
  + coalesce(sum(${detailedVendorLedgerEntry.amount}) filter (where ${detailedVendorLedgerEntry.entryType} = 'payment_discount'), 0))`

function select(tx: Tx, companyId: number, which: SQL, having?: SQL): Promise<VendorEntry[]> {
  const e = vendorLedgerEntry
  const d = detailedVendorLedgerEntry
  return tx
    .select({
      companyId: e.companyId,
      transactionNo: e.transactionNo,
      vendorNo: e.vendorNo,
      vendorPostingGroup: e.vendorPostingGroup,
      documentType: e.documentType,
      documentNo: e.documentNo,
      openingNo: e.openingNo,
      externalDocumentNo: e.externalDocumentNo,
      description: e.description,
      postingDate: e.postingDate,
      documentDate: e.documentDate,
      dueDate: e.dueDate,
      paymentDiscountDate: e.paymentDiscountDate,
      paymentDiscountPercent: e.paymentDiscountPercent,
      paymentDiscountPossible: e.paymentDiscountPossible,
      currencyCode: e.currencyCode,
      amount: e.amount,
      amountLcy: e.amountLcy,
      exchangeRateAmount: e.exchangeRateAmount,
      relationalExchangeRateAmount: e.relationalExchangeRateAmount,
      payablesAccountNo: vendorPostingGroup.payablesAccountNo,
      paymentDiscountAccountNo: vendorPostingGroup.paymentDiscountAccountNo,
      discountPossible: sql<string>`case when abs(sum(${d.amount})) > abs(${discountLeft}) then abs(${discountLeft}) else 0 end`,
      remaining: sql<string>`sum(${d.amount})`,
      remainingLcy: sql<string>`sum(${d.amountLcy})`,
    })
    .from(e)
    .innerJoin(
      vendorPostingGroup,
      and(eq(vendorPostingGroup.companyId, e.companyId), eq(vendorPostingGroup.code, e.vendorPostingGroup)),
    )
    .innerJoin(d, and(eq(d.companyId, e.companyId), eq(d.vendorLedgerEntryNo, e.transactionNo)))
    .leftJoin(other, and(eq(other.companyId, d.companyId), eq(other.transactionNo, d.appliedEntryNo)))
    .where(and(eq(e.companyId, companyId), which))
    .groupBy(
      e.companyId,
      e.transactionNo,
      vendorPostingGroup.payablesAccountNo,
      vendorPostingGroup.paymentDiscountAccountNo,
    )
    .having(having)
    .orderBy(e.dueDate, e.transactionNo)
    .limit(OPEN_ENTRIES_SHOWN)
}

/** What remains of an entry, to settle. */
export function balanceOf(entry: VendorEntry): Balance {
  return {
    entryNo: entry.transactionNo,
    payablesAccountNo: entry.payablesAccountNo,
    booked: { amount: new Decimal(entry.amount), amountLcy: new Decimal(entry.amountLcy), rate: rateOf(entry) },
    remaining: new Decimal(entry.remaining),
    remainingLcy: new Decimal(entry.remainingLcy),
  }
}

/** Units of the entry's currency, and what so many are worth in the company's; null: it was made before rates were kept. */
function rateOf(entry: Pick<VendorEntry, "exchangeRateAmount" | "relationalExchangeRateAmount">): ExchangeRate | null {
  const { exchangeRateAmount: amount, relationalExchangeRateAmount: relational } = entry
  if (amount === null || relational === null) return null
  return { exchangeRateAmount: new Decimal(amount), relationalExchangeRateAmount: new Decimal(relational) }
}

/** @throws NotFound where there is no such entry */
export function entryOf(entries: ReadonlyMap<number, VendorEntry>, no: number): VendorEntry {
  const entry = entries.get(no)
  if (!entry) throw new NotFound(`vendor ledger entry ${no}`)
  return entry
}
