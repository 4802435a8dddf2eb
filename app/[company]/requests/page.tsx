import { RotateCw } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { CheckAll } from "@/components/check-all"
import { Empty } from "@/components/empty"
import { Form } from "@/components/form/form"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { SearchField } from "@/components/search-field"
import { SelectField } from "@/components/select-field"
import { SortHeader } from "@/components/sort-header"
import { SubmitButton } from "@/components/submit-button"
import { Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { may } from "@/domain/access/actor"
import {
  COUNTED_AT_MOST,
  listPurchaseRequests,
  type PurchaseRequestList,
} from "@/domain/purchasing/list-purchase-requests"
import { inProcess } from "@/jobs/in-process"
import { manageChecked } from "./actions"
import { BatchResult } from "./batch-result"
import { addressOf, queryOf, type RequestsAddress, readAddress } from "./query"
import { isOpen, RequestRows } from "./request-rows"

type Props = {
  params: Promise<{ company: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("requests"))("title") }
}

/** Purchase requests: everybody's for purchasers and managers, one's own for order processors. */
export default async function RequestsPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("purchase_request.see_own", (await params).company)
  const address = readAddress(await searchParams)
  const [list, active] = await Promise.all([
    listPurchaseRequests(actor, queryOf(address)),
    inProcess(actor.companyId, "purchase_request"),
  ])
  const t = await getTranslations("requests")
  const path = `/${company.slug}/requests`
  return (
    <>
      <Live
        company={company.slug}
        topics={[{ type: "purchase_request" }]}
        unfinished={list.requests.some(({ state }) => state === "queued")}
      />
      <PageHead title={t("title")} />
      <Filters path={path} address={address} everyone={may(actor, "purchase_request.see_all")} />
      {list.requests.length === 0 ? (
        <Nothing company={company.slug} filtered={isFiltered(address)} />
      ) : (
        <Requests list={list} active={active} company={company.slug} path={path} address={address} />
      )}
    </>
  )
}

function isFiltered({ state, who, search }: RequestsAddress): boolean {
  return Boolean(state || who || search)
}

async function Filters(props: { path: string; address: RequestsAddress; everyone: boolean }) {
  const { path, address, everyone } = props
  const [t, state] = [await getTranslations("requests.filter"), await getTranslations("common.state")]
  const states = [
    { value: "", label: t("all") },
    { value: "queued", label: t("inProgress") },
    ...(["failed", "ready", "cancelled"] as const).map(value => ({ value, label: state(value) })),
  ]
  const people = [
    { value: "", label: t("everyone") },
    { value: "me", label: t("me") },
  ]
  return (
    <ListFilters action={path} keep={{ sort: address.sort }} filtered={isFiltered(address)}>
      <SearchField
        name="search"
        label={t("search")}
        placeholder={t("placeholder")}
        defaultValue={address.search}
        key={address.search}
      />
      <SelectField name="state" label={t("state")} options={states} defaultValue={address.state ?? ""} />
      {everyone && <SelectField name="who" label={t("who")} options={people} defaultValue={address.who ?? ""} />}
    </ListFilters>
  )
}

async function Nothing({ company, filtered }: { company: string; filtered: boolean }) {
  const t = await getTranslations("requests.empty")
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
  address: RequestsAddress
}

async function Requests({ list, active, company, path, address }: ListProps) {
  const t = await getTranslations("requests")
  const manageable = list.requests.some(isOpen)
  const over = list.count > COUNTED_AT_MOST
  const figures = { shown: list.requests.length, count: over ? COUNTED_AT_MOST : list.count }
  const page = (cursor?: string) => cursor && addressOf(path, address, { cursor })
  return (
    <Form action={manageChecked.bind(null, company)} label={t("title")}>
      <BatchResult />
      <Table>
        <TableHead>
          <Row>
            {manageable && (
              <Column>
                <CheckAll name="no" label={t("checkAll")} />
              </Column>
            )}
            <Column>{t("column.state")}</Column>
            <Column>{t("column.vendor")}</Column>
            <Column>{t("column.no")}</Column>
            <Column>{t("column.salesInvoice")}</Column>
            <Column className="num">{t("column.lines")}</Column>
            <Column>{t("column.requestedBy")}</Column>
            <SortHeader
              href={addressOf(path, address, { sort: address.sort === "oldest" ? "newest" : "oldest" })}
              sorted={address.sort === "oldest" ? "desc" : "asc"}
            >
              {t("column.age")}
            </SortHeader>
            <Column className="num">{t("column.attempts")}</Column>
            <Column className="num">{t("column.purchaseInvoice")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          <RequestRows requests={list.requests} company={company} active={active} boxes={manageable} />
        </TableBody>
      </Table>
      <Pager
        previous={page(list.previous)}
        next={page(list.next)}
        shown={over ? t("countOver", figures) : t("count", figures)}
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
