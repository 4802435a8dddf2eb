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
import { Amount, Percentage } from "@/components/amount"
import { PageHead } from "@/components/page-head"
import { PlainTextField } from "@/components/plain-text-field"
import { Section } from "@/components/section"
import { Cell, Column } from "@/components/table"
import { listVatEntries, type VatEntryList } from "@/domain/books/list-vat-entries"
import { groupIn, groupParameters } from "./group"
import { VatGroups } from "./vat-groups"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books.title"))("vatEntries") }
}

/** VAT Entries and their totals per VAT group; what they are filtered by stands in the address. */
export default async function VatEntriesPage({ params, searchParams }: BooksPageProps) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("books.see", slug)
  const path = booksAddress(slug, "vat-entries")
  const dates = dateFiltersIn(path, search, company, ["from", "to"])
  const group = groupIn(search)
  const query = { ...entryQueryIn(search, dates), vendorNo: parameter(search, "vendor")?.trim(), group }
  const list = await listVatEntries(actor, query)
  const t = await getTranslations("books")
  const filtered = [query.vendorNo, query.documentNo, query.from, query.to, group].some(Boolean)
  return (
    <>
      <PageHead
        title={t("title.vatEntries")}
        hint={t("inCurrency", { currency: list.lcy.code })}
        actions={<FileLinks path={path} query={listKept(search)} />}
      />
      <EntryFilters
        action={path}
        keep={group && groupParameters(group)}
        filtered={filtered}
        dates={dates}
        query={query}
        behind={
          <PlainTextField key={query.vendorNo} name="vendor" label={t("vendorNo")} defaultValue={query.vendorNo} />
        }
      />
      {list.groups.length > 0 && (
        <Section title={t("groups")} first>
          <VatGroups list={list} path={path} search={search} group={group} />
        </Section>
      )}
      {list.entries.length === 0 ? (
        <NoEntries filtered={filtered} />
      ) : (
        <Section title={t("entries")}>
          <Entries slug={slug} list={list} />
        </Section>
      )}
      <ListPager list={list} path={path} search={search} />
    </>
  )
}

async function Entries({ slug, list }: { slug: string; list: VatEntryList }) {
  const t = await getTranslations("books")
  const isSplit = list.entries.some(({ nonDeductiblePercent }) => Number(nonDeductiblePercent) !== 0)
  const differs = list.entries.some(({ vatDifference }) => Number(vatDifference) !== 0)
  return (
    <LedgerEntryTable
      slug={slug}
      entries={list.entries}
      heads={
        <>
          <Column>{t("vendor")}</Column>
          <Column>{t("vatRegistrationNo")}</Column>
          <Column>{t("vatTypeLabel")}</Column>
          <Column className="num">{t("vatPercent")}</Column>
          <Column className="num">{t("base")}</Column>
          <Column className="num">{t("vatAmount")}</Column>
          {differs && <Column className="num">{t("vatDifference")}</Column>}
          {isSplit && <Column className="num">{t("nonDeductible")}</Column>}
        </>
      }
      cells={entry => (
        <>
          <Cell className="lead">{entry.vendorName}</Cell>
          <Cell className="mid" label={entry.vatRegistrationNo ? t("vatRegistrationNo") : undefined}>
            {entry.vatRegistrationNo}
          </Cell>
          <Cell className="mid">{t(`vatType.${entry.vatCalculationType}`)}</Cell>
          <Cell className="num mid">
            <Percentage value={entry.vatPercent} />
          </Cell>
          <Cell className="num mid" label={t("base")}>
            <Amount value={entry.base} decimals={list.lcy.decimals} />
          </Cell>
          <Cell className="num amount">
            <Amount value={entry.amount} decimals={list.lcy.decimals} />
          </Cell>
          {differs && (
            <Cell className="num mid" label={t("vatDifference")}>
              <Amount value={entry.vatDifference} decimals={list.lcy.decimals} />
            </Cell>
          )}
          {isSplit && (
            <Cell className="num mid" label={t("nonDeductible")}>
              <Amount value={entry.nonDeductibleAmount} decimals={list.lcy.decimals} />
            </Cell>
          )}
        </>
      )}
    />
  )
}
