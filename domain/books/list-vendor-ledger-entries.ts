import { and, eq, gte, lt, lte, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import { currency, vendor, vendorLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
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
  /** The company's date: an open entry due before it, or before `at`, is overdue. */
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
    const matching = and(matchingEntries(companyId, query), matchingState(companyId, query, remaining.amount))
    const select = tx
      .select({
        transactionNo: entry.transactionNo,
        vendorNo: entry.vendorNo,
        vendorName: vendor.name,
        documentType: entry.documentType,
        documentNo: entry.documentNo,
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
        isOverdue: sql<boolean>`${remaining.amount} <> 0 and ${entry.dueDate} < ${day}`,
      })
      .from(entry)
      .crossJoinLateral(remaining)
      .innerJoin(vendor, and(eq(vendor.companyId, entry.companyId), eq(vendor.no, entry.vendorNo)))
      .innerJoin(currency, and(eq(currency.companyId, entry.companyId), eq(currency.code, entry.currencyCode)))
      .$dynamic()
    const isNarrow = query.vendorNo || query.documentNo || query.at
    const [total] = isNarrow
      ? await tx
          .select({ remaining: sql<string>`coalesce(sum(${remaining.amountLcy}), 0)` })
          .from(entry)
          .crossJoinLateral(remaining)
          .where(matching)
      : []
    const [asked] = query.vendorNo
      ? await tx
          .select({ name: vendor.name })
          .from(vendor)
          .where(and(eq(vendor.companyId, companyId), eq(vendor.no, query.vendorNo)))
      : []
    return {
      ...(await readEntryPage(select, matching, entry, query.sort ?? "postingDate", query)),
      remainingLcy: total?.remaining ?? null,
      vendorName: asked?.name ?? null,
      lcy: await readCompanyCurrency(tx, companyId),
    }
  })
}

function matchingEntries(companyId: number, query: VendorEntryQuery): SQL | undefined {
  return and(
    eq(entry.companyId, companyId),
    query.vendorNo ? eq(entry.vendorNo, query.vendorNo) : undefined,
    query.documentNo ? eq(entry.documentNo, query.documentNo) : undefined,
    query.from ? gte(entry.postingDate, query.from) : undefined,
    query.to ? lte(entry.postingDate, query.to) : undefined,
    query.at ? lte(entry.postingDate, query.at) : undefined,
    query.dueFrom ? gte(entry.dueDate, query.dueFrom) : undefined,
    query.dueTo ? lte(entry.dueDate, query.dueTo) : undefined,
  )
}

/** @param remaining at the date that is asked about, which is added up; how things stand now is known. */
function matchingState(companyId: number, query: VendorEntryQuery, remaining: SQLWrapper): SQL | undefined {
  const { state, at, today } = query
  if (state === "closed") return at ? eq(remaining, sql`0`) : isClosed(entry)
  const open = at ? wasOpen(companyId, entry, at) : isOpenEntry(companyId, entry)
  return state === "overdue" ? and(open, lt(entry.dueDate, at ?? today)) : state && open
}
