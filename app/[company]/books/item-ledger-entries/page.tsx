import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter } from "@/app/_lists/list-address"
import { ListPager } from "@/app/_lists/list-pager"
import { listKept } from "@/app/_lists/list-query"
import { booksAddress } from "@/app/[company]/_books/addresses"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { EntryFilters } from "@/app/[company]/books/entry-filters"
import { LedgerEntryTable } from "@/app/[company]/books/entry-table"
import { NoEntries } from "@/app/[company]/books/no-entries"
import type { BooksPageProps } from "@/app/[company]/books/page-props"
import { dateFiltersIn, entryQueryIn } from "@/app/[company]/books/query"
import { requireActorWith } from "@/app/actor"
import { Amount, Quantity, UnitAmount } from "@/components/amount"
import { type Fact, Facts } from "@/components/facts"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { PlainTextField } from "@/components/plain-text-field"
import { Cell, Column } from "@/components/table"
import { type ItemEntryList, listItemLedgerEntries } from "@/domain/books/list-item-ledger-entries"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books.title"))("itemLedgerEntries") }
}

/** Item Ledger Entries with their value; what they are filtered by stands in the address. */
export default async function ItemLedgerEntriesPage({ params, searchParams }: BooksPageProps) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("books.see", slug)
  const path = booksAddress(slug, "item-ledger-entries")
  const dates = dateFiltersIn(path, search, company, ["from", "to"])
  const query = {
    ...entryQueryIn(search, dates),
    itemNo: parameter(search, "item")?.trim(),
    vendorNo: parameter(search, "vendor")?.trim(),
  }
  const list = await listItemLedgerEntries(actor, query)
  const t = await getTranslations("books")
  const filtered = [query.itemNo, query.vendorNo, query.documentNo, query.from, query.to].some(Boolean)
  return (
    <>
      <PageHead
        title={t("title.itemLedgerEntries")}
        hint={t("inCurrency", { currency: list.lcy.code })}
        actions={<FileLinks path={path} query={listKept(search)} />}
      />
      <EntryFilters
        action={path}
        filtered={filtered}
        dates={dates}
        query={query}
        behind={
          <PlainTextField key={query.vendorNo} name="vendor" label={t("vendorNo")} defaultValue={query.vendorNo} />
        }
      >
        <PlainTextField key={query.itemNo} name="item" label={t("itemNo")} defaultValue={query.itemNo} />
      </EntryFilters>
      <Total list={list} />
      {list.entries.length === 0 ? <NoEntries filtered={filtered} /> : <Entries slug={slug} list={list} />}
      <ListPager list={list} path={path} search={search} />
    </>
  )
}

async function Total({ list: { total, lcy } }: { list: ItemEntryList }) {
  const t = await getTranslations("books")
  if (!total) return null
  const facts: Fact[] = [
    { term: t("costAmount"), value: <Amount value={total.costAmount} decimals={lcy.decimals} currency={lcy.code} /> },
  ]
  if (total.quantity !== null) facts.unshift({ term: t("quantity"), value: <Quantity value={total.quantity} /> })
  return <Facts facts={facts} />
}

async function Entries({ slug, list }: { slug: string; list: ItemEntryList }) {
  const t = await getTranslations("books")
  return (
    <LedgerEntryTable
      slug={slug}
      entries={list.entries}
      heads={
        <>
          <Column>{t("itemNo")}</Column>
          <Column>{t("description")}</Column>
          <Column className="num">{t("quantity")}</Column>
          <Column className="num">{t("costPerUnit")}</Column>
          <Column className="num">{t("costAmount")}</Column>
        </>
      }
      cells={entry => (
        <>
          <Cell className="mid">
            <Link href={booksAddress(slug, "item-ledger-entries", { item: entry.itemNo })}>{entry.itemNo}</Link>
          </Cell>
          <Cell className="lead">{entry.description}</Cell>
          <Cell className="num mid">
            <Quantity value={entry.quantity} /> {entry.baseUnitOfMeasure}
          </Cell>
          <Cell className="num mid" label={t("costPerUnit")}>
            <UnitAmount value={entry.costPerUnit} decimals={list.lcy.decimals} />
          </Cell>
          <Cell className="num amount">
            <Amount value={entry.costAmount} decimals={list.lcy.decimals} />
          </Cell>
        </>
      )}
    />
  )
}
