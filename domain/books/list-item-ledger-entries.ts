import { and, eq, gte, lte, sql } from "drizzle-orm"
import { item, itemLedgerEntry, ledgerTransaction, valueEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { type CompanyCurrency, readCompanyCurrency } from "./company-currency"
import { documentColumns, type EntryDocument, ofDocument, transactionOf } from "./entry-document"
import { cutEntries, ENTRIES_PER_PAGE, entryPageAt, readEntryCursor } from "./entry-page"

export type ItemEntryQuery = {
  itemNo?: string
  vendorNo?: string
  documentNo?: string
  from?: IsoDate
  to?: IsoDate
  oldestFirst?: boolean
  /** From an earlier answer in the same order. */
  cursor?: string
}

/** Quantities in base units, cost in the company's currency. */
export type ItemEntryRow = Omit<typeof itemLedgerEntry.$inferSelect, "companyId"> &
  EntryDocument & { baseUnitOfMeasure: string; costAmount: string; costPerUnit: string }

export type ItemEntryList = {
  entries: ItemEntryRow[]
  /** Of all entries that match; null where no item or document was asked for. The quantity is of one item alone. */
  total: { quantity: string | null; costAmount: string } | null
  lcy: CompanyCurrency
  previous?: string
  next?: string
}

const entry = itemLedgerEntry

const valueOfEntry = and(
  eq(valueEntry.companyId, entry.companyId),
  eq(valueEntry.transactionNo, entry.transactionNo),
  eq(valueEntry.lineNo, entry.lineNo),
)

/** A page of the item ledger entries with what they are worth, the newest first. @throws Forbidden */
export async function listItemLedgerEntries(actor: Actor, query: ItemEntryQuery): Promise<ItemEntryList> {
  authorise(actor, "books.see")
  const { companyId } = actor
  const cursor = readEntryCursor(query.cursor)
  return inCompany(companyId, async tx => {
    const matching = and(
      eq(entry.companyId, companyId),
      query.itemNo ? eq(entry.itemNo, query.itemNo) : undefined,
      query.vendorNo ? eq(entry.vendorNo, query.vendorNo) : undefined,
      query.documentNo ? ofDocument(companyId, entry, query.documentNo) : undefined,
      query.from ? gte(entry.postingDate, query.from) : undefined,
      query.to ? lte(entry.postingDate, query.to) : undefined,
    )
    const key = { date: entry.postingDate, transactionNo: entry.transactionNo, lineNo: entry.lineNo }
    const { bound, order } = entryPageAt(key, query.oldestFirst ?? false, cursor)
    const rows = await tx
      .select({
        transactionNo: entry.transactionNo,
        lineNo: entry.lineNo,
        itemNo: entry.itemNo,
        postingDate: entry.postingDate,
        vendorNo: entry.vendorNo,
        description: entry.description,
        quantity: entry.quantity,
        unitOfMeasureCode: entry.unitOfMeasureCode,
        qtyPerUnitOfMeasure: entry.qtyPerUnitOfMeasure,
        baseUnitOfMeasure: item.baseUnitOfMeasure,
        costAmount: valueEntry.costAmount,
        costPerUnit: valueEntry.costPerUnit,
        ...documentColumns,
      })
      .from(entry)
      .innerJoin(ledgerTransaction, transactionOf(entry))
      .innerJoin(valueEntry, valueOfEntry)
      .innerJoin(item, and(eq(item.companyId, entry.companyId), eq(item.no, entry.itemNo)))
      .where(and(matching, bound))
      .orderBy(...order)
      .limit(ENTRIES_PER_PAGE + 1)
    const [total] =
      query.itemNo || query.documentNo
        ? await tx
            .select({
              quantity: sql<string>`coalesce(sum(${entry.quantity}), 0)`,
              costAmount: sql<string>`coalesce(sum(${valueEntry.costAmount}), 0)`,
            })
            .from(entry)
            .innerJoin(valueEntry, valueOfEntry)
            .where(matching)
        : []
    return {
      ...cutEntries(rows, row => row.postingDate, cursor),
      total: total ? { ...total, quantity: query.itemNo ? total.quantity : null } : null,
      lcy: await readCompanyCurrency(tx, companyId),
    }
  })
}
