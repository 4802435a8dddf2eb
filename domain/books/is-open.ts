import { type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { detailedVendorLedgerEntry, openVendorLedgerEntry } from "@/db/schema"
import type { IsoDate } from "@/domain/dates/date"

type EntryTable = { companyId: PgColumn; transactionNo: PgColumn }

/**
 * Whether something remains of the vendor ledger entry of that transaction, as things are now. The open ones are gathered
 * first: they are few beside the closed, and most of them new, so that whoever goes through all entries in order meets
 * them last.
 */
export function isOpenEntry(companyId: number, { transactionNo }: EntryTable): SQL {
  return sql`${transactionNo} = any(array(select still_open.transaction_no from ${openVendorLedgerEntry} still_open
    where still_open.company_id = ${companyId}))`
}

/** Whether something remained of it at the end of a date: what was added up to then is added up anew. */
export function wasOpen(companyId: number, { transactionNo }: EntryTable, at: IsoDate): SQL {
  return sql`${transactionNo} = any(array(select was_open.vendor_ledger_entry_no
    from ${detailedVendorLedgerEntry} was_open
    where was_open.company_id = ${companyId} and was_open.posting_date <= ${at}
    group by was_open.vendor_ledger_entry_no having sum(was_open.amount) <> 0))`
}

/** Whether nothing remains of it: nearly every entry, so that they are met in any order. */
export function isClosed(entry: EntryTable): SQL {
  return sql`not exists (select from ${openVendorLedgerEntry} still_open
    where still_open.company_id = ${entry.companyId} and still_open.transaction_no = ${entry.transactionNo})`
}
