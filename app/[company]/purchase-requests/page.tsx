import type { Metadata } from "next"
import { getLocale, getTranslations } from "next-intl/server"
import { addressWith, type Search } from "@/app/_lists/list-address"
import { listKept } from "@/app/_lists/list-query"
import { openOnlyHit } from "@/app/_lists/open-only-hit"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { isUnfinishedRequest, RequestRows } from "@/app/[company]/_purchase-requests/request-rows"
import { requireActorWith } from "@/app/actor"
import { CheckAll } from "@/components/check-all"
import { countShown } from "@/components/count-shown"
import { Empty } from "@/components/empty"
import { FilterField } from "@/components/filter-field"
import { Form } from "@/components/form/form"
import { RotateCw } from "@/components/icons"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { SearchField } from "@/components/search-field"
import { SortHeader } from "@/components/sort-header"
import { SubmitButton } from "@/components/submit-button"
import { Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { may } from "@/domain/access/actor"
import { listPurchaseRequests, type PurchaseRequestList } from "@/domain/purchase-requests/list-purchase-requests"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { inProcess } from "@/jobs/in-process"
import { manageChecked } from "./actions"
import { BatchResult } from "./batch-result"
import { requestQueryIn, requestStates } from "./query"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("purchase_requests"))("title") }
}

/** Purchase requests: everybody's for purchasers and managers, one's own for order processors. */
export default async function RequestsPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("purchase_request.see_own", (await params).company)
  const search = await searchParams
  const { state, ...asked } = requestQueryIn(search)
  const [list, active] = await Promise.all([
    listPurchaseRequests(actor, { ...asked, states: state && [state] }),
    inProcess(actor.companyId, purchaseRequestWork),
  ])
  const t = await getTranslations("purchase_requests")
  const path = `/${company.slug}/purchase-requests`
  openOnlyHit(search, list.rows, ({ no }) => `${path}/${encodeURIComponent(no)}`)
  const filtered = Boolean(state || asked.who || asked.search)
  return (
    <>
      <Live
        company={company.slug}
        topics={[{ type: "purchase_request" }]}
        unfinished={list.rows.some(({ state }) => state === "queued")}
      />
      <PageHead title={t("title")} actions={<FileLinks path={path} query={listKept(search)} />} />
      <Filters path={path} search={search} filtered={filtered} everyone={may(actor, "purchase_request.see_all")} />
      {list.rows.length === 0 ? (
        <Nothing company={company.slug} filtered={filtered} />
      ) : (
        <Requests list={list} active={active} company={company.slug} path={path} search={search} />
      )}
    </>
  )
}

async function Filters(props: { path: string; search: Search; filtered: boolean; everyone: boolean }) {
  const { path, filtered, everyone } = props
  const { state, who, search, sort } = requestQueryIn(props.search)
  const [t, stateText] = [await getTranslations("purchase_requests.filter"), await getTranslations("common.state")]
  return (
    <ListFilters action={path} keep={{ sort }} filtered={filtered}>
      <SearchField
        name="search"
        label={t("search")}
        placeholder={t("placeholder")}
        defaultValue={search}
        key={search}
      />
      <FilterField
        name="state"
        label={t("state")}
        all={t("all")}
        words={requestStates}
        chosen={state}
        text={each => (each === "queued" ? t("inProgress") : stateText(each))}
      />
      {everyone && <FilterField name="who" label={t("who")} all={t("everyone")} words={["me"]} chosen={who} text={t} />}
    </ListFilters>
  )
}

async function Nothing({ company, filtered }: { company: string; filtered: boolean }) {
  const t = await getTranslations("purchase_requests.empty")
  if (filtered) return <Empty title={t("title")}>{t("filtered")}</Empty>
  return (
    <Empty
      title={t("title")}
      actions={
        <Link className="btn" href={`/${company}/sales-invoices`}>
          {t("action")}
        </Link>
      }
    >
      {t("text")}
    </Empty>
  )
}

type ListProps = {
  list: PurchaseRequestList
  active: ReadonlySet<string>
  company: string
  path: string
  search: Search
}

async function Requests({ list, active, company, path, search }: ListProps) {
  const t = await getTranslations("purchase_requests")
  const manageable = list.rows.some(isUnfinishedRequest)
  const count = countShown(list.count, await getLocale())
  const page = (cursor?: string) => cursor && addressWith(path, search, { cursor })
  const isOldest = requestQueryIn(search).sort === "oldest"
  return (
    <Form action={manageChecked.bind(null, company)} label={t("title")} holdsWork={false}>
      <BatchResult />
      <Table>
        <TableHead>
          <Row>
            {manageable && (
              <Column>
                <CheckAll name="no" label={t("checkAll")} />
              </Column>
            )}
            <Column>{t("column.no")}</Column>
            <Column>{t("column.state")}</Column>
            <Column>{t("column.vendor")}</Column>
            <Column>{t("column.salesInvoice")}</Column>
            <Column className="num">{t("column.lines")}</Column>
            <Column>{t("column.requestedBy")}</Column>
            <SortHeader
              href={addressWith(path, search, { sort: isOldest ? "newest" : "oldest", cursor: undefined })}
              sorted={isOldest ? "desc" : "asc"}
            >
              {t("column.age")}
            </SortHeader>
            <Column className="num">{t("column.attempts")}</Column>
            <Column className="num">{t("column.purchaseInvoice")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          <RequestRows requests={list.rows} company={company} active={active} boxes={manageable} />
        </TableBody>
      </Table>
      <Pager
        previous={page(list.previous)}
        next={page(list.next)}
        shown={t("count", { shown: list.rows.length, count })}
      />
      {manageable && (
        <div className="bar">
          <span className="hint">{t("batch.hint")}</span>
          <div className="actions">
            <SubmitButton className="btn" name="deed" value="cancel" pendingLabel={t("batch.working")}>
              {t("batch.cancel")}
            </SubmitButton>
            <SubmitButton className="btn" name="deed" value="retry" pendingLabel={t("batch.working")}>
              <RotateCw className="icon" aria-hidden="true" />
              {t("batch.retry")}
            </SubmitButton>
          </div>
        </div>
      )}
    </Form>
  )
}
