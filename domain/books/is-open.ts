import { and, eq, inArray, type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { detailedVendorLedgerEntry, openVendorLedgerEntry } from "@/db/schema"
import type { IsoDate } from "@/domain/dates/date"

type OpenType = (typeof openVendorLedgerEntry.$inferSelect)["documentType"]
type EntryTable = { companyId: PgColumn; transactionNo: PgColumn }

/**
 * Joins `openVendorLedgerEntry` where something remains of the vendor ledger entry of that transaction, as things are now. A list
 * of open ones goes through them in their own order, by their own dates: they may be few beside the closed, and lie anywhere.
 */
export function isOpenEntry({ companyId, transactionNo }: EntryTable): SQL {
  return sql`${openVendorLedgerEntry.companyId} = ${companyId} and ${openVendorLedgerEntry.transactionNo} = ${transactionNo}`
}

/** Whether something remained of it at the end of a date: what was added up to then is added up anew. */
export function wasOpen(companyId: number, { transactionNo }: EntryTable, at: IsoDate): SQL {
  return sql`${transactionNo} = any(array(select was_open.vendor_ledger_entry_no
    from ${detailedVendorLedgerEntry} was_open
    where was_open.company_id = ${companyId} and was_open.posting_date <= ${at}
    group by was_open.vendor_ledger_entry_no having sum(was_open.amount) <> 0))`
}

/**
 * Whether nothing remains of it: nearly every entry, so that they are met in any order. The open ones are gathered first, as they may
 * all be newer than the first that is closed.
 *
 * @param types of documents among which it is; absent: any
 */
export function isClosed(companyId: number, { transactionNo }: EntryTable, types?: readonly OpenType[]): SQL {
  const among = and(
    eq(openVendorLedgerEntry.companyId, companyId),
    types && inArray(openVendorLedgerEntry.documentType, [...types]),
  )
  return sql`${transactionNo} not in (select ${openVendorLedgerEntry.transactionNo} from ${openVendorLedgerEntry} where ${among})`
}
