import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { CalendarDate } from "@/components/date"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { EntryDocument } from "@/domain/books/entry-document"
import { DocumentCell, TransactionCell } from "./entry-cells"

type Entry = EntryDocument & { postingDate: string; transactionNo: number; lineNo?: number }

/**
 * A list of ledger entries: posting date and document first, the transaction last, between them what the ledger is about.
 * @param heads and cells of the ledger's own columns
 * @param end a column behind the transaction
 */
export function LedgerEntryTable<Listed extends Entry>(props: {
  slug: string
  entries: readonly Listed[]
  heads: ReactNode
  cells: (entry: Listed) => ReactNode
  end?: { head: ReactNode; cell: (entry: Listed) => ReactNode }
}) {
  const { slug, entries, heads, cells, end } = props
  const t = useTranslations("books")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("postingDate")}</Column>
          <Column>{t("document")}</Column>
          {heads}
          <Column className="num">{t("transaction")}</Column>
          {end?.head}
        </Row>
      </TableHead>
      <TableBody>
        {entries.map(entry => (
          <Row key={`${entry.transactionNo} ${entry.lineNo}`}>
            <Cell className="mid" label={t("postingDate")}>
              <CalendarDate date={entry.postingDate} />
            </Cell>
            <DocumentCell slug={slug} entry={entry} />
            {cells(entry)}
            <TransactionCell slug={slug} entry={entry} />
            {end?.cell(entry)}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
