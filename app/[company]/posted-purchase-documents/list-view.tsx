import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { addressWith, parameter, type Search, sortAddress, word } from "@/app/document-form/list-address"
import { Amount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Empty } from "@/components/empty"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { SearchField } from "@/components/search-field"
import { SelectField } from "@/components/select-field"
import { SortHeader } from "@/components/sort-header"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { TextField } from "@/components/text-field"
import {
  listPostedPurchaseDocuments,
  POSTED_COUNTED_AT_MOST,
  type PostedList,
  type PostedQuery,
  type PostedSort,
  postedSorts,
} from "@/domain/posted-purchase-invoices/list-posted-purchase-documents"
import type { PostedKind } from "./kinds"

export type ListProps = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

function queryOf({ documentType, states }: PostedKind, search: Search): PostedQuery {
  const sort = word(search, "sort", postedSorts)
  return {
    documentType,
    search: parameter(search, "q"),
    state: word(search, "state", states),
    vendorNo: parameter(search, "vendor"),
    sort,
    descending: sort && parameter(search, "order") === "desc",
    cursor: parameter(search, "cursor"),
  }
}

/** The posted purchase invoices or credit memos; what is searched, filtered and sorted by stands in the address. */
export async function PostedListView({ kind, params, searchParams }: ListProps & { kind: PostedKind }) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("books.see", slug)
  const query = queryOf(kind, search)
  const list = await listPostedPurchaseDocuments(actor, query)
  const t = await getTranslations("posted_purchase_invoices")
  const path = `/${slug}/${kind.folder}`
  const filtered = Boolean(query.search || query.state || query.vendorNo)
  return (
    <>
      <PageHead
        title={t(`${kind.documentType}.list`)}
        hint={list.count > POSTED_COUNTED_AT_MOST ? `${POSTED_COUNTED_AT_MOST}+` : String(list.count)}
      />
      <Filters kind={kind} path={path} query={query} filtered={filtered} />
      {list.documents.length === 0 ? (
        <Empty title={filtered ? t("nothingFound") : t(`${kind.documentType}.none`)}>
          {filtered ? t("nothingFoundThen") : t(`${kind.documentType}.noneThen`)}
        </Empty>
      ) : (
        <Documents kind={kind} list={list} path={path} search={search} query={query} />
      )}
      <Pager
        previous={list.previous && addressWith(path, search, { cursor: list.previous })}
        next={list.next && addressWith(path, search, { cursor: list.next })}
      />
    </>
  )
}

type Shown = { kind: PostedKind; path: string; query: PostedQuery }

async function Filters({ kind, path, query, filtered }: Shown & { filtered: boolean }) {
  const t = await getTranslations("posted_purchase_invoices")
  const state = await getTranslations("common.state")
  const keep = { sort: query.sort, order: query.descending ? "desc" : undefined }
  return (
    <ListFilters action={path} keep={keep} filtered={filtered}>
      <SearchField name="q" label={t("search")} placeholder={t("search")} defaultValue={query.search} />
      <SelectField
        name="state"
        label={t("state")}
        defaultValue={query.state ?? ""}
        options={[{ value: "", label: t("all") }, ...kind.states.map(value => ({ value, label: state(value) }))]}
      />
      <TextField name="vendor" label={t("vendorNo")} defaultValue={query.vendorNo} autoComplete="off" size={10} />
    </ListFilters>
  )
}

async function Documents(props: Shown & { search: Search; list: PostedList }) {
  const { kind, list, path, search, query } = props
  const t = await getTranslations("posted_purchase_invoices")
  const head = (column: PostedSort, label: string, num = false) => {
    const byDefault = !query.sort && !query.search && column === "postingDate"
    const active = query.sort === column || byDefault
    const sorted = active ? (query.descending || byDefault ? "desc" : "asc") : undefined
    return (
      <SortHeader href={sortAddress(path, search, column, sorted)} sorted={sorted} num={num}>
        {label}
      </SortHeader>
    )
  }
  return (
    <Table>
      <TableHead>
        <Row>
          {head("vendor", t("vendor"))}
          <Column>{t("no")}</Column>
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
        {list.documents.map(document => (
          <Row key={document.no}>
            <Cell className="lead">
              <Link href={`${path}/${encodeURIComponent(document.no)}`}>{document.buyFromVendorName}</Link>
            </Cell>
            <Cell className="mid no">{document.no}</Cell>
            <Cell className="mid no wide-only">{document.preAssignedNo}</Cell>
            <Cell className="mid">
              <State name={document.state} />
            </Cell>
            <Cell className="mid">{document.vendorInvoiceNo}</Cell>
            <Cell className="mid wide-only">
              <CalendarDate date={document.postingDate} />
            </Cell>
            <Cell className="mid" label={t("dueDate")}>
              <CalendarDate date={document.dueDate} />
            </Cell>
            <Cell className="num mid wide-only">
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
