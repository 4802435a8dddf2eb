import { and, eq, gte, lte, type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { ledgerTransaction } from "@/db/schema"
import type { EntryQuery } from "./entry-page"

/** What a transaction was posted for. */
export type EntryDocument = Pick<typeof ledgerTransaction.$inferSelect, "documentType" | "documentNo" | "openingNo">

/** Columns of an entry that stand in its transaction. */
export const documentColumns = {
  documentType: ledgerTransaction.documentType,
  documentNo: ledgerTransaction.documentNo,
  openingNo: ledgerTransaction.openingNo,
}

type EntryTable = { companyId: PgColumn; transactionNo: PgColumn }

/** Joins an entry to its transaction. */
export function transactionOf(entry: EntryTable): SQL | undefined {
  return and(eq(ledgerTransaction.companyId, entry.companyId), eq(ledgerTransaction.no, entry.transactionNo))
}

/** The company's entries of the posting dates and the document that are asked for. */
export function entriesAskedFor(
  companyId: number,
  entry: EntryTable & { postingDate: PgColumn },
  { documentNo, ...days }: EntryQuery,
): SQL | undefined {
  return and(ofDays(companyId, entry, days), documentNo ? ofDocument(companyId, entry, documentNo) : undefined)
}

/** The company's rows of the posting dates that are asked for. */
export function ofDays(
  companyId: number,
  table: { companyId: PgColumn; postingDate: PgColumn },
  { from, to }: Pick<EntryQuery, "from" | "to">,
): SQL | undefined {
  return and(
    eq(table.companyId, companyId),
    from ? gte(table.postingDate, from) : undefined,
    to ? lte(table.postingDate, to) : undefined,
  )
}

/**
 * The entries of the document with that number; a document's transactions are few, and found by an index. The company is
 * given, not taken from the entry, so that they are looked up once and not for each entry.
 */
function ofDocument(companyId: number, entry: EntryTable, documentNo: string): SQL {
  return sql`${entry.transactionNo} = any(array(select t.no from ${ledgerTransaction} t
    where t.company_id = ${companyId} and t.document_no = ${documentNo}))`
}
