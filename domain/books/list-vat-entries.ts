import { and, asc, eq, gte, lte, type SQL, sql } from "drizzle-orm"
import { ledgerTransaction, vatEntry, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { type CompanyCurrency, readCompanyCurrency } from "./company-currency"
import { documentColumns, type EntryDocument, ofDocument, transactionOf } from "./entry-document"
import { cutEntries, ENTRIES_PER_PAGE, entryPageAt, readEntryCursor } from "./entry-page"

/** What VAT entries are added up by. */
export type VatGroup = Pick<
  typeof vatEntry.$inferSelect,
  "vatBusPostingGroup" | "vatProdPostingGroup" | "vatCalculationType" | "vatPercent"
>

export type VatEntryQuery = {
  from?: IsoDate
  to?: IsoDate
  vendorNo?: string
  documentNo?: string
  group?: VatGroup
  oldestFirst?: boolean
  /** From an earlier answer in the same order. */
  cursor?: string
}

export type VatEntryRow = Omit<typeof vatEntry.$inferSelect, "companyId"> & EntryDocument & { vendorName: string }

/** In the company's currency. */
export type VatGroupTotal = VatGroup & { base: string; amount: string }

export type VatEntryList = {
  entries: VatEntryRow[]
  /** Of all entries that match, but for the group asked for: the way from one group to the next. */
  groups: VatGroupTotal[]
  lcy: CompanyCurrency
  previous?: string
  next?: string
}

/** A page of the VAT entries, the newest first, and the totals per VAT group of all that match. @throws Forbidden */
export async function listVatEntries(actor: Actor, query: VatEntryQuery): Promise<VatEntryList> {
  authorise(actor, "books.see")
  const { companyId } = actor
  const cursor = readEntryCursor(query.cursor)
  const { group } = query
  return inCompany(companyId, async tx => {
    const matching = and(
      eq(vatEntry.companyId, companyId),
      query.from ? gte(vatEntry.postingDate, query.from) : undefined,
      query.to ? lte(vatEntry.postingDate, query.to) : undefined,
      query.vendorNo ? eq(vatEntry.vendorNo, query.vendorNo) : undefined,
      query.documentNo ? ofDocument(companyId, vatEntry, query.documentNo) : undefined,
    )
    const ofGroup = group && [
      eq(vatEntry.vatBusPostingGroup, group.vatBusPostingGroup),
      eq(vatEntry.vatProdPostingGroup, group.vatProdPostingGroup),
      eq(vatEntry.vatCalculationType, group.vatCalculationType),
      eq(vatEntry.vatPercent, group.vatPercent),
    ]
    const key = { date: vatEntry.postingDate, transactionNo: vatEntry.transactionNo, lineNo: vatEntry.lineNo }
    const { bound, order } = entryPageAt(key, query.oldestFirst ?? false, cursor)
    const rows = await tx
      .select({
        transactionNo: vatEntry.transactionNo,
        lineNo: vatEntry.lineNo,
        postingDate: vatEntry.postingDate,
        vendorNo: vatEntry.vendorNo,
        vendorName: vendor.name,
        countryRegionCode: vatEntry.countryRegionCode,
        vatRegistrationNo: vatEntry.vatRegistrationNo,
        vatBusPostingGroup: vatEntry.vatBusPostingGroup,
        vatProdPostingGroup: vatEntry.vatProdPostingGroup,
        vatIdentifier: vatEntry.vatIdentifier,
        vatCalculationType: vatEntry.vatCalculationType,
        vatPercent: vatEntry.vatPercent,
        base: vatEntry.base,
        amount: vatEntry.amount,
        ...documentColumns,
      })
      .from(vatEntry)
      .innerJoin(ledgerTransaction, transactionOf(vatEntry))
      .innerJoin(vendor, and(eq(vendor.companyId, vatEntry.companyId), eq(vendor.no, vatEntry.vendorNo)))
      .where(and(matching, ...(ofGroup ?? []), bound))
      .orderBy(...order)
      .limit(ENTRIES_PER_PAGE + 1)
    return {
      ...cutEntries(rows, row => row.postingDate, cursor),
      groups: await groupsOf(tx, matching),
      lcy: await readCompanyCurrency(tx, companyId),
    }
  })
}

async function groupsOf(tx: Tx, matching: SQL | undefined): Promise<VatGroupTotal[]> {
  const columns = {
    vatBusPostingGroup: vatEntry.vatBusPostingGroup,
    vatProdPostingGroup: vatEntry.vatProdPostingGroup,
    vatCalculationType: vatEntry.vatCalculationType,
    vatPercent: vatEntry.vatPercent,
  }
  const keys = Object.values(columns)
  return tx
    .select({
      ...columns,
      base: sql<string>`sum(${vatEntry.base})`,
      amount: sql<string>`sum(${vatEntry.amount})`,
    })
    .from(vatEntry)
    .where(matching)
    .groupBy(...keys)
    .orderBy(...keys.map(column => asc(column)))
}
