import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { booksAddress } from "@/app/[company]/books/addresses"
import { DateFields } from "@/app/[company]/books/date-fields"
import { DocumentCell, TransactionCell } from "@/app/[company]/books/entry-cells"
import { NoEntries } from "@/app/[company]/books/no-entries"
import { OrderField } from "@/app/[company]/books/order-field"
import type { BooksPageProps } from "@/app/[company]/books/page-props"
import { dateFiltersIn, entryQueryIn } from "@/app/[company]/books/query"
import { requireActorWith } from "@/app/actor"
import { addressWith, parameter } from "@/app/lists/list-address"
import { Amount, Percentage } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { TextField } from "@/components/text-field"
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
      <PageHead title={t("title.vatEntries")} hint={t("inCurrency", { currency: list.lcy.code })} />
      <ListFilters action={path} keep={group && groupParameters(group)} filtered={filtered}>
        <DateFields dates={dates} />
        <TextField name="vendor" label={t("vendorNo")} defaultValue={query.vendorNo} />
        <TextField name="document" label={t("documentNo")} defaultValue={query.documentNo} />
        <OrderField oldestFirst={query.oldestFirst} />
      </ListFilters>
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
      <Pager
        previous={list.previous && addressWith(path, search, { cursor: list.previous })}
        next={list.next && addressWith(path, search, { cursor: list.next })}
      />
    </>
  )
}

async function Entries({ slug, list }: { slug: string; list: VatEntryList }) {
  const t = await getTranslations("books")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("postingDate")}</Column>
          <Column>{t("document")}</Column>
          <Column>{t("vendor")}</Column>
          <Column>{t("vatRegistrationNo")}</Column>
          <Column>{t("vatTypeLabel")}</Column>
          <Column className="num">{t("vatPercent")}</Column>
          <Column className="num">{t("base")}</Column>
          <Column className="num">{t("vatAmount")}</Column>
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
            <TransactionCell slug={slug} entry={entry} />
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
