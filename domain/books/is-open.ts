import { type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { openVendorLedgerEntry } from "@/db/schema"

type EntryTable = { companyId: PgColumn; transactionNo: PgColumn }

/**
 * Whether something remains of the vendor ledger entry of that transaction, as things are now. The open ones are gathered
 * first: they are few beside the closed, and most of them new, so that whoever goes through all entries in order meets
 * them last.
 */
export function isOpen(companyId: number, { transactionNo }: EntryTable): SQL {
  return sql`${transactionNo} = any(array(select still_open.transaction_no from ${openVendorLedgerEntry} still_open
    where still_open.company_id = ${companyId}))`
}

/** Whether nothing remains of it: nearly every entry, so that they are met in any order. */
export function isClosed(entry: EntryTable): SQL {
  return sql`not exists (select from ${openVendorLedgerEntry} still_open
    where still_open.company_id = ${entry.companyId} and still_open.transaction_no = ${entry.transactionNo})`
}
