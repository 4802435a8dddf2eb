import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { ledgerTransaction, vatEntry, vatGroupDay, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CompanyCurrency, readCompanyCurrency } from "./company-currency"
import { documentColumns, type EntryDocument, entriesAskedFor, ofDays, transactionOf } from "./entry-document"
import { type EntryPage, type EntryQuery, readEntryPage } from "./entry-page"

/** What VAT entries are added up by. */
export type VatEntryGroup = Pick<
  typeof vatEntry.$inferSelect,
  "vatBusPostingGroup" | "vatProdPostingGroup" | "vatCalculationType" | "vatPercent"
>

export type VatEntryQuery = EntryQuery & { vendorNo?: string; group?: VatEntryGroup }

export type VatEntryRow = Omit<
  typeof vatEntry.$inferSelect,
  "companyId" | "vendorLedgerEntryNo" | `${string}AccountNo`
> &
  EntryDocument & { vendorName: string }

/** In the company's currency. */
export type VatGroupTotal = VatEntryGroup & { base: string; amount: string }

export type VatEntryList = EntryPage<VatEntryRow> & {
  /** Of all entries that match, but for the group asked for: the way from one group to the next. None in pieces. */
  groups: VatGroupTotal[]
  lcy: CompanyCurrency
}

/** A page of the VAT entries, the newest first, and the totals per VAT group of all that match. @throws Forbidden */
export async function listVatEntries(actor: Actor, query: VatEntryQuery): Promise<VatEntryList> {
  authorise(actor, "books.see")
  const { companyId } = actor
  const { group } = query
  return inCompany(companyId, async tx => {
    const matching = and(
      entriesAskedFor(companyId, vatEntry, query),
      query.vendorNo ? eq(vatEntry.vendorNo, query.vendorNo) : undefined,
    )
    const ofGroup =
      group &&
      and(
        eq(vatEntry.vatBusPostingGroup, group.vatBusPostingGroup),
        eq(vatEntry.vatProdPostingGroup, group.vatProdPostingGroup),
        eq(vatEntry.vatCalculationType, group.vatCalculationType),
        eq(vatEntry.vatPercent, group.vatPercent),
      )
    const select = tx
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
        vatDifference: vatEntry.vatDifference,
        nonDeductiblePercent: vatEntry.nonDeductiblePercent,
        nonDeductibleBase: vatEntry.nonDeductibleBase,
        nonDeductibleAmount: vatEntry.nonDeductibleAmount,
        ...documentColumns,
      })
      .from(vatEntry)
      .innerJoin(ledgerTransaction, transactionOf(vatEntry))
      .innerJoin(vendor, and(eq(vendor.companyId, vatEntry.companyId), eq(vendor.no, vatEntry.vendorNo)))
      .$dynamic()
    return {
      ...(await readEntryPage(select, and(matching, ofGroup), vatEntry, "postingDate", query)),
      groups: query.inPieces ? [] : await groupsOf(tx, companyId, query, matching),
      lcy: await readCompanyCurrency(tx, companyId),
    }
  })
}

/** Those of a vendor or a document are few; all of a company's are added up by day. */
function groupsOf(
  tx: Tx,
  companyId: number,
  query: VatEntryQuery,
  matching: SQL | undefined,
): Promise<VatGroupTotal[]> {
  const isNarrow = query.vendorNo || query.documentNo
  return isNarrow ? addUp(tx, vatEntry, matching) : addUp(tx, vatGroupDay, ofDays(companyId, vatGroupDay, query))
}

function addUp(tx: Tx, table: typeof vatEntry | typeof vatGroupDay, where: SQL | undefined): Promise<VatGroupTotal[]> {
  const columns = {
    vatBusPostingGroup: table.vatBusPostingGroup,
    vatProdPostingGroup: table.vatProdPostingGroup,
    vatCalculationType: table.vatCalculationType,
    vatPercent: table.vatPercent,
  }
  const keys = Object.values(columns)
  return tx
    .select({ ...columns, base: sql<string>`sum(${table.base})`, amount: sql<string>`sum(${table.amount})` })
    .from(table)
    .where(where)
    .groupBy(...keys)
    .orderBy(...keys.map(column => asc(column)))
}
