import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm"
import { alias, type PgColumn, type PgTable } from "drizzle-orm/pg-core"
import {
  currency,
  detailedVendorLedgerEntry,
  glAccount,
  glEntry,
  itemLedgerEntry,
  company as ownCompany,
  postedPurchaseDocument,
  valueEntry,
  vatEntry,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import type { PostedDocumentType } from "./list-posted-purchase-documents"

/** FoundEntryTable of one table that a page shows. */
const ENTRIES_PER_PAGE = 200

/** The tables that a posted document has entries in, in the order in which they are found. */
export const entryTables = [
  "gl_entry",
  "vat_entry",
  "vendor_ledger_entry",
  "detailed_vendor_ledger_entry",
  "item_ledger_entry",
  "value_entry",
] as const
export type FoundTable = (typeof entryTables)[number]

export type FoundEntries = {
  document: Pick<
    typeof postedPurchaseDocument.$inferSelect,
    "no" | "documentType" | "postingDate" | "transactionNo" | "buyFromVendorName" | "currencyCode"
  >
  counts: Record<FoundTable, number>
  /** Decimals of the document's currency, and of the company's. */
  amountDecimals: number
  lcyAmountDecimals: number
  companyCurrencyCode: string
}

/** FoundEntryTable of one table: amounts in the company's currency unless said otherwise. */
export type FoundEntryTable =
  | { table: "gl_entry"; rows: (typeof glEntry.$inferSelect & { accountName: string })[] }
  | { table: "vat_entry"; rows: (typeof vatEntry.$inferSelect)[] }
  | { table: "vendor_ledger_entry"; rows: (typeof vendorLedgerEntry.$inferSelect)[] }
  | { table: "detailed_vendor_ledger_entry"; rows: (typeof detailedVendorLedgerEntry.$inferSelect)[] }
  | { table: "item_ledger_entry"; rows: (typeof itemLedgerEntry.$inferSelect)[] }
  | { table: "value_entry"; rows: (typeof valueEntry.$inferSelect)[] }

/**
 * Find FoundEntryTable: how many entries each table has of a posted document, and those of one table. What was posted with the
 * document, and what has changed its remaining amount since.
 *
 * @param shown.after number of the last entry of the page before; for the detailed entries their place
 * @throws NotFound for an unknown number, another company's, or one of the other document type; Forbidden
 */
export async function findEntries(
  actor: Actor,
  documentType: PostedDocumentType,
  no: string,
  shown: { table: FoundTable; after: number },
): Promise<FoundEntries & { entries: FoundEntryTable; next: number | null }> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [document] = await tx
      .select({
        no: postedPurchaseDocument.no,
        documentType: postedPurchaseDocument.documentType,
        postingDate: postedPurchaseDocument.postingDate,
        transactionNo: postedPurchaseDocument.transactionNo,
        buyFromVendorName: postedPurchaseDocument.buyFromVendorName,
        currencyCode: postedPurchaseDocument.currencyCode,
      })
      .from(postedPurchaseDocument)
      .where(
        and(
          eq(postedPurchaseDocument.companyId, companyId),
          eq(postedPurchaseDocument.no, no),
          eq(postedPurchaseDocument.documentType, documentType),
        ),
      )
    if (!document) throw new NotFound(`posted purchase document ${no}`)
    const key = { companyId, transactionNo: document.transactionNo }
    const [counts, entries, decimals] = await Promise.all([
      countEntries(tx, key),
      readEntries(tx, key, shown),
      readDecimals(tx, companyId, document.currencyCode),
    ])
    const next = entries.rows.length > ENTRIES_PER_PAGE ? shown.after + ENTRIES_PER_PAGE : null
    return { document, counts, ...decimals, entries: cut(entries), next }
  })
}

type Key = { companyId: number; transactionNo: number }

