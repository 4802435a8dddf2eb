import { eq, sql } from "drizzle-orm"
import {
  detailedVendorLedgerEntry,
  glEntry,
  item,
  itemLedgerEntry,
  ledgerCounter,
  ledgerTransaction,
  postedPurchaseDocument,
  postedPurchaseLine,
  valueEntry,
  vatEntry,
  vendorLedgerEntry,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type Decimal, toPlain } from "@/domain/money/decimal"
import { takeNumber } from "@/domain/numbering/take-number"
import type { Posting } from "./compose-posting"
import { insertEntries } from "./insert-entries"
import type { PostingDocument } from "./posting-document"
import type { PostingSetup } from "./read-posting-setup"
import { vendorInvoiceKey } from "./vendor-invoice-key"

export type Posted = { no: string; transactionNo: number }

/** The ledger transaction that a posting takes back, and what its vendor ledger entry was for: the two close each other. */
export type Reversed = { transactionNo: number; amount: Decimal; amountLcy: Decimal }

/**
 * Writes what `composePosting` worked out: one statement a table. The counters are taken last, right before the entries
 * that carry their numbers, and stay locked until the commit: so there are no gaps.
 *
 * @param reversed absent: nothing is taken back
 * @throws Refusal "no_series_missing" where the company has no series for posted documents
 */
export async function writePosting(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId" | "name">,
  document: PostingDocument,
  setup: PostingSetup,
  posting: Posting,
  reversed?: Reversed,
): Promise<Posted> {
  const { companyId } = actor
  const { postedPurchaseInvoiceNos, postedPurchaseCreditMemoNos } = setup.purchases
  const series = document.documentType === "invoice" ? postedPurchaseInvoiceNos : postedPurchaseCreditMemoNos
  // Sent together, as are the entries below: the connection keeps their order, and the counters are held for one round trip.
  const [, no, transactionNo] = await Promise.all([
    setLastDirectCosts(tx, companyId, posting.lastDirectCosts),
    takeNumber(tx, companyId, series),
    takeTransactionNo(tx, companyId),
  ])
  const { header, documentType } = document
  const { postingDate, payToVendorNo: vendorNo, currencyCode } = header
  const key = { companyId, transactionNo }
  const figures = { vendorNo, postingDate, currencyCode }

  await Promise.all([
    tx
      .insert(ledgerTransaction)
      .values({
        companyId,
        no: transactionNo,
        postingDate,
        documentDate: header.documentDate,
        documentType,
        documentNo: no,
        externalDocumentNo: header.vendorInvoiceNo,
        description: header.postingDescription,
        vendorNo,
        reversesNo: reversed?.transactionNo ?? null,
        postedBy: actor.userId,
        postedByName: actor.name,
      })
      .prepare("posting_transaction")
      .execute(),
    tx
      .insert(postedPurchaseDocument)
      .values(postedHeader(actor, document, setup, posting, { no, transactionNo }))
      .prepare("posting_document")
      .execute(),
    insertLines(tx, companyId, no, posting),
    insertGlEntries(tx, key, postingDate, posting),
    insertVatEntries(tx, key, document, posting),
    tx
      .insert(vendorLedgerEntry)
      .values({
        ...key,
        ...figures,
        vendorPostingGroup: header.vendorPostingGroup ?? "",
        documentType,
        documentNo: no,
        externalDocumentNo: header.vendorInvoiceNo,
        description: header.postingDescription,
        documentDate: header.documentDate,
        dueDate: header.dueDate,
        paymentDiscountDate: header.paymentDiscountDate,
        paymentDiscountPercent: header.paymentDiscountPercent,
        amount: toPlain(posting.vendor.amount),
        amountLcy: toPlain(posting.vendor.amountLcy),
      })
      .prepare("posting_vendor_entry")
      .execute(),
    insertEntries(
      tx,
      "detailed_entries",
      detailedVendorLedgerEntry,
      detailedEntries(transactionNo, posting, reversed).map((entry, index) => ({
        ...key,
        ...figures,
        ...entry,
        lineNo: index + 1,
      })),
    ),
    insertItemEntries(tx, key, { postingDate, vendorNo }, posting),
  ])
  return { no, transactionNo }
}

/**
 * The company's next transaction number: the counter row stays locked until the transaction ends, and a rollback gives
 * the number back. Take it last (lock order: counter last).
 */
export async function takeTransactionNo(tx: Tx, companyId: number): Promise<number> {
  const [row] = await tx
    .insert(ledgerCounter)
    .values({ companyId, lastTransactionNo: 1 })
    .onConflictDoUpdate({
      target: ledgerCounter.companyId,
      set: { lastTransactionNo: sql`${ledgerCounter.lastTransactionNo} + 1` },
    })
    .returning({ no: ledgerCounter.lastTransactionNo })
    .prepare("posting_transaction_no")
    .execute()
  return row!.no
}

