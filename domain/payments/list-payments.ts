import { and, eq, gte, inArray, isNull, lte, type SQL, sql } from "drizzle-orm"
import { ledgerTransaction, openVendorLedgerEntry as open, vendor, vendorLedgerEntry } from "@/db/schema"
import { inCompany, type Tx, withCommit } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { isClosed, isOpenEntry } from "@/domain/books/is-open"
import { amountDecimalsOf } from "@/domain/lists/amount-decimals"
import type { SortKey } from "@/domain/lists/keyset"
import { type ListPage, type ListQuery, orderKey, orderOf, readList } from "@/domain/lists/read-list"
import { FOUND_AT_MOST } from "@/domain/lists/search-once"
import { Decimal } from "@/domain/money/decimal"
import { foundVendors } from "@/domain/vendors/search-vendors"
import { paymentTypes } from "./application"

export const paymentSorts = ["no", "vendor", "postingDate", "amount"] as const
export type PaymentSort = (typeof paymentSorts)[number]
export const paymentStates = ["open", "settled", "reversed"] as const

/** Searched is the beginning of the number, or a part of the vendor's number, name, search name or city. The latest come first unless told otherwise. */
export type PaymentQuery = ListQuery<PaymentSort> & {
  /** "open": something of it is on account; "settled": all of it is applied. */
  state?: (typeof paymentStates)[number]
  vendorNo?: string
  from?: string
  to?: string
}

export type PaymentRow = {
  no: string
  /** A refund's amount is negative. */
  documentType: typeof vendorLedgerEntry.$inferSelect.documentType
  vendorNo: string
  vendorName: string
  postingDate: string
  currencyCode: string
  amountDecimals: number
  amount: string
  /** What of it is applied; of a reversed payment nothing. */
  applied: string
  state: (typeof paymentStates)[number]
}

export type PaymentList = ListPage<PaymentRow, PaymentSort>

const e = vendorLedgerEntry
const sorts: Record<PaymentSort, SortKey> = {
  no: { expression: sql`${e.documentNo}`, type: "text" },
  vendor: { expression: sql`${vendor.name} collate "und-x-icu"`, type: "text" },
  postingDate: { expression: sql`${e.postingDate}`, type: "date" },
  amount: { expression: sql`${e.amount}`, type: "numeric" },
}

/** What is on account has its own order, so that a page reads nothing that is applied. */
const openSorts: Record<PaymentSort, SortKey> = {
  ...sorts,
  no: { expression: sql`${open.documentNo}`, type: "text" },
  postingDate: { expression: sql`${open.postingDate}`, type: "date" },
}

const remaining = sql<string>`(select coalesce(sum(d.amount), 0) from detailed_vendor_ledger_entry d
  where d.company_id = ${e.companyId} and d.vendor_ledger_entry_no = ${e.transactionNo})`
const isReversed = sql<boolean>`exists (select from ledger_transaction r
  where r.company_id = ${e.companyId} and r.reverses_no = ${e.transactionNo})`

const ofTransaction = and(eq(ledgerTransaction.companyId, e.companyId), eq(ledgerTransaction.no, e.transactionNo))
const ofVendor = and(eq(vendor.companyId, e.companyId), eq(vendor.no, e.vendorNo))

/** A page of the payments, paged by key. @throws Forbidden */
export async function listPayments(actor: Actor, query: PaymentQuery): Promise<PaymentList> {
  authorise(actor, "books.see")
  const amongOpen = query.state === "open"
  // What is searched for is looked for in the text: no match is better than another.
  const order = orderOf({ ...query, search: undefined }, amongOpen ? openSorts : sorts, {
    by: "postingDate",
    descending: true,
  })
  return inCompany(actor.companyId, async tx => {
    const select = tx
      .select({
        no: e.documentNo,
        documentType: e.documentType,
        vendorNo: e.vendorNo,
        vendorName: sql<string>`${vendor.name}`,
        postingDate: e.postingDate,
        currencyCode: e.currencyCode,
        amountDecimals: amountDecimalsOf(e),
        amount: e.amount,
        remaining,
        isReversed,
        key: orderKey(order),
      })
      .from(e)
      .innerJoin(ledgerTransaction, ofTransaction)
      .$dynamic()
    // There is always one. Joined so, PostgreSQL leaves it out where it counts; in the order of names it is what a page begins with.
    if (query.sort === "vendor") select.innerJoin(vendor, ofVendor)
    else select.leftJoin(vendor, ofVendor)
    if (amongOpen) select.innerJoin(open, and(isOpenEntry(e), inArray(open.documentType, [...paymentTypes])))
    const searched = await searchedIn(tx, actor.companyId, (query.search ?? "").trim())
    const list = {
      select,
      matching: and(searched, matching(actor, query)),
      order,
      no: amongOpen ? open.documentNo : e.documentNo,
      query,
    }
    const read = readList(tx, list).then(
      (page): PaymentList => ({
        ...page,
        rows: page.rows.map(({ isReversed: reversed, remaining: open, ...row }) => ({
          ...row,
          applied: reversed ? "0" : new Decimal(row.amount).minus(open).toFixed(),
          state: reversed ? "reversed" : new Decimal(open).isZero() ? "settled" : "open",
        })),
      }),
    )
    return withCommit(read)
  })
}

function matching({ companyId }: Actor, query: PaymentQuery): SQL | undefined {
  return and(
    eq(e.companyId, companyId),
    inArray(e.documentType, [...paymentTypes]),
    // A reversal bears the number of what it reverses.
    isNull(ledgerTransaction.reversesNo),
    query.vendorNo ? eq(e.vendorNo, query.vendorNo) : undefined,
    query.from ? gte(e.postingDate, query.from) : undefined,
    query.to ? lte(e.postingDate, query.to) : undefined,
    query.state === "reversed" ? amongReversed(companyId) : undefined,
    query.state === "settled" ? sql`not ${isReversed} and ${isClosed(companyId, e, paymentTypes)}` : undefined,
  )
}

/**
 * Numbers by their beginning, the last ones, which an index finds; vendors as far as they hold the words themselves, the best first.
 * Each bounded by itself: a beginning may be that of a million.
 */
async function searchedIn(tx: Tx, companyId: number, wanted: string): Promise<SQL | undefined> {
  if (wanted === "") return undefined
  const beginning = wanted.toUpperCase()
  const payments = sql`select ${e.transactionNo} from ${e} where ${and(eq(e.companyId, companyId), inArray(e.documentType, [...paymentTypes]))}`
  return sql`${e.transactionNo} = any(array(
    (${payments} and ${e.documentNo} >= ${beginning} and ${e.documentNo} < ${`${beginning}\u{10FFFF}`}
      order by ${e.documentNo} desc limit ${FOUND_AT_MOST})
    union all
    (select theirs.transaction_no from ${await foundVendors(tx, wanted)} cross join lateral (
      ${payments} and ${e.vendorNo} = found.no order by ${e.postingDate} desc limit ${FOUND_AT_MOST}) as theirs
      where found.rank < 4 limit ${FOUND_AT_MOST})))`
}

/** As isReversed, by what takes back: few payments are, and they lie anywhere. */
function amongReversed(companyId: number): SQL {
  return sql`${e.transactionNo} = any(array(select r.reverses_no from ${ledgerTransaction} r
    where r.company_id = ${companyId} and r.reverses_no is not null))`
}
