import { sql } from "drizzle-orm"
import { entries, inserter } from "@/db/insert-rows"
import { prepared, value } from "@/db/prepared"
import {
  detailedVendorLedgerEntry,
  glEntry,
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
import type { NewEvent } from "@/domain/history/record-event"
import { type Decimal, HUNDRED, round, toPlain } from "@/domain/money/decimal"
import type { Posting } from "./compose-posting"
import { insertPosting, type Posted, type PostingRows, thisTransaction } from "./insert-posting"
import type { PostingDocument } from "./posting-document"
import { lockItems } from "./posting-items"
import type { PostingSetup } from "./read-posting-setup"
import { vendorInvoiceKey } from "./vendor-invoice-key"

export type { Posted }

/** The ledger transaction that a posting takes back, and what its vendor ledger entry was for: the two close each other. */
export type Reversed = { transactionNo: number; amount: Decimal; amountLcy: Decimal }

/** What is told of a posting, but for the posted document's number, which the posting itself draws. */
export type PostingEvent = {
  event: NewEvent
  /** The name of the number in the event's data. */
  numberAs: string
  /** The draft that goes with it. */
  draftNo?: string
  /** Absent: nothing is taken back. */
  reversed?: Reversed
}

/**
 * Locks the items and writes what `composePosting` worked out, the draft's end and the event, in one statement for all
 * tables: see `insertPosting`. Both are sent at once; nothing of the portal's own comes between the first lock and the last
 * entry.
 *
 * @throws a serialization failure where items or setup have changed since they were read
 * @throws Refusal "no_series_missing" where the company has no series for posted documents
 */
export async function writePosting(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId" | "name">,
  document: PostingDocument,
  setup: PostingSetup,
  posting: Posting,
  { event, numberAs, draftNo, reversed }: PostingEvent,
): Promise<Posted> {
  const { companyId } = actor
  const { postedPurchaseInvoiceNos, postedPurchaseCreditMemoNos } = setup.purchases
  const { header, documentType } = document
  const { postingDate, payToVendorNo: vendorNo, currencyCode } = header
  const figures = { companyId, vendorNo, postingDate, currencyCode }

  const transaction = {
    companyId,
    postingDate,
    documentDate: header.documentDate,
    documentType,
    externalDocumentNo: header.vendorInvoiceNo,
    description: header.postingDescription,
    vendorNo,
    openingNo: null,
    reversesNo: reversed?.transactionNo ?? null,
    setupVersion: setup.purchases.setupVersion,
    postedBy: actor.userId,
    postedByName: actor.name,
  }
  const vendorEntry = {
    ...figures,
    vendorPostingGroup: header.vendorPostingGroup ?? "",
    documentType,
    externalDocumentNo: header.vendorInvoiceNo,
    description: header.postingDescription,
    documentDate: header.documentDate,
    dueDate: header.dueDate,
    paymentDiscountDate: header.paymentDiscountDate,
    paymentDiscountPercent: header.paymentDiscountPercent,
    paymentDiscountPossible: toPlain(paymentDiscountPossible(document, setup, posting)),
    openingNo: null,
    amount: toPlain(posting.vendor.amount),
    amountLcy: toPlain(posting.vendor.amountLcy),
    exchangeRateAmount: toPlain(setup.currency.exchangeRateAmount),
    relationalExchangeRateAmount: toPlain(setup.currency.relationalExchangeRateAmount),
  }
  const details = detailedEntries(posting, reversed).map((entry, index) => ({
    ...figures,
    ...entry,
    lineNo: index + 1,
  }))
  const items = itemEntries({ companyId, postingDate, vendorNo }, posting)
  const rows: PostingRows = {
    companyId,
    setup,
    series: documentType === "invoice" ? postedPurchaseInvoiceNos : postedPurchaseCreditMemoNos,
    postingDate,
    draftNo: draftNo ?? null,
    lastDirectCosts: [...posting.lastDirectCosts].map(([no, cost]) => ({ no, cost: toPlain(cost) })),
    entries: [
      entries(ledgerTransaction, [transaction], ["no", "documentNo"]),
      entries(postedPurchaseDocument, [postedHeader(actor, document, setup, posting)], ["no", "transactionNo"]),
      entries(postedPurchaseLine, postedLines(companyId, posting), ["documentNo"]),
      entries(glEntry, glEntries({ companyId, postingDate }, posting), ["transactionNo"]),
      entries(vatEntry, vatEntries(companyId, document, posting), ["transactionNo"]),
      entries(vendorLedgerEntry, [vendorEntry], ["transactionNo", "documentNo"]),
      entries(detailedVendorLedgerEntry, details, ["transactionNo"]),
      entries(itemLedgerEntry, items, ["transactionNo"]),
      entries(valueEntry, items, ["transactionNo"]),
    ],
    event,
    numberAs,
  }
  const [, posted] = await Promise.all([lockItems(tx, companyId, setup), insertPosting(tx, rows)])
  return posted
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

/** What a payment in time may take off, signed as the vendor's entry: its percent of the total, with or without VAT as set up. */
function paymentDiscountPossible(
  { header, documentType }: PostingDocument,
  setup: PostingSetup,
  posting: Posting,
): Decimal {
  const { amount, amountIncludingVat } = posting
  const base = setup.purchases.paymentDiscountExclVat ? amount : amountIncludingVat
  const discount = round(base.times(header.paymentDiscountPercent).div(HUNDRED), setup.currency.amountDecimals)
  return documentType === "invoice" ? discount.neg() : discount
}

/** What the vendor is owed at first; where it takes something back, the application that leaves nothing of either. */
function detailedEntries({ vendor }: Posting, reversed: Reversed | undefined) {
  const initial = {
    vendorLedgerEntryNo: thisTransaction,
    appliedEntryNo: null,
    entryType: "initial_entry" as const,
    reasonCode: null,
    glAccountNo: null,
    amount: toPlain(vendor.amount),
    amountLcy: toPlain(vendor.amountLcy),
  }
  if (!reversed) return [initial]
  const application = (vendorLedgerEntryNo: number, appliedEntryNo: number, closed: Posting["vendor"]) => ({
    vendorLedgerEntryNo,
    appliedEntryNo,
    entryType: "application" as const,
    reasonCode: null,
    glAccountNo: null,
    amount: toPlain(closed.amount.neg()),
    amountLcy: toPlain(closed.amountLcy.neg()),
  })
  return [
    initial,
    application(reversed.transactionNo, thisTransaction, reversed),
    application(thisTransaction, reversed.transactionNo, vendor),
  ]
}

function postedHeader(
  actor: Pick<Actor, "userId" | "name">,
  { documentType, header, correctsNo }: PostingDocument,
  { currency }: PostingSetup,
  posting: Posting,
): Omit<Required<typeof postedPurchaseDocument.$inferInsert>, "postedAt" | "no" | "transactionNo"> {
  return {
    ...header,
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

const insertGl = inserter("gl_entries", [{ table: glEntry }])

/** @param postingDate of every entry */
export function insertGlEntries(
  tx: Tx,
  key: TransactionKey,
  postingDate: string,
  gl: Pick<Posting, "gl">,
): Promise<void> {
  return insertGl(tx, [entries(glEntry, glEntries({ ...key, postingDate }, gl))])
}

function glEntries<Key>(key: Key, { gl }: Pick<Posting, "gl">) {
  return gl.map((entry, index) => ({
    ...key,
    ...entry,
    lineNo: index + 1,
    amount: toPlain(entry.amount),
  }))
}

function vatEntries(companyId: number, { header }: PostingDocument, { vat }: Posting) {
  return vat.map((entry, index) => ({
    companyId,
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
    vatDifference: toPlain(entry.vatDifference),
    nonDeductiblePercent: toPlain(entry.nonDeductiblePercent),
    nonDeductibleBase: toPlain(entry.nonDeductibleBase),
    nonDeductibleAmount: toPlain(entry.nonDeductibleAmount),
    vendorLedgerEntryNo: null,
    purchaseVatAccountNo: null,
    reverseChargeVatAccountNo: null,
    nonDedVatAccountNo: null,
    reductionAccountNo: null,
  }))
}

function postedLines(companyId: number, { lines }: Posting) {
  return lines.map(({ price, ...line }) => ({ companyId, ...line, directUnitCost: price }))
}

/** Rows of item ledger entries, and of their value entries. */
function itemEntries<Key>(key: Key, { items }: Posting) {
  return items.map((entry, index) => ({
    ...key,
    ...entry,
    lineNo: index + 1,
    quantity: toPlain(entry.quantity),
    qtyPerUnitOfMeasure: toPlain(entry.qtyPerUnitOfMeasure),
    costAmount: toPlain(entry.costAmount),
    costPerUnit: toPlain(entry.costPerUnit),
  }))
}
