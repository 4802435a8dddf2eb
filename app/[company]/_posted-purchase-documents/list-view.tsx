import { getTranslations } from "next-intl/server"
import type { Search } from "@/app/_lists/list-address"
import { ListPager } from "@/app/_lists/list-pager"
import { listKept, orderKept } from "@/app/_lists/list-query"
import { openOnlyHit } from "@/app/_lists/open-only-hit"
import { sortHeads } from "@/app/_lists/sort-heads"
import type { PostedKind } from "@/app/[company]/_document-kinds/posted-kinds"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { requireActorWith } from "@/app/actor"
import { Amount } from "@/components/amount"
import { AttachedCount } from "@/components/attached-count"
import { countShown } from "@/components/count-shown"
import { CalendarDate } from "@/components/date"
import { Empty } from "@/components/empty"
import { FilterField } from "@/components/filter-field"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { PlainTextField } from "@/components/plain-text-field"
import { RowLink } from "@/components/row-link"
import { SearchField } from "@/components/search-field"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import {
  listPostedPurchaseDocuments,
  type PostedList,
  type PostedQuery,
} from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import { postedQueryIn } from "./list-query"

export type ListProps = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

/** The posted purchase invoices or credit memos; what is searched, filtered and sorted by stands in the address. */
export async function PostedListView({ kind, params, searchParams }: ListProps & { kind: PostedKind }) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("books.see", slug)
  const query = postedQueryIn(kind, search)
  const list = await listPostedPurchaseDocuments(actor, query)
  const t = await getTranslations("posted_purchase_invoices")
  const path = `/${slug}/${kind.folder}`
  openOnlyHit(search, list.rows, ({ no }) => `${path}/${encodeURIComponent(no)}`)
  const filtered = Boolean(query.search || query.state || query.vendorNo)
  return (
    <>
      <PageHead
        title={t(`${kind.documentType}.list`)}
        hint={countShown(list.count, actor.language)}
        actions={<FileLinks path={path} query={listKept(search)} />}
      />
      <Filters kind={kind} path={path} query={query} filtered={filtered} />
      {list.rows.length === 0 ? (
        <Empty title={filtered ? t("nothingFound") : t(`${kind.documentType}.none`)}>
          {filtered ? t("nothingFoundThen") : t(`${kind.documentType}.noneThen`)}
        </Empty>
      ) : (
        <Documents kind={kind} list={list} path={path} search={search} />
      )}
      <ListPager list={list} path={path} search={search} />
    </>
  )
}

type FilterProps = { kind: PostedKind; path: string; query: PostedQuery; filtered: boolean }

async function Filters({ kind, path, query, filtered }: FilterProps) {
  const t = await getTranslations("posted_purchase_invoices")
  const state = await getTranslations("common.state")
  return (
    <ListFilters action={path} keep={orderKept(query)} filtered={filtered}>
      <SearchField name="q" label={t("search")} placeholder={t("search")} defaultValue={query.search} />
      <FilterField
        name="state"
        label={t("state")}
        all={t("all")}
        words={kind.states}
        chosen={query.state}
        text={state}
      />
      <PlainTextField
        key={query.vendorNo}
        name="vendor"
        label={t("vendorNo")}
        defaultValue={query.vendorNo}
        autoComplete="off"
        size={10}
      />
    </ListFilters>
  )
}

type TableProps = { kind: PostedKind; list: PostedList; path: string; search: Search }

async function Documents({ kind, list, path, search }: TableProps) {
  const t = await getTranslations("posted_purchase_invoices")
  const head = sortHeads(path, search, list.sorted)
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("no")}</Column>
          {head("vendor", t("vendor"))}
          <Column>{t("preAssignedNo")}</Column>
          <Column>{t("state")}</Column>
          <Column>{t(`${kind.documentType}.externalNo`)}</Column>
          {head("postingDate", t("postingDate"))}
          {head("dueDate", t("dueDate"))}
          <Column className="num">{t("remaining")}</Column>
          {head("amount", t("totalInclVat"), true)}
        </Row>
      </TableHead>
      <TableBody>
        {list.rows.map(document => (
          <Row key={document.no}>
            <Cell className="mid">
              <RowLink className="no" href={`${path}/${encodeURIComponent(document.no)}`}>
                {document.no}
              </RowLink>
            </Cell>
            <Cell className="lead">
              {document.buyFromVendorName} <AttachedCount count={document.attachments} />
            </Cell>
            <Cell className="mid no" label={t("preAssignedNo")}>
              {document.preAssignedNo}
            </Cell>
            <Cell className="mid">
              <State name={document.state} />
            </Cell>
            <Cell className="mid">{document.vendorInvoiceNo}</Cell>
            <Cell className="mid" label={t("postingDate")}>
              <CalendarDate date={document.postingDate} />
            </Cell>
            <Cell className="mid" label={t("dueDate")}>
              <CalendarDate date={document.dueDate} />
            </Cell>
            <Cell className="num mid" label={t("remaining")}>
              <Amount value={document.remaining} decimals={document.amountDecimals} />
            </Cell>
            <Cell className="num amount">
              <Amount
                value={document.amountIncludingVat}
                decimals={document.amountDecimals}
                currency={document.currencyCode}
              />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
