import { and, eq, sql } from "drizzle-orm"
import { item, itemLedgerEntry, ledgerTransaction, valueEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CompanyCurrency, readCompanyCurrency } from "./company-currency"
import { documentColumns, type EntryDocument, entriesAskedFor, transactionOf } from "./entry-document"
import { type EntryPage, type EntryQuery, readEntryPage } from "./entry-page"

export type ItemEntryQuery = EntryQuery & { itemNo?: string; vendorNo?: string }

/** Quantities in base units, cost in the company's currency. */
export type ItemEntryRow = Omit<typeof itemLedgerEntry.$inferSelect, "companyId"> &
  EntryDocument & { baseUnitOfMeasure: string; costAmount: string; costPerUnit: string }

export type ItemEntryList = EntryPage<ItemEntryRow> & {
  /** Of all entries that match; null where no item or document was asked for, and in pieces. The quantity is of one item alone. */
  total: { quantity: string | null; costAmount: string } | null
  lcy: CompanyCurrency
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
  return inCompany(companyId, async tx => {
    const matching = and(
      entriesAskedFor(companyId, entry, query),
      query.itemNo ? eq(entry.itemNo, query.itemNo) : undefined,
      query.vendorNo ? eq(entry.vendorNo, query.vendorNo) : undefined,
    )
    const select = tx
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
      .$dynamic()
    const [total] =
      !query.inPieces && (query.itemNo || query.documentNo)
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
      ...(await readEntryPage(select, matching, entry, "postingDate", query)),
      total: total ? { ...total, quantity: query.itemNo ? total.quantity : null } : null,
      lcy: await readCompanyCurrency(tx, companyId),
    }
  })
}