const sources: Record<FoundTable, { table: PgTable; companyId: PgColumn; of: PgColumn }> = {
  gl_entry: { table: glEntry, companyId: glEntry.companyId, of: glEntry.transactionNo },
  vat_entry: { table: vatEntry, companyId: vatEntry.companyId, of: vatEntry.transactionNo },
  vendor_ledger_entry: {
    table: vendorLedgerEntry,
    companyId: vendorLedgerEntry.companyId,
    of: vendorLedgerEntry.transactionNo,
  },
  detailed_vendor_ledger_entry: {
    table: detailedVendorLedgerEntry,
    companyId: detailedVendorLedgerEntry.companyId,
    of: detailedVendorLedgerEntry.vendorLedgerEntryNo,
  },
  item_ledger_entry: {
    table: itemLedgerEntry,
    companyId: itemLedgerEntry.companyId,
    of: itemLedgerEntry.transactionNo,
  },
  value_entry: { table: valueEntry, companyId: valueEntry.companyId, of: valueEntry.transactionNo },
}

const ofDocument = (name: FoundTable, { companyId, transactionNo }: Key): SQL | undefined =>
  and(eq(sources[name].companyId, companyId), eq(sources[name].of, transactionNo))

async function countEntries(tx: Tx, key: Key): Promise<Record<FoundTable, number>> {
  const counted = sql.join(
    entryTables.map(
      name =>
        sql`(select count(*)::int from ${sources[name].table} where ${ofDocument(name, key)}) as ${sql.identifier(name)}`,
    ),
    sql`, `,
  )
  const [row] = await tx.execute<Record<FoundTable, number>>(sql`select ${counted}`)
  return row!
}

/** One more than a page holds, so that it is known whether there are more. */
async function readEntries(
  tx: Tx,
  key: Key,
  { table, after }: { table: FoundTable; after: number },
): Promise<FoundEntryTable> {
  const limit = ENTRIES_PER_PAGE + 1
  const where = (lineNo: PgColumn) => and(ofDocument(table, key), gt(lineNo, after))
  switch (table) {
    case "gl_entry": {
      const rows = await tx
        .select({ entry: glEntry, accountName: glAccount.name })
        .from(glEntry)
        .innerJoin(glAccount, and(eq(glAccount.companyId, glEntry.companyId), eq(glAccount.no, glEntry.glAccountNo)))
        .where(where(glEntry.lineNo))
        .orderBy(asc(glEntry.lineNo))
        .limit(limit)
      return { table, rows: rows.map(({ entry, accountName }) => ({ ...entry, accountName })) }
    }
    case "vat_entry":
      return {
        table,
        rows: await tx.select().from(vatEntry).where(where(vatEntry.lineNo)).orderBy(asc(vatEntry.lineNo)).limit(limit),
      }
    case "vendor_ledger_entry":
      return { table, rows: await tx.select().from(vendorLedgerEntry).where(ofDocument(table, key)) }
    case "detailed_vendor_ledger_entry":
      return {
        table,
        rows: await tx
          .select()
          .from(detailedVendorLedgerEntry)
          .where(ofDocument(table, key))
          .orderBy(asc(detailedVendorLedgerEntry.transactionNo), asc(detailedVendorLedgerEntry.lineNo))
          .offset(after)
          .limit(limit),
      }
    case "item_ledger_entry":
      return {
        table,
        rows: await tx
          .select()
          .from(itemLedgerEntry)
          .where(where(itemLedgerEntry.lineNo))
          .orderBy(asc(itemLedgerEntry.lineNo))
          .limit(limit),
      }
    case "value_entry":
      return {
        table,
        rows: await tx
          .select()
          .from(valueEntry)
          .where(where(valueEntry.lineNo))
          .orderBy(asc(valueEntry.lineNo))
          .limit(limit),
      }
  }
}

/** The entries without the one too many. */
function cut(entries: FoundEntryTable): FoundEntryTable {
  return { ...entries, rows: entries.rows.slice(0, ENTRIES_PER_PAGE) } as FoundEntryTable
}

async function readDecimals(tx: Tx, companyId: number, currencyCode: string) {
  const own = alias(currency, "own")
  const [row] = await tx
    .select({
      amountDecimals: currency.amountDecimals,
      lcyAmountDecimals: own.amountDecimals,
      companyCurrencyCode: ownCompany.currencyCode,
    })
    .from(ownCompany)
    .innerJoin(currency, and(eq(currency.companyId, ownCompany.id), eq(currency.code, currencyCode)))
    .innerJoin(own, and(eq(own.companyId, ownCompany.id), eq(own.code, ownCompany.currencyCode)))
    .where(eq(ownCompany.id, companyId))
  return row!
}
