import "server-only"
import { getTranslations } from "next-intl/server"
import { parameter } from "@/app/_lists/list-address"
import { amountCell, type Sheet, textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { type ListColumn, listSheet } from "@/app/[company]/_exports/list-sheet"
import { dateInAddress } from "@/app/[company]/books/query"
import type { Actor } from "@/domain/access/actor"
import type { CompanyCurrency } from "@/domain/books/company-currency"
import type { EntryDocument } from "@/domain/books/entry-document"
import type { EntryPage, EntryQuery } from "@/domain/books/entry-page"
import { everyPiece } from "@/domain/lists/every-piece"
import type { CompanyInfo } from "@/domain/users/memberships"

type Entry = EntryDocument & { postingDate: string; transactionNo: number }

/** A row of the file: the entry, and the decimals of the company's currency. */
export type FiledEntry<Row> = Row & { lcyDecimals: number }

type Ledger<Row, Query extends EntryQuery> = {
  title: "glEntries" | "vatEntries" | "itemLedgerEntries" | "vendorLedgerEntries"
  list: (actor: Actor, query: Query) => Promise<EntryPage<Row> & { lcy: CompanyCurrency }>
  /** What the ledger is asked by beyond dates, document and order. */
  query: (search: Record<string, string>, company: CompanyInfo) => Omit<Query, keyof EntryQuery>
  /** The ledger's own, behind transaction, date and document. */
  columns: () => Promise<readonly ListColumn<FiledEntry<Row>>[]>
  /** What of the ledger's own narrows it, in words. */
  filter: (query: Query) => Promise<readonly (readonly [label: string, value: string | undefined])[]>
}

/** A route handler that answers with a ledger's entries as filtered and sorted, as a file. */
export function answerEntries<Row extends Entry, Query extends EntryQuery>(ledger: Ledger<Row, Query>) {
  return answerReport(async ({ actor, company, search }): Promise<Sheet> => {
    const t = await getTranslations("books")
    const query = {
      ...ledger.query(search, company),
      documentNo: parameter(search, "document")?.trim(),
      from: dateInAddress(search, "from"),
      to: dateInAddress(search, "to"),
      oldestFirst: parameter(search, "order") === "asc",
    } as Query
    const columns: ListColumn<FiledEntry<Row>>[] = [
      { head: t("transaction"), width: 12, cell: row => amountCell(String(row.transactionNo), 0) },
      { head: t("postingDate"), width: 12, cell: row => ({ kind: "date", value: row.postingDate }) },
      { head: t("type"), width: 14, cell: row => textCell(t(`documentType.${row.documentType}`)) },
      { head: t("documentNo"), width: 16, cell: row => textCell(row.documentNo) },
      ...(await ledger.columns()),
    ]
    return listSheet({
      title: t(`title.${ledger.title}`),
      actor,
      company,
      columns,
      pieces: everyPiece(async cursor => {
        const { entries, next, lcy } = await ledger.list(actor, { ...query, cursor, inPieces: true })
        return { rows: entries.map(entry => ({ ...entry, lcyDecimals: lcy.decimals })), next }
      }),
      filter: [
        ...(await ledger.filter(query)),
        [t("from"), query.from],
        [t("to"), query.to],
        [t("documentNo"), query.documentNo],
      ],
    })
  })
}
