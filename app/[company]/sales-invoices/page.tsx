import { FileUp, Plus } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { documentNo } from "@/app/document-form/document-no"
import { addressWith, parameter, type Search, sortAddress, word } from "@/app/document-form/list-address"
import { Amount, Count } from "@/components/amount"
import { ArrivalNotice } from "@/components/arrival-notice"
import { CalendarDate } from "@/components/date"
import { Empty } from "@/components/empty"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { SearchField } from "@/components/search-field"
import { SelectField } from "@/components/select-field"
import { SortHeader } from "@/components/sort-header"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { may } from "@/domain/access/actor"
import {
  COUNTED_AT_MOST,
  listSalesInvoices,
  type SalesInvoiceList,
  type SalesInvoiceQuery,
  type SalesInvoiceSort,
  salesInvoiceSorts,
} from "@/domain/sales-invoices/list-sales-invoices"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sales_invoices"))("ongoing") }
}

const dues = ["overdue", "this_week"] as const

function queryOf(search: Search): SalesInvoiceQuery {
  return {
    search: parameter(search, "q"),
    due: word(search, "due", dues),
    customerNo: parameter(search, "customer"),
    sort: word(search, "sort", salesInvoiceSorts),
    descending: parameter(search, "order") === "desc",
    cursor: parameter(search, "cursor"),
  }
}

/** Ongoing Sales Invoices; what is searched, filtered and sorted by stands in the address. */
export default async function SalesInvoicesPage({ params, searchParams }: Props) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("sales_invoice.see", slug)
  const query = queryOf(search)
  const list = await listSalesInvoices(actor, query)
  const t = await getTranslations("sales_invoices")
  const path = `/${slug}/sales-invoices`
  const deleted = documentNo(parameter(search, "deleted"))
  const filtered = Boolean(query.search || query.due || query.customerNo)
  return (
    <>
      <PageHead
        title={t("ongoing")}
        hint={t("count", { count: list.count > COUNTED_AT_MOST ? `${COUNTED_AT_MOST}+` : String(list.count) })}
        actions={
          <>
            {may(actor, "sales_invoice.import") && (
              <Link className="btn" href={`${path}/import`}>
                <FileUp className="icon" aria-hidden="true" />
                {t("import")}
              </Link>
            )}
            {may(actor, "sales_invoice.edit") && (
              <Link className="btn primary" href={`${path}/new`}>
                <Plus className="icon" aria-hidden="true" />
                {t("new")}
              </Link>
            )}
          </>
        }
      />
      {deleted && <ArrivalNotice>{t("deleted", { no: deleted })}</ArrivalNotice>}
      <ListFilters
        action={path}
        keep={{ sort: query.sort, order: query.descending ? "desc" : undefined, customer: query.customerNo }}
        filtered={filtered}
      >
        <SearchField name="q" label={t("search")} placeholder={t("search")} defaultValue={query.search} />
        <SelectField
          name="due"
          label={t("dueDate")}
          defaultValue={query.due ?? ""}
          options={[{ value: "", label: t("all") }, ...dues.map(value => ({ value, label: t(`due.${value}`) }))]}
        />
      </ListFilters>
      {list.invoices.length === 0 ? (
        <Empty title={filtered ? t("nothingFound") : t("none")}>
          {filtered ? t("nothingFoundThen") : t("noneThen")}
        </Empty>
      ) : (
        <Invoices list={list} path={path} search={search} query={query} />
      )}
      <Pager
        previous={list.previous && addressWith(path, search, { cursor: list.previous, deleted: undefined })}
        next={list.next && addressWith(path, search, { cursor: list.next, deleted: undefined })}
      />
    </>
  )
}

type Shown = { list: SalesInvoiceList; path: string; search: Search; query: SalesInvoiceQuery }

async function Invoices({ list, path, search, query }: Shown) {
  const t = await getTranslations("sales_invoices")
  const head = (column: SalesInvoiceSort, label: string, num = false) => {
    const active = query.sort === column || (!query.sort && !query.search && column === "no")
    const sorted = active ? (query.descending ? "desc" : "asc") : undefined
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
          {head("customer", t("customer"))}
          {head("no", t("no"))}
          <Column>{t("externalDocumentNo")}</Column>
          {head("documentDate", t("documentDate"))}
          {head("dueDate", t("dueDate"))}
          <Column className="num">{t("lines")}</Column>
          {head("amount", t("totalExclVat"), true)}
        </Row>
      </TableHead>
      <TableBody>
        {list.invoices.map(invoice => (
          <Row key={invoice.no}>
            <Cell className="lead">
              <Link href={`${path}/${encodeURIComponent(invoice.no)}`}>{invoice.customerName}</Link>
            </Cell>
            <Cell className="mid no">{invoice.no}</Cell>
            <Cell className="mid">{invoice.externalDocumentNo}</Cell>
            <Cell className="mid wide-only">
              <CalendarDate date={invoice.documentDate} />
            </Cell>
            <Cell className="mid" label={t("dueDate")}>
              <CalendarDate date={invoice.dueDate} />
            </Cell>
            <Cell className="num mid wide-only">
              <Count value={invoice.lineCount} />
            </Cell>
            <Cell className="num amount">
              <Amount value={invoice.amount} decimals={invoice.amountDecimals} currency={invoice.currencyCode} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
