import { eq, sql } from "drizzle-orm"
import { prepared, value } from "@/db/prepared"
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
import { entries, inserter } from "./insert-entries"
import type { PostingDocument } from "./posting-document"
import { lockPostingSetup, type PostingSetup } from "./read-posting-setup"
import { vendorInvoiceKey } from "./vendor-invoice-key"

export type Posted = { no: string; transactionNo: number }

/** The ledger transaction that a posting takes back, and what its vendor ledger entry was for: the two close each other. */
export type Reversed = { transactionNo: number; amount: Decimal; amountLcy: Decimal }

/**
 * Locks what the posting rests on and writes what `composePosting` worked out, in one statement for all tables. The counters are
 * taken last, right before the entries that carry their numbers, and stay locked until the commit: so there are no gaps.
 *
 * @param record writes what happened into the history; sent with the entries, after them
 * @param reversed absent: nothing is taken back
 * @throws Overtaken where items or setup have changed since they were read
 * @throws Refusal "no_series_missing" where the company has no series for posted documents
 */
export async function writePosting(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId" | "name">,
  document: PostingDocument,
  setup: PostingSetup,
  posting: Posting,
  record: (posted: Posted) => Promise<unknown>,
  reversed?: Reversed,
): Promise<Posted> {
  const { companyId } = actor
  const { postedPurchaseInvoiceNos, postedPurchaseCreditMemoNos } = setup.purchases
  const series = document.documentType === "invoice" ? postedPurchaseInvoiceNos : postedPurchaseCreditMemoNos
  // Sent together, as are the entries below: the connection keeps their order, and the locks are held for two round trips.
  const [, , no, transactionNo] = await Promise.all([
    lockPostingSetup(tx, companyId, setup),
    setLastDirectCosts(tx, companyId, posting.lastDirectCosts),
    takeNumber(tx, companyId, series),
    takeTransactionNo(tx, companyId),
  ])
  const { header, documentType } = document
  const { postingDate, payToVendorNo: vendorNo, currencyCode } = header
  const key = { companyId, transactionNo }
  const figures = { vendorNo, postingDate, currencyCode }

  const transaction = {
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
  }
  const vendorEntry = {
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
  }
  const details = detailedEntries(transactionNo, posting, reversed).map((entry, index) => ({
    ...key,
    ...figures,
    ...entry,
    lineNo: index + 1,
  }))
  const items = itemEntries(key, { postingDate, vendorNo }, posting)
  await Promise.all([
    insertPosting(tx, [
      entries(ledgerTransaction, [transaction]),
      entries(postedPurchaseDocument, [postedHeader(actor, document, setup, posting, { no, transactionNo })]),
      entries(postedPurchaseLine, postedLines(companyId, no, posting)),
      entries(glEntry, glEntries(key, postingDate, posting)),
      entries(vatEntry, vatEntries(key, document, posting)),
      entries(vendorLedgerEntry, [vendorEntry]),
      entries(detailedVendorLedgerEntry, details),
      entries(itemLedgerEntry, items),
      entries(valueEntry, items),
    ]),
    record({ no, transactionNo }),
  ])
  return { no, transactionNo }
}

/**
 * The company's next transaction number: the counter row stays locked until the transaction ends, and a rollback gives
 * the number back. Take it last (lock order: counter last).
 */
export async function takeTransactionNo(tx: Tx, companyId: number): Promise<number> {
  const [row] = await nextTransactionNo(tx, { companyId })
  return Number(row!.no)
}

const nextTransactionNo = prepared<{ no: string }>(
  "posting_transaction_no",
  () => sql`
    insert into ${ledgerCounter} as counter (company_id, last_transaction_no) values (${value("companyId")}, 1)
    on conflict (company_id) do update set last_transaction_no = counter.last_transaction_no + 1
    returning last_transaction_no as no`,
)

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
): Omit<Required<typeof postedPurchaseDocument.$inferInsert>, "postedAt"> {
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

/** All that a posting writes. */
const insertPosting = inserter("posting", [
  ledgerTransaction,
  postedPurchaseDocument,
  postedPurchaseLine,
  glEntry,
  vatEntry,
  vendorLedgerEntry,
  detailedVendorLedgerEntry,
  itemLedgerEntry,
  valueEntry,
])

const insertGl = inserter("gl_entries", [glEntry])

/** @param postingDate of every entry */
export function insertGlEntries(
  tx: Tx,
  key: TransactionKey,
  postingDate: string,
  gl: Pick<Posting, "gl">,
): Promise<void> {
  return insertGl(tx, [entries(glEntry, glEntries(key, postingDate, gl))])
}

function glEntries(key: TransactionKey, postingDate: string, { gl }: Pick<Posting, "gl">) {
  return gl.map((entry, index) => ({
    ...key,
    ...entry,
    lineNo: index + 1,
    postingDate,
    amount: toPlain(entry.amount),
  }))
}

function vatEntries(key: TransactionKey, { header }: PostingDocument, { vat }: Posting) {
  return vat.map((entry, index) => ({
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
}

function postedLines(companyId: number, documentNo: string, { lines }: Posting) {
  return lines.map(({ price, ...line }) => ({ companyId, documentNo, ...line, directUnitCost: price }))
}

/** Rows of item ledger entries, and of their value entries. */
function itemEntries(
  key: TransactionKey,
  { postingDate, vendorNo }: { postingDate: string; vendorNo: string },
  { items }: Posting,
) {
  return items.map((entry, index) => ({
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
}

/** The items are locked already, in order of their numbers. */
async function setLastDirectCosts(tx: Tx, companyId: number, costs: Posting["lastDirectCosts"]): Promise<void> {
  if (costs.size === 0) return
  const rows = [...costs].map(([no, cost]) => ({ no, cost: toPlain(cost) }))
  await updateLastDirectCosts(tx, { companyId, costs: JSON.stringify(rows) })
}

const updateLastDirectCosts = prepared(
  "posting_last_direct_costs",
  () => sql`
    update ${item} set last_direct_cost = bought.cost
    from jsonb_to_recordset(${value("costs")}::jsonb) as bought (no text, cost numeric)
    where ${eq(item.companyId, value("companyId"))} and ${item.no} = bought.no and ${item.lastDirectCost} <> bought.cost`,
)
