import { and, eq, gte, lt, lte, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import { currency, openVendorLedgerEntry as open, vendor, vendorLedgerEntry } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { type CompanyCurrency, readCompanyCurrency } from "./company-currency"
import { type EntryPage, type EntryQuery, readEntryPage } from "./entry-page"
import { isClosed, isOpenEntry, wasOpen } from "./is-open"
import { remainingOf } from "./vendor-remaining"

export const vendorEntryStates = ["open", "closed", "overdue"] as const
export type VendorEntryState = (typeof vendorEntryStates)[number]

export const vendorEntrySorts = ["postingDate", "dueDate"] as const
export type VendorEntrySort = (typeof vendorEntrySorts)[number]

export type VendorEntryQuery = EntryQuery & {
  vendorNo?: string
  dueFrom?: IsoDate
  dueTo?: IsoDate
  /** On the date `at`. */
  state?: VendorEntryState
  /** Entries and what remained of them as they stood at the end of this date. Absent: as they stand now. */
  at?: IsoDate
  /** The company's date: an open invoice due before it, or before `at`, is overdue. */
  today: IsoDate
  sort?: VendorEntrySort
}

/** Owed is negative, paid is positive. */
export type VendorEntryRow = Omit<
  typeof vendorLedgerEntry.$inferSelect,
  "companyId" | "vendorPostingGroup" | "exchangeRateAmount" | "relationalExchangeRateAmount"
> & {
  vendorName: string
  amountDecimals: number
  remainingAmount: string
  remainingAmountLcy: string
  isOverdue: boolean
}

export type VendorEntryList = EntryPage<VendorEntryRow> & {
  /** What remains of all entries that match, in the company's currency; null where neither vendor, document nor date was asked for. */
  remainingLcy: string | null
  vendorName: string | null
  lcy: CompanyCurrency
}

const entry = vendorLedgerEntry

/** A page of the vendor ledger entries with what remains of each, the newest first. @throws Forbidden */
export async function listVendorLedgerEntries(actor: Actor, query: VendorEntryQuery): Promise<VendorEntryList> {
  authorise(actor, "books.see")
  const { companyId } = actor
  const day = query.at ?? query.today
  return inCompany(companyId, async tx => {
    const remaining = remainingOf(tx, query.at)
    const amongOpen = isAmongOpen(query)
    const matching = and(
      askedFor(amongOpen ? open : entry, companyId, query),
      query.at ? stoodSo(companyId, query, remaining.amount) : undefined,
      !query.at && query.state === "closed" ? isClosed(companyId, entry) : undefined,
    )
    const select = tx
      .select({
        transactionNo: entry.transactionNo,
        vendorNo: entry.vendorNo,
        vendorName: vendor.name,
        documentType: entry.documentType,
        documentNo: entry.documentNo,
        openingNo: entry.openingNo,
        externalDocumentNo: entry.externalDocumentNo,
        description: entry.description,
        postingDate: entry.postingDate,
        documentDate: entry.documentDate,
        dueDate: entry.dueDate,
        paymentDiscountDate: entry.paymentDiscountDate,
        paymentDiscountPercent: entry.paymentDiscountPercent,
        paymentDiscountPossible: entry.paymentDiscountPossible,
        currencyCode: entry.currencyCode,
        amountDecimals: currency.amountDecimals,
        amount: entry.amount,
        amountLcy: entry.amountLcy,
        remainingAmount: remaining.amount,
        remainingAmountLcy: remaining.amountLcy,
        isOverdue: sql<boolean>`${remaining.amount} <> 0 and ${overdueAt(entry, day)}`,
      })
      .from(entry)
      .crossJoinLateral(remaining)
      .innerJoin(vendor, and(eq(vendor.companyId, entry.companyId), eq(vendor.no, entry.vendorNo)))
      .innerJoin(currency, and(eq(currency.companyId, entry.companyId), eq(currency.code, entry.currencyCode)))
      .$dynamic()
    if (amongOpen) select.innerJoin(open, isOpenEntry(entry))
    const [asked] = query.vendorNo
      ? await tx
          .select({ name: vendor.name })
          .from(vendor)
          .where(and(eq(vendor.companyId, companyId), eq(vendor.no, query.vendorNo)))
      : []
    return {
      ...(await readEntryPage(select, matching, amongOpen ? open : entry, query.sort ?? "postingDate", query)),
      remainingLcy: await remainingOfAll(tx, companyId, query, matching),
      vendorName: asked?.name ?? null,
      lcy: await readCompanyCurrency(tx, companyId),
    }
  })
}

/** Whether the entries that are open now are asked for: they are joined, and have their own order. */
function isAmongOpen({ state, at }: VendorEntryQuery): boolean {
  return !at && (state === "open" || state === "overdue")
}

/** @param table of open entries, which bear the number and dates of theirs, or of all */
function askedFor(table: typeof open | typeof entry, companyId: number, query: VendorEntryQuery): SQL | undefined {
  return and(
    eq(table.companyId, companyId),
    query.vendorNo ? eq(table.vendorNo, query.vendorNo) : undefined,
    query.documentNo ? eq(table.documentNo, query.documentNo) : undefined,
    query.from ? gte(table.postingDate, query.from) : undefined,
    query.to ? lte(table.postingDate, query.to) : undefined,
    query.at ? lte(table.postingDate, query.at) : undefined,
    query.dueFrom ? gte(table.dueDate, query.dueFrom) : undefined,
    query.dueTo ? lte(table.dueDate, query.dueTo) : undefined,
    query.state === "overdue" ? overdueAt(table, query.at ?? query.today) : undefined,
  )
}

/** Nobody is late with what was paid or given back: invoices alone are overdue, as in the lists of documents. */
function overdueAt({ documentType, dueDate }: typeof open | typeof entry, day: IsoDate): SQL {
  return and(eq(documentType, "invoice"), lt(dueDate, day))!
}

/** @param remaining at the date that is asked about, which is added up */
function stoodSo(companyId: number, { state, at }: VendorEntryQuery, remaining: SQLWrapper): SQL | undefined {
  return state === "closed" ? eq(remaining, sql`0`) : state && wasOpen(companyId, entry, at!)
}

/** What remains now is the open entries' alone; what remained on a date is added up from all that match. */
async function remainingOfAll(tx: Tx, companyId: number, query: VendorEntryQuery, matching: SQL | undefined) {
  if (!(query.vendorNo || query.documentNo || query.at)) return null
  if (!query.at) {
    if (query.state === "closed") return "0"
    const [now] = await tx
      .select({ total: sql<string>`coalesce(sum(${open.amountLcy}), 0)` })
      .from(open)
      .where(askedFor(open, companyId, query))
    return now!.total
  }
  const remaining = remainingOf(tx, query.at)
  const [then] = await tx
    .select({ total: sql<string>`coalesce(sum(${remaining.amountLcy}), 0)` })
    .from(entry)
    .crossJoinLateral(remaining)
    .where(matching)
  return then!.total
}
