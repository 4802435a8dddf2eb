import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { booksAddress } from "@/app/[company]/books/addresses"
import { DateFields } from "@/app/[company]/books/date-fields"
import { DebitCreditCells, DocumentCell, TransactionCell } from "@/app/[company]/books/entry-cells"
import { NoEntries } from "@/app/[company]/books/no-entries"
import { OrderField } from "@/app/[company]/books/order-field"
import type { BooksPageProps } from "@/app/[company]/books/page-props"
import { dateFiltersIn, entryQueryIn } from "@/app/[company]/books/query"
import { requireActorWith } from "@/app/actor"
import { addressWith, parameter } from "@/app/lists/list-address"
import { Amount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { TextField } from "@/components/text-field"
import { type GlEntryList, listGlEntries } from "@/domain/books/list-gl-entries"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books.title"))("glEntries") }
}

/** G/L Entries; what they are filtered by stands in the address. */
export default async function GlEntriesPage({ params, searchParams }: BooksPageProps) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("books.see", slug)
  const path = booksAddress(slug, "gl-entries")
  const dates = dateFiltersIn(path, search, company, ["from", "to"])
  const query = { ...entryQueryIn(search, dates), account: parameter(search, "account")?.trim() }
  const list = await listGlEntries(actor, query)
  const t = await getTranslations("books")
  const filtered = Boolean(query.account || query.documentNo || query.from || query.to)
  return (
    <>
      <PageHead title={t("title.glEntries")} hint={list.accountName ?? undefined} />
      <ListFilters action={path} filtered={filtered}>
        <TextField name="account" label={t("account")} defaultValue={query.account} placeholder="1000..1999|3000" />
        <DateFields dates={dates} />
        <TextField name="document" label={t("documentNo")} defaultValue={query.documentNo} />
        <OrderField oldestFirst={query.oldestFirst} />
      </ListFilters>
      {list.total !== null && (
        <p>
          {t("totalIn", { currency: list.lcy.code })}:{" "}
          <strong>
            <Amount value={list.total} decimals={list.lcy.decimals} />
          </strong>
        </p>
      )}
      {list.entries.length === 0 ? <NoEntries filtered={filtered} /> : <Entries slug={slug} list={list} />}
      <Pager
        previous={list.previous && addressWith(path, search, { cursor: list.previous })}
        next={list.next && addressWith(path, search, { cursor: list.next })}
      />
    </>
  )
}

async function Entries({ slug, list }: { slug: string; list: GlEntryList }) {
  const t = await getTranslations("books")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("postingDate")}</Column>
          <Column>{t("document")}</Column>
          <Column>{t("account")}</Column>
          <Column>{t("description")}</Column>
          <Column className="num">{t("debit")}</Column>
          <Column className="num">{t("credit")}</Column>
          <Column className="num">{t("transaction")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {list.entries.map(entry => (
          <Row key={`${entry.transactionNo} ${entry.lineNo}`}>
            <Cell className="mid" label={t("postingDate")}>
              <CalendarDate date={entry.postingDate} />
            </Cell>
            <DocumentCell slug={slug} entry={entry} />
            <Cell className="mid">
              <Link href={booksAddress(slug, "gl-entries", { account: entry.glAccountNo })}>{entry.glAccountNo}</Link>{" "}
              {entry.glAccountName}
            </Cell>
            <Cell className="lead">{entry.description}</Cell>
            <DebitCreditCells amount={entry.amount} lcy={list.lcy} />
            <TransactionCell slug={slug} entry={entry} />
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
