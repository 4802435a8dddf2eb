import { and, eq, gte, isNull, lte, or, type SQL, sql } from "drizzle-orm"
import { ledgerTransaction, vendor, vendorLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { isClosed, isOpen } from "@/domain/books/is-open"
import { cutPage, pageAt, readCursor, type SortKey } from "@/domain/documents/keyset"
import { Decimal } from "@/domain/money/decimal"

export const PAYMENTS_PER_PAGE = 50
/** How far a list is counted. */
export const PAYMENTS_COUNTED_AT_MOST = 1_000

export const paymentSorts = ["no", "vendor", "postingDate", "amount"] as const
export type PaymentSort = (typeof paymentSorts)[number]
export const paymentStates = ["open", "settled", "reversed"] as const

export type PaymentQuery = {
  /** Part of the number, or of the vendor's number or name. */
  search?: string
  /** "open": something of it is on account; "settled": all of it is applied. */
  state?: (typeof paymentStates)[number]
  vendorNo?: string
  from?: string
  to?: string
  /** The latest first unless told otherwise. */
  sort?: PaymentSort
  descending?: boolean
  cursor?: string
}

export type PaymentRow = {
  no: string
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

export type PaymentList = { payments: PaymentRow[]; count: number; previous?: string; next?: string }

const e = vendorLedgerEntry
const sorts: Record<PaymentSort, SortKey> = {
  no: { expression: sql`${e.documentNo}`, type: "text" },
  vendor: { expression: sql`${vendor.name} collate "und-x-icu"`, type: "text" },
  postingDate: { expression: sql`${e.postingDate}`, type: "date" },
  amount: { expression: sql`${e.amount}`, type: "numeric" },
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
  const sort = sorts[query.sort ?? "postingDate"]
  const descending = query.sort ? (query.descending ?? false) : true
  const cursor = readCursor(query.cursor, sort.type)
  return inCompany(actor.companyId, async tx => {
    const { bound, order } = pageAt(sort, sql`${e.documentNo}`, descending, cursor)
    const rows = await tx
      .select({
        no: e.documentNo,
        vendorNo: e.vendorNo,
        vendorName: vendor.name,
        postingDate: e.postingDate,
        currencyCode: e.currencyCode,
        amountDecimals: sql<number>`(select c.amount_decimals from currency c
          where c.company_id = ${e.companyId} and c.code = ${e.currencyCode})`,
        amount: e.amount,
        remaining,
        isReversed,
        key: sql<string>`(${sort.expression})::text`,
      })
      .from(e)
      .innerJoin(ledgerTransaction, ofTransaction)
      .innerJoin(vendor, ofVendor)
      .where(and(matching(actor, query), bound))
      .orderBy(...order)
      .limit(PAYMENTS_PER_PAGE + 1)
    const few = tx
      .select({ one: sql`1`.as("one") })
      .from(e)
      .innerJoin(ledgerTransaction, ofTransaction)
      .innerJoin(vendor, ofVendor)
      .where(matching(actor, query))
      .limit(PAYMENTS_COUNTED_AT_MOST + 1)
      .as("few")
    const [counted] = await tx.select({ count: sql<number>`count(*)::int` }).from(few)
    const page = cutPage(rows, PAYMENTS_PER_PAGE, cursor)
    return {
      payments: page.rows.map(({ isReversed: reversed, remaining: open, ...row }) => ({
        ...row,
        applied: reversed ? "0" : new Decimal(row.amount).minus(open).toFixed(),
        state: reversed ? "reversed" : new Decimal(open).isZero() ? "settled" : "open",
      })),
      count: counted?.count ?? 0,
      previous: page.previous,
      next: page.next,
    }
  })
}

function matching({ companyId }: Actor, query: PaymentQuery): SQL | undefined {
  const wanted = (query.search ?? "").trim()
  const part = `%${wanted.replace(/[\\%_]/gu, "\\$&")}%`
  return and(
    eq(e.companyId, companyId),
    eq(e.documentType, "payment"),
    // A reversal bears the number of what it reverses.
    isNull(ledgerTransaction.reversesNo),
    wanted === ""
      ? undefined
      : or(sql`${e.documentNo} ilike ${part}`, sql`${e.vendorNo} ilike ${part}`, sql`${vendor.name} ilike ${part}`),
    query.vendorNo ? eq(e.vendorNo, query.vendorNo) : undefined,
    query.from ? gte(e.postingDate, query.from) : undefined,
    query.to ? lte(e.postingDate, query.to) : undefined,
    query.state === "reversed" ? amongReversed(companyId) : undefined,
    query.state === "open" ? isOpen(companyId, e) : undefined,
    query.state === "settled" ? sql`not ${isReversed} and ${isClosed(e)}` : undefined,
  )
}

/** As isReversed, by what takes back: few payments are, and they lie anywhere. */
function amongReversed(companyId: number): SQL {
  return sql`${e.transactionNo} = any(array(select r.reverses_no from ${ledgerTransaction} r
    where r.company_id = ${companyId} and r.reverses_no is not null))`
}
