import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter } from "@/app/_lists/list-address"
import { ListPager } from "@/app/_lists/list-pager"
import { listKept } from "@/app/_lists/list-query"
import { booksAddress } from "@/app/[company]/_books/addresses"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { DebitCreditCells } from "@/app/[company]/books/entry-cells"
import { EntryFilters } from "@/app/[company]/books/entry-filters"
import { LedgerEntryTable } from "@/app/[company]/books/entry-table"
import { NoEntries } from "@/app/[company]/books/no-entries"
import type { BooksPageProps } from "@/app/[company]/books/page-props"
import { dateFiltersIn, entryQueryIn } from "@/app/[company]/books/query"
import { requireActorWith } from "@/app/actor"
import { Amount } from "@/components/amount"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { PlainTextField } from "@/components/plain-text-field"
import { Cell, Column } from "@/components/table"
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
      <PageHead
        title={t("title.glEntries")}
        hint={list.accountName ?? undefined}
        actions={<FileLinks path={path} query={listKept(search)} />}
      />
      <EntryFilters action={path} filtered={filtered} dates={dates} query={query}>
        <PlainTextField
          key={query.account}
          name="account"
          label={t("account")}
          defaultValue={query.account}
          placeholder="1000..1999|3000"
        />
      </EntryFilters>
      {list.total !== null && (
        <p>
          {t("totalIn", { currency: list.lcy.code })}:{" "}
          <strong>
            <Amount value={list.total} decimals={list.lcy.decimals} />
          </strong>
        </p>
      )}
      {list.entries.length === 0 ? <NoEntries filtered={filtered} /> : <Entries slug={slug} list={list} />}
      <ListPager list={list} path={path} search={search} />
    </>
  )
}

async function Entries({ slug, list }: { slug: string; list: GlEntryList }) {
  const t = await getTranslations("books")
  return (
    <LedgerEntryTable
      slug={slug}
      entries={list.entries}
      heads={
        <>
          <Column>{t("account")}</Column>
          <Column>{t("description")}</Column>
          <Column className="num">{t("debit")}</Column>
          <Column className="num">{t("credit")}</Column>
        </>
      }
      cells={entry => (
        <>
          <Cell className="mid">
            <Link href={booksAddress(slug, "gl-entries", { account: entry.glAccountNo })}>{entry.glAccountNo}</Link>{" "}
            {entry.glAccountName}
          </Cell>
          <Cell className="lead">{entry.description}</Cell>
          <DebitCreditCells amount={entry.amount} lcy={list.lcy} />
        </>
      )}
    />
  )
}