/** What the vendor is owed at first; where it takes something back, the application that leaves nothing of either. */
function detailedEntries(transactionNo: number, { vendor }: Posting, reversed: Reversed | undefined) {
  const initial = {
    vendorLedgerEntryNo: transactionNo,
    appliedEntryNo: null,
    entryType: "initial_entry" as const,
    amount: toPlain(vendor.amount),
    amountLcy: toPlain(vendor.amountLcy),
  }
  if (!reversed) return [initial]
  const application = (vendorLedgerEntryNo: number, appliedEntryNo: number, closed: Posting["vendor"]) => ({
    vendorLedgerEntryNo,
    appliedEntryNo,
    entryType: "application" as const,
    amount: toPlain(closed.amount.neg()),
    amountLcy: toPlain(closed.amountLcy.neg()),
  })
  return [
    initial,
    application(reversed.transactionNo, transactionNo, reversed),
    application(transactionNo, reversed.transactionNo, vendor),
  ]
}

function postedHeader(
  actor: Pick<Actor, "userId" | "name">,
  { documentType, header, correctsNo }: PostingDocument,
  { currency }: PostingSetup,
  posting: Posting,
  posted: Posted,
): typeof postedPurchaseDocument.$inferInsert {
  return {
    ...header,
    ...posted,
    documentType,
    correctsNo,
    preAssignedNo: header.no,
    genBusPostingGroup: header.genBusPostingGroup ?? "",
    vatBusPostingGroup: header.vatBusPostingGroup ?? "",
    vendorPostingGroup: header.vendorPostingGroup ?? "",
    exchangeRateAmount: toPlain(currency.exchangeRateAmount),
    relationalExchangeRateAmount: toPlain(currency.relationalExchangeRateAmount),
    vendorInvoiceKey: vendorInvoiceKey(header.vendorInvoiceNo),
    lineCount: posting.lines.length,
    amount: toPlain(posting.amount),
    amountIncludingVat: toPlain(posting.amountIncludingVat),
    postedBy: actor.userId,
    postedByName: actor.name,
  }
}

type TransactionKey = { companyId: number; transactionNo: number }

/** @param postingDate of every entry */
export function insertGlEntries(
  tx: Tx,
  key: TransactionKey,
  postingDate: string,
  { gl }: Pick<Posting, "gl">,
): Promise<void> {
  const rows = gl.map((entry, index) => ({
    ...key,
    ...entry,
    lineNo: index + 1,
    postingDate,
    amount: toPlain(entry.amount),
  }))
  return insertEntries(tx, "gl_entries", glEntry, rows)
}

function insertVatEntries(tx: Tx, key: TransactionKey, { header }: PostingDocument, { vat }: Posting): Promise<void> {
  const rows = vat.map((entry, index) => ({
    ...key,
    ...entry,
    lineNo: index + 1,
    postingDate: header.postingDate,
    vendorNo: header.payToVendorNo,
    countryRegionCode: header.vatCountryRegionCode,
    vatRegistrationNo: header.vatRegistrationNo,
    vatBusPostingGroup: header.vatBusPostingGroup ?? "",
    vatPercent: toPlain(entry.vatPercent),
    base: toPlain(entry.base),
    amount: toPlain(entry.amount),
  }))
  return insertEntries(tx, "vat_entries", vatEntry, rows)
}

function insertLines(tx: Tx, companyId: number, documentNo: string, { lines }: Posting): Promise<void> {
  const rows = lines.map(({ price, ...line }) => ({ companyId, documentNo, ...line, directUnitCost: price }))
  return insertEntries(tx, "posted_lines", postedPurchaseLine, rows)
}

async function insertItemEntries(
  tx: Tx,
  key: TransactionKey,
  { postingDate, vendorNo }: { postingDate: string; vendorNo: string },
  { items }: Posting,
): Promise<void> {
  const rows = items.map((entry, index) => ({
    ...key,
    ...entry,
    lineNo: index + 1,
    postingDate,
    vendorNo,
    quantity: toPlain(entry.quantity),
    qtyPerUnitOfMeasure: toPlain(entry.qtyPerUnitOfMeasure),
    costAmount: toPlain(entry.costAmount),
    costPerUnit: toPlain(entry.costPerUnit),
  }))
  await Promise.all([
    insertEntries(tx, "item_entries", itemLedgerEntry, rows),
    insertEntries(tx, "value_entries", valueEntry, rows),
  ])
}

/** The items are locked already, in order of their numbers. */
async function setLastDirectCosts(tx: Tx, companyId: number, costs: Posting["lastDirectCosts"]): Promise<void> {
  if (costs.size === 0) return
  const rows = [...costs].map(([no, cost]) => ({ no, cost: toPlain(cost) }))
  await tx.execute(sql`
    update ${item} set last_direct_cost = bought.cost
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as bought (no text, cost numeric)
    where ${eq(item.companyId, companyId)} and ${item.no} = bought.no and ${item.lastDirectCost} <> bought.cost`)
}
