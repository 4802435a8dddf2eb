import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { DraftCells } from "@/app/_document-form/draft-cells"
import { documentNo } from "@/app/_lists/document-no"
import { parameter, type Search } from "@/app/_lists/list-address"
import { ListPager } from "@/app/_lists/list-pager"
import { listKept, orderKept } from "@/app/_lists/list-query"
import { openOnlyHit } from "@/app/_lists/open-only-hit"
import { sortHeads } from "@/app/_lists/sort-heads"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { requireActorWith } from "@/app/actor"
import { ArrivalNotice } from "@/components/arrival-notice"
import { countShown } from "@/components/count-shown"
import { Empty } from "@/components/empty"
import { FilterField } from "@/components/filter-field"
import { FileUp, Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { RowLink } from "@/components/row-link"
import { SearchField } from "@/components/search-field"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { may } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { listSalesInvoices, type SalesInvoiceList } from "@/domain/sales-invoices/list-sales-invoices"
import { salesInvoiceDues, salesInvoiceQueryIn } from "./query"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sales_invoices"))("ongoing") }
}

/** Ongoing Sales Invoices; what is searched, filtered and sorted by stands in the address. */
export default async function SalesInvoicesPage({ params, searchParams }: Props) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("sales_invoice.see", slug)
  const query = salesInvoiceQueryIn(search)
  const list = await listSalesInvoices(actor, query)
  const t = await getTranslations("sales_invoices")
  const path = `/${slug}/sales-invoices`
  openOnlyHit(search, list.rows, ({ no }) => `${path}/${encodeURIComponent(no)}`)
  const deleted = documentNo(parameter(search, "deleted"))
  const filtered = Boolean(query.search || query.due || query.customerNo)
  return (
    <>
      <PageHead
        title={t("ongoing")}
        hint={t("count", { count: countShown(list.count, actor.language) })}
        actions={
          <>
            <FileLinks path={path} query={listKept(search)} />
            {may(actor, "sales_invoice.import") && (
              <Link className="btn" href={`/${company.slug}/imports/new/sales-invoices`}>
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
      <ListFilters action={path} keep={{ ...orderKept(query), customer: query.customerNo }} filtered={filtered}>
        <SearchField name="q" label={t("search")} placeholder={t("search")} defaultValue={query.search} />
        <FilterField
          name="due"
          label={t("dueDate")}
          all={t("all")}
          words={salesInvoiceDues}
          chosen={query.due}
          text={due => t(`due.${due}`)}
        />
      </ListFilters>
      {list.rows.length === 0 ? (
        <Empty title={filtered ? t("nothingFound") : t("none")}>
          {filtered ? t("nothingFoundThen") : t("noneThen")}
        </Empty>
      ) : (
        <Invoices list={list} path={path} search={search} today={today(company.timeZone)} />
      )}
      <ListPager list={list} path={path} search={search} />
    </>
  )
}

type TableProps = { list: SalesInvoiceList; path: string; search: Search; today: IsoDate }

async function Invoices({ list, path, search, today }: TableProps) {
  const t = await getTranslations("sales_invoices")
  const head = sortHeads(path, search, list.sorted)
  const labels = { documentDate: t("documentDate"), dueDate: t("dueDate"), lines: t("lines") }
  return (
    <Table>
      <TableHead>
        <Row>
          {head("no", t("no"))}
          {head("customer", t("customer"))}
          <Column>{t("externalDocumentNo")}</Column>
          {head("documentDate", t("documentDate"))}
          {head("dueDate", t("dueDate"))}
          <Column className="num">{t("lines")}</Column>
          {head("amount", t("totalExclVat"), true)}
        </Row>
      </TableHead>
      <TableBody>
        {list.rows.map(invoice => (
          <Row key={invoice.no}>
            <Cell className="mid">
              <RowLink className="no" href={`${path}/${encodeURIComponent(invoice.no)}`}>
                {invoice.no}
              </RowLink>
            </Cell>
            <Cell className="lead">{invoice.customerName}</Cell>
            <Cell className="mid">{invoice.externalDocumentNo}</Cell>
            <DraftCells draft={invoice} labels={labels} today={today} />
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
