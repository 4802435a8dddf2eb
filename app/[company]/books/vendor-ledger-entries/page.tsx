import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { addressWith, parameter, type Search, word } from "@/app/_lists/list-address"
import { ListPager } from "@/app/_lists/list-pager"
import { listKept } from "@/app/_lists/list-query"
import { booksAddress, transactionAddress } from "@/app/[company]/_books/addresses"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { payAddress } from "@/app/[company]/_payments/pay-address"
import { RegisteredNotice } from "@/app/[company]/_payments/registered-notice"
import { DateFields } from "@/app/[company]/books/date-fields"
import { LedgerEntryTable } from "@/app/[company]/books/entry-table"
import { NoEntries } from "@/app/[company]/books/no-entries"
import { OrderField } from "@/app/[company]/books/order-field"
import type { BooksPageProps } from "@/app/[company]/books/page-props"
import { PayCell, PayColumn } from "@/app/[company]/books/pay-cell"
import { type DateFilter, type DateName, dateFiltersIn, entryQueryIn } from "@/app/[company]/books/query"
import { requireActorWith } from "@/app/actor"
import { Amount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { FilterField } from "@/components/filter-field"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { PlainSelectField } from "@/components/plain-select-field"
import { PlainTextField } from "@/components/plain-text-field"
import { State } from "@/components/state"
import { Cell, Column } from "@/components/table"
import { may } from "@/domain/access/actor"
import {
  listVendorLedgerEntries,
  type VendorEntryList,
  type VendorEntryQuery,
  type VendorEntryRow,
  vendorEntrySorts,
  vendorEntryStates,
} from "@/domain/books/list-vendor-ledger-entries"
import { today } from "@/domain/dates/date"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books.title"))("vendorLedgerEntries") }
}

type Dates = Record<DateName, DateFilter>

function queryOf(search: Search, dates: Dates, timeZone: string): VendorEntryQuery {
  return {
    ...entryQueryIn(search, dates),
    vendorNo: parameter(search, "vendor")?.trim(),
    dueFrom: dates.dueFrom.date,
    dueTo: dates.dueTo.date,
    at: dates.at.date,
    state: word(search, "state", vendorEntryStates),
    sort: word(search, "sort", vendorEntrySorts),
    today: today(timeZone),
  }
}

/** Vendor Ledger Entries with what remains of each; what they are filtered by stands in the address. */
export default async function VendorLedgerEntriesPage({ params, searchParams }: BooksPageProps) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("books.see", slug)
  const path = booksAddress(slug, "vendor-ledger-entries")
  const dates = dateFiltersIn(path, search, company, ["from", "to", "dueFrom", "dueTo", "at"])
  const query = queryOf(search, dates, company.timeZone)
  const list = await listVendorLedgerEntries(actor, query)
  const t = await getTranslations("books")
  const { vendorNo, documentNo, from, to, dueFrom, dueTo, at, state } = query
  const filtered = [vendorNo, documentNo, from, to, dueFrom, dueTo, at, state].some(Boolean)
  return (
    <>
      <PageHead
        title={t("title.vendorLedgerEntries")}
        hint={list.vendorName ?? undefined}
        actions={<FileLinks path={path} query={listKept(search)} />}
      />
      <RegisteredNotice actor={actor} slug={slug} search={search} />
      <Filters path={path} query={query} dates={dates} filtered={filtered} />
      {list.remainingLcy !== null && (
        <p>
          {t("remainingLcy")}:{" "}
          <strong>
            <Amount value={list.remainingLcy} decimals={list.lcy.decimals} currency={list.lcy.code} />
          </strong>{" "}
          <span className="hint">{t("owedNegative")}</span>
        </p>
      )}
      {list.entries.length === 0 ? (
        <NoEntries filtered={filtered} />
      ) : (
        <Entries
          slug={slug}
          list={list}
          payFrom={may(actor, "purchase_invoice.post") ? addressWith(path, search, {}) : null}
        />
      )}
      <ListPager list={list} path={path} search={search} />
    </>
  )
}

type Filtered = { path: string; query: VendorEntryQuery; dates: Dates; filtered: boolean }

async function Filters({ path, query, dates, filtered }: Filtered) {
  const t = await getTranslations("books")
  return (
    <ListFilters action={path} filtered={filtered}>
      <PlainTextField key={query.vendorNo} name="vendor" label={t("vendorNo")} defaultValue={query.vendorNo} />
      <FilterField
        name="state"
        label={t("stateLabel")}
        all={t("all")}
        words={vendorEntryStates}
        chosen={query.state}
        text={state => t(`state.${state}`)}
      />
      <DateFields dates={dates} />
      <PlainTextField key={query.documentNo} name="document" label={t("documentNo")} defaultValue={query.documentNo} />
      <PlainSelectField
        name="sort"
        label={t("sortLabel")}
        defaultValue={query.sort ?? "postingDate"}
        options={vendorEntrySorts.map(value => ({ value, label: t(value) }))}
      />
      <OrderField oldestFirst={query.oldestFirst ?? false} />
    </ListFilters>
  )
}

/** @param payFrom the page to come back to after paying; null: the reader may not pay */
async function Entries(props: { slug: string; list: VendorEntryList; payFrom: string | null }) {
  const { slug, list, payFrom } = props
  const t = await getTranslations("books")
  return (
    <LedgerEntryTable
      slug={slug}
      entries={list.entries}
      heads={
        <>
          <Column>{t("vendor")}</Column>
          <Column className="wrap">{t("externalDocumentNo")}</Column>
          <Column>{t("dueDate")}</Column>
          <Column>{t("stateLabel")}</Column>
          <Column className="num">{t("amount")}</Column>
          <Column className="num">{t("remainingAmount")}</Column>
        </>
      }
      cells={entry => (
        <>
          <Cell className="lead">
            <Link href={booksAddress(slug, "vendor-ledger-entries", { vendor: entry.vendorNo })}>
              {entry.vendorName}
            </Link>
          </Cell>
          <Cell className="mid" label={entry.externalDocumentNo ? t("externalDocumentNo") : undefined}>
            {entry.externalDocumentNo}
          </Cell>
          <Cell className="mid" label={t("dueDate")}>
            <CalendarDate date={entry.dueDate} />
          </Cell>
          <Cell className="mid">
            <EntryState entry={entry} />
          </Cell>
          <Cell className="num mid" label={t("amount")}>
            <Amount value={entry.amount} decimals={entry.amountDecimals} currency={entry.currencyCode} />
          </Cell>
          <Cell className="num amount">
            <Link href={`${transactionAddress(slug, entry.transactionNo)}#applications`}>
              <Amount value={entry.remainingAmount} decimals={entry.amountDecimals} currency={entry.currencyCode} />
            </Link>
          </Cell>
        </>
      )}
      end={
        payFrom === null
          ? undefined
          : {
              head: <PayColumn />,
              cell: entry => (
                <PayCell
                  href={
                    entry.remainingAmount.startsWith("-")
                      ? payAddress(slug, { entryNo: entry.transactionNo }, payFrom)
                      : undefined
                  }
                  subject={entry.documentNo}
                />
              ),
            }
      }
    />
  )
}

function EntryState({ entry }: { entry: VendorEntryRow }) {
  if (entry.isOverdue) return <State name="overdue" />
  return <State name={Number(entry.remainingAmount) === 0 ? "closed" : "open"} />
}
