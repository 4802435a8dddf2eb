import { sql } from "drizzle-orm"
import { entries, inserter } from "@/db/insert-rows"
import { prepared as preparedStatement, value } from "@/db/prepared"
import {
  bankAccountLedgerEntry,
  detailedVendorLedgerEntry,
  glEntry,
  itemLedgerEntry,
  ledgerCounter,
  ledgerTransaction,
  openedVendorEntry,
  openingBalance,
  valueEntry,
  vendorLedgerEntry,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { toPlain } from "@/domain/money/decimal"
import type { OpeningTransaction } from "./compose-opening"

/** What all rows of an opening have in common. */
export type OpeningHeader = {
  no: number
  startDate: IsoDate
  postingDate: IsoDate
  clearingAccountNo: string
  replacesNo: number | null
  setupVersion: number
  costedItemNos: string[]
}

type Poster = Pick<Actor, "companyId" | "userId" | "name">

const insert = inserter("opening", [
  { table: openingBalance },
  { table: ledgerTransaction },
  { table: glEntry },
  { table: vendorLedgerEntry },
  { table: detailedVendorLedgerEntry },
  { table: openedVendorEntry },
  { table: bankAccountLedgerEntry },
  { table: itemLedgerEntry },
  { table: valueEntry },
])

/**
 * Writes an opening's transactions, numbered one behind the other, in one statement for all tables.
 * @param first number of the first; the counter is held (`takeTransactionNos`)
 */
export async function writeOpening(
  tx: Tx,
  actor: Poster,
  header: OpeningHeader,
  transactions: readonly OpeningTransaction[],
  first: number,
): Promise<void> {
  const { companyId } = actor
  const { no: openingNo, postingDate, setupVersion, ...opening } = header
  const numbered = transactions.map((transaction, index) => ({ ...transaction, transactionNo: first + index }))
  const posted = { postedBy: actor.userId, postedByName: actor.name }
  const ofVendors = numbered.flatMap(({ vendor, ...rest }) => (vendor ? [{ ...rest, ...vendor, ...keyOf(rest) }] : []))
  const stock = numbered.flatMap(rest =>
    rest.stock.map((piece, index) => ({ ...piece, ...keyOf(rest), lineNo: index + 1 })),
  )
  function keyOf({ transactionNo }: { transactionNo: number }) {
    return { companyId, transactionNo, postingDate }
  }
  await insert(tx, [
    entries(openingBalance, [
      {
        ...opening,
        ...posted,
        companyId,
        no: openingNo,
        firstTransactionNo: first,
        lastTransactionNo: first + transactions.length - 1,
      },
    ]),
    entries(
      ledgerTransaction,
      numbered.map(({ documentNo, vendor, transactionNo }) => ({
        ...posted,
        companyId,
        no: transactionNo,
        postingDate,
        documentDate: vendor?.line.documentDate ?? postingDate,
        documentType: "opening",
        documentNo,
        externalDocumentNo: vendor?.line.vendorInvoiceNo ?? "",
        description: vendor?.line.description ?? "",
        vendorNo: vendor?.line.vendorNo ?? null,
        openingNo,
        reversesNo: null,
        setupVersion,
      })),
    ),
    entries(
      glEntry,
      numbered.flatMap(({ gl, vendor, ...rest }) =>
        gl.map(({ glAccountNo, amount }, index) => ({
          ...keyOf(rest),
          lineNo: index + 1,
          glAccountNo,
          amount: toPlain(amount),
          description: vendor?.line.description ?? "",
          genProdPostingGroup: null,
          vatProdPostingGroup: null,
        })),
      ),
    ),
    entries(
      vendorLedgerEntry,
      ofVendors.map(({ line, documentNo, amount, amountLcy, ...entry }) => ({
        ...keyOf(entry),
        vendorNo: line.vendorNo,
        vendorPostingGroup: line.vendorPostingGroup ?? "",
        documentType: line.documentType,
        documentNo,
        externalDocumentNo: line.vendorInvoiceNo,
        description: line.description,
        documentDate: line.documentDate,
        dueDate: line.dueDate,
        paymentDiscountDate: line.paymentDiscountDate,
        paymentDiscountPercent: line.paymentDiscountPercent,
        paymentDiscountPossible: toPlain(entry.paymentDiscountPossible),
        currencyCode: line.currencyCode,
        openingNo,
        amount: toPlain(amount),
        amountLcy: toPlain(amountLcy),
        exchangeRateAmount: toPlain(entry.exchangeRateAmount),
        relationalExchangeRateAmount: toPlain(entry.relationalExchangeRateAmount),
      })),
    ),
    entries(
      detailedVendorLedgerEntry,
      ofVendors.map(({ line, amount, amountLcy, ...entry }) => ({
        ...keyOf(entry),
        lineNo: 1,
        vendorLedgerEntryNo: entry.transactionNo,
        appliedEntryNo: null,
        entryType: "initial_entry",
        vendorNo: line.vendorNo,
        currencyCode: line.currencyCode,
        amount: toPlain(amount),
        amountLcy: toPlain(amountLcy),
        reasonCode: null,
        glAccountNo: null,
      })),
    ),
    entries(
      openedVendorEntry,
      ofVendors.map(({ line, transactionNo }) => ({
        companyId,
        transactionNo,
        openingNo,
        vendorNo: line.vendorNo,
        documentType: line.documentType,
        vendorInvoiceNo: line.vendorInvoiceNo,
        vendorInvoiceKey: line.vendorInvoiceKey,
      })),
    ),
    entries(
      bankAccountLedgerEntry,
      numbered.flatMap(({ bank, ...rest }) =>
        bank
          ? [
              {
                ...keyOf(rest),
                ...bank,
                description: "",
                amount: toPlain(bank.amount),
                amountLcy: toPlain(bank.amountLcy),
                amountTyped: false,
                charges: "0",
                chargesLcy: "0",
                chargesAccountNo: null,
                paymentMethodCode: null,
                vendorBankAccountId: null,
              },
            ]
          : [],
      ),
    ),
    entries(
      itemLedgerEntry,
      stock.map(({ line, lineNo, quantity, ...entry }) => ({
        ...keyOf(entry),
        lineNo,
        itemNo: line.itemNo,
        vendorNo: "",
        description: line.item?.description ?? "",
        quantity: toPlain(quantity),
        unitOfMeasureCode: line.item?.baseUnitOfMeasure ?? "",
        qtyPerUnitOfMeasure: "1",
      })),
    ),
    entries(
      valueEntry,
      stock.map(({ line, lineNo, costAmount, costPerUnit, ...entry }) => ({
        ...keyOf(entry),
        lineNo,
        itemNo: line.itemNo,
        inventoryPostingGroup: line.inventoryPostingGroup ?? "",
        inventoryAccountNo: line.inventoryAccountNo ?? "",
        costAmount: toPlain(costAmount),
        costPerUnit: toPlain(costPerUnit),
      })),
    ),
  ])
}

const nextTransactionNos = preparedStatement<{ last: string }>(
  "opening_transaction_nos",
  () => sql`
    insert into ${ledgerCounter} as counter (company_id, last_transaction_no)
    values (${value("companyId")}, ${value("count")}::bigint)
    on conflict (company_id) do update set last_transaction_no = counter.last_transaction_no + excluded.last_transaction_no
    returning last_transaction_no as last`,
)

/**
 * So many transaction numbers in a row; the counter stays locked until the transaction ends. None are taken with 0: it is locked. Last
 * in the order of locks.
 * @returns the first of them; with 0 the one that comes next
 */
export async function takeTransactionNos(tx: Tx, companyId: number, count: number): Promise<number> {
  const [row] = await nextTransactionNos(tx, { companyId, count })
  return Number(row!.last) - count + 1
}
