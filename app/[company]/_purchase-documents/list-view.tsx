import Form from "next/form"
import { getTranslations } from "next-intl/server"
import { DraftCells } from "@/app/_document-form/draft-cells"
import { documentNo } from "@/app/_lists/document-no"
import { parameter, type Search } from "@/app/_lists/list-address"
import { ListPager } from "@/app/_lists/list-pager"
import { listKept, orderKept } from "@/app/_lists/list-query"
import { openOnlyHit } from "@/app/_lists/open-only-hit"
import { sortHeads } from "@/app/_lists/sort-heads"
import type { PurchaseKind } from "@/app/[company]/_document-kinds/draft-kinds"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { requireActorWith } from "@/app/actor"
import { ArrivalNotice } from "@/components/arrival-notice"
import { AttachedCount } from "@/components/attached-count"
import { CheckAll } from "@/components/check-all"
import { countShown } from "@/components/count-shown"
import { Empty } from "@/components/empty"
import { FilterField } from "@/components/filter-field"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { RowLink } from "@/components/row-link"
import { SearchField } from "@/components/search-field"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { may } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import {
  listPurchaseDocuments,
  type PurchaseDocumentList,
  type PurchaseDocumentQuery,
} from "@/domain/purchase-documents/list-purchase-documents"
import { duesOf, purchaseQueryIn, reviewStates } from "./list-query"

export type DraftListProps = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

/** Ongoing purchase invoices or credit memos; what is searched, filtered and sorted by stands in the address. */
export async function PurchaseListView({ kind, params, searchParams }: DraftListProps & { kind: PurchaseKind }) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith(kind.right, slug)
  const query = purchaseQueryIn(kind, search)
  const list = await listPurchaseDocuments(actor, query)
  const t = await getTranslations("purchase_invoices")
  const path = `/${slug}/${kind.folder}`
  openOnlyHit(search, list.rows, ({ no }) => `${path}/${encodeURIComponent(no)}`)
  const of = kind.documentType
  const mayPost = may(actor, "purchase_invoice.post")
  const deleted = documentNo(parameter(search, "deleted"))
  const mayMake = may(actor, "purchase_invoice.edit_all")
  const filtered = Boolean(query.search || query.state || query.due || query.vendorNo || query.withoutVendorInvoiceNo)
  return (
    <>
      <PageHead
        title={t(`${of}.ongoing`)}
        hint={t("count", { count: countShown(list.count, actor.language) })}
        actions={
          <>
            <FileLinks path={path} query={listKept(search)} />
            {mayPost && (
              <Link className="link" href={`/${slug}/batch-postings`}>
                {t("batches")}
              </Link>
            )}
            {mayMake && (
              <Link className="btn primary" href={`${path}/new`}>
                <Plus className="icon" aria-hidden="true" />
                {t("new")}
              </Link>
            )}
          </>
        }
      />
      {deleted && <ArrivalNotice>{t(`${of}.deleted`, { no: deleted })}</ArrivalNotice>}
      <Filters kind={kind} path={path} query={query} filtered={filtered} />
      {list.rows.length === 0 ? (
        <Empty title={filtered ? t(`${of}.nothingFound`) : t(`${of}.none`)}>
          {t(filtered ? "nothingFoundThen" : mayMake ? `${of}.noneThenOrNew` : `${of}.noneThen`)}
        </Empty>
      ) : mayPost ? (
        // A page of numbers at most: they go in the address, so that the question behind it can be loaded again.
        <Form action={`/${slug}/batch-postings/new`} aria-label={t(`${of}.ongoing`)}>
          <Invoices kind={kind} list={list} path={path} search={search} today={today(company.timeZone)} boxes />
          <ListPager list={list} path={path} search={search} />
          <div className="bar">
            <span className="hint">{t(`${of}.postHint`)}</span>
            <div className="actions">
              <button type="submit" className="btn">
                {t("batchPost")}
              </button>
            </div>
          </div>
        </Form>
      ) : (
        <>
          <Invoices kind={kind} list={list} path={path} search={search} today={today(company.timeZone)} />
          <ListPager list={list} path={path} search={search} />
        </>
      )}
    </>
  )
}

type FilterProps = { kind: PurchaseKind; path: string; query: PurchaseDocumentQuery; filtered: boolean }

async function Filters({ kind, path, query, filtered }: FilterProps) {
  const t = await getTranslations("purchase_invoices")
  const state = await getTranslations("common.state")
  return (
    <ListFilters action={path} keep={{ ...orderKept(query), vendor: query.vendorNo }} filtered={filtered}>
      <SearchField
        name="q"
        label={t(`${kind.documentType}.search`)}
        placeholder={t(`${kind.documentType}.search`)}
        defaultValue={query.search}
      />
      <FilterField
        name="state"
        label={t("state")}
        all={t("all")}
        words={reviewStates}
        chosen={query.state}
        text={state}
      />
      <FilterField
        name="due"
        label={t("dueDate")}
        all={t("all")}
        words={duesOf(kind)}
        chosen={query.due}
        text={due => t(`due.${due}`)}
      />
      <FilterField
        name="vendor_invoice_no"
        label={t(`${kind.documentType}.externalNo`)}
        all={t("all")}
        words={["missing"]}
        chosen={query.withoutVendorInvoiceNo ? "missing" : undefined}
        text={t}
      />
    </ListFilters>
  )
}

type TableProps = {
  kind: PurchaseKind
  list: PurchaseDocumentList
  path: string
  search: Search
  /** The company's. */
  today: IsoDate
  /** Whether there is a box on each row. */
  boxes?: boolean
}

async function Invoices({ kind, list, path, search, today, boxes = false }: TableProps) {
  const t = await getTranslations("purchase_invoices")
  const head = sortHeads(path, search, list.sorted)
  const labels = { documentDate: t("documentDate"), dueDate: t("dueDate"), lines: t("lines") }
  return (
    <Table>
      <TableHead>
        <Row>
          {boxes && (
            <Column>
              <CheckAll name="no" label={t(`${kind.documentType}.checkAll`)} />
            </Column>
          )}
          {head("no", t("no"))}
          {head("vendor", t("vendor"))}
          <Column>{t("state")}</Column>
          <Column>{t(`${kind.documentType}.externalNo`)}</Column>
          {head("documentDate", t("documentDate"))}
          {head("dueDate", t("dueDate"))}
          <Column className="num">{t("lines")}</Column>
          {head("amount", t("totalExclVat"), true)}
        </Row>
      </TableHead>
      <TableBody>
        {list.rows.map(invoice => (
          <Row key={invoice.no}>
            {boxes && (
              <Cell className="pick-cell">
                <label className="target">
                  <input type="checkbox" name="no" value={invoice.no} aria-label={t("checkOne", { no: invoice.no })} />
                </label>
              </Cell>
            )}
            <Cell className="mid">
              <RowLink className="no" href={`${path}/${encodeURIComponent(invoice.no)}`}>
                {invoice.no}
              </RowLink>
            </Cell>
            <Cell className="lead">
              {invoice.buyFromVendorName} <AttachedCount count={invoice.attachments} />{" "}
              {invoice.vendorUnproven && <State name="unproven" />}
            </Cell>
            <Cell className="mid">
              <State name={invoice.shownState} />
            </Cell>
            <Cell className="mid">{invoice.vendorInvoiceNo}</Cell>
            <DraftCells draft={invoice} labels={labels} today={kind.documentType === "invoice" ? today : null} />
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
