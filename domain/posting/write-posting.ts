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
  await setLastDirectCosts(tx, companyId, posting.lastDirectCosts)
  const { postedPurchaseInvoiceNos, postedPurchaseCreditMemoNos } = setup.purchases
  const series = document.documentType === "invoice" ? postedPurchaseInvoiceNos : postedPurchaseCreditMemoNos
  const no = await takeNumber(tx, companyId, series)
  const transactionNo = await takeTransactionNo(tx, companyId)
  const { header, documentType } = document
  const { postingDate, payToVendorNo: vendorNo, currencyCode } = header
  const key = { companyId, transactionNo }
  const figures = { vendorNo, postingDate, currencyCode }

  // Sent together: the connection keeps their order, and the counters are held for one round trip.
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
      .execute(),
    tx
      .insert(postedPurchaseDocument)
      .values(postedHeader(actor, document, setup, posting, { no, transactionNo }))
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
      .execute(),
    tx
      .insert(detailedVendorLedgerEntry)
      .values(
        detailedEntries(transactionNo, posting, reversed).map((entry, index) => ({
          ...key,
          ...figures,
          ...entry,
          lineNo: index + 1,
        })),
      )
      .execute(),
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
export async function insertGlEntries(
  tx: Tx,
  key: TransactionKey,
  postingDate: string,
  { gl }: Pick<Posting, "gl">,
): Promise<void> {
  await tx
    .insert(glEntry)
    .values(
      gl.map((entry, index) => ({
        ...key,
        ...entry,
        lineNo: index + 1,
        postingDate,
        amount: toPlain(entry.amount),
      })),
    )
    .execute()
}

async function insertVatEntries(
  tx: Tx,
  key: TransactionKey,
  { header }: PostingDocument,
  { vat }: Posting,
): Promise<void> {
  if (vat.length === 0) return
  await tx
    .insert(vatEntry)
    .values(
      vat.map((entry, index) => ({
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
      })),
    )
    .execute()
}

async function insertLines(tx: Tx, companyId: number, documentNo: string, { lines }: Posting): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(line => ({
    line_id: line.lineId,
    line_no: line.lineNo,
    type: line.type,
    no: line.no,
    description: line.description,
    quantity: line.quantity,
    unit_of_measure_code: line.unitOfMeasureCode,
    qty_per_unit_of_measure: line.qtyPerUnitOfMeasure,
    line_discount_percent: line.lineDiscountPercent,
    line_discount_amount: line.lineDiscountAmount,
    line_amount: line.lineAmount,
    vat_prod_posting_group: line.vatProdPostingGroup,
    gen_prod_posting_group: line.genProdPostingGroup,
    vat_identifier: line.vatIdentifier,
    vat_percent: line.vatPercent,
    vat_calculation_type: line.vatCalculationType,
    allow_invoice_discount: line.allowInvoiceDiscount,
    amount: line.amount,
    amount_including_vat: line.amountIncludingVat,
    direct_unit_cost: line.price,
    cost_source: line.costSource,
    vendor_item_no: line.vendorItemNo,
    invoice_discount_amount: line.invoiceDiscountAmount,
  }))
  await tx.execute(sql`
    insert into ${postedPurchaseLine} (company_id, document_no, line_id, line_no, type, no, description, quantity,
      unit_of_measure_code, qty_per_unit_of_measure, line_discount_percent, line_discount_amount, line_amount,
      vat_prod_posting_group, gen_prod_posting_group, vat_identifier, vat_percent, vat_calculation_type,
      allow_invoice_discount, amount, amount_including_vat, direct_unit_cost, cost_source, vendor_item_no,
      invoice_discount_amount)
    select ${companyId}::integer, ${documentNo}::text, line.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as line (line_id integer, line_no integer, type text,
      no text, description text, quantity numeric, unit_of_measure_code text, qty_per_unit_of_measure numeric,
      line_discount_percent numeric, line_discount_amount numeric, line_amount numeric, vat_prod_posting_group text,
      gen_prod_posting_group text, vat_identifier text, vat_percent numeric, vat_calculation_type text,
      allow_invoice_discount boolean, amount numeric, amount_including_vat numeric, direct_unit_cost numeric,
      cost_source jsonb, vendor_item_no text, invoice_discount_amount numeric)`)
}

async function insertItemEntries(
  tx: Tx,
  key: TransactionKey,
  { postingDate, vendorNo }: { postingDate: string; vendorNo: string },
  { items }: Posting,
): Promise<void> {
  if (items.length === 0) return
  const rows = JSON.stringify(
    items.map((entry, index) => ({
      line_no: index + 1,
      item_no: entry.itemNo,
      description: entry.description,
      quantity: toPlain(entry.quantity),
      unit_of_measure_code: entry.unitOfMeasureCode,
      qty_per_unit_of_measure: toPlain(entry.qtyPerUnitOfMeasure),
      inventory_posting_group: entry.inventoryPostingGroup,
      inventory_account_no: entry.inventoryAccountNo,
      cost_amount: toPlain(entry.costAmount),
      cost_per_unit: toPlain(entry.costPerUnit),
    })),
  )
  const { companyId, transactionNo } = key
  await Promise.all([
    tx.execute(sql`
      insert into ${itemLedgerEntry} (company_id, transaction_no, posting_date, vendor_no, line_no, item_no, description,
        quantity, unit_of_measure_code, qty_per_unit_of_measure)
      select ${companyId}::integer, ${transactionNo}::bigint, ${postingDate}::date, ${vendorNo}::text, entry.*
      from jsonb_to_recordset(${rows}::jsonb) as entry (line_no integer, item_no text, description text,
        quantity numeric, unit_of_measure_code text, qty_per_unit_of_measure numeric)`),
    tx.execute(sql`
      insert into ${valueEntry} (company_id, transaction_no, posting_date, line_no, item_no, inventory_posting_group,
        inventory_account_no, cost_amount, cost_per_unit)
      select ${companyId}::integer, ${transactionNo}::bigint, ${postingDate}::date, entry.*
      from jsonb_to_recordset(${rows}::jsonb) as entry (line_no integer, item_no text, inventory_posting_group text,
        inventory_account_no text, cost_amount numeric, cost_per_unit numeric)`),
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
