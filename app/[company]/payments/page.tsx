import { Plus, Upload } from "lucide-react"
import type { Metadata } from "next"
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
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { may } from "@/domain/access/actor"
import {
  listPayments,
  PAYMENTS_COUNTED_AT_MOST,
  type PaymentList,
  type PaymentQuery,
  type PaymentSort,
  paymentSorts,
  paymentStates,
} from "@/domain/payments/list-payments"
import { PaymentState } from "./payment-state"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payments"))("title") }
}

function queryOf(search: Search): PaymentQuery {
  return {
    search: parameter(search, "q"),
    state: word(search, "state", paymentStates),
    vendorNo: parameter(search, "vendor"),
    sort: word(search, "sort", paymentSorts),
    descending: parameter(search, "order") === "desc",
    cursor: parameter(search, "cursor"),
  }
}

/** The payments, the latest first; what is searched, filtered and sorted by stands in the address. */
export default async function PaymentsPage({ params, searchParams }: Props) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("books.see", slug)
  const query = queryOf(search)
  const list = await listPayments(actor, query)
  const t = await getTranslations("payments")
  const path = `/${slug}/payments`
  const filtered = Boolean(query.search || query.state || query.vendorNo)
  const most = PAYMENTS_COUNTED_AT_MOST
  return (
    <>
      <PageHead
        title={t("title")}
        hint={list.count > most ? `${most}+` : String(list.count)}
        actions={may(actor, "purchase_invoice.post") && <Actions path={path} />}
      />
      <ListFilters
        action={path}
        keep={{ sort: query.sort, order: query.descending ? "desc" : undefined, vendor: query.vendorNo }}
        filtered={filtered}
      >
        <SearchField name="q" label={t("search")} placeholder={t("search")} defaultValue={query.search} />
        <SelectField
          name="state"
          label={t("state")}
          defaultValue={query.state ?? ""}
          options={[
            { value: "", label: t("all") },
            ...paymentStates.map(value => ({ value, label: t(`states.${value}`) })),
          ]}
        />
      </ListFilters>
      {list.payments.length === 0 ? (
        <Empty title={filtered ? t("nothingFound") : t("none")}>
          {filtered ? t("nothingFoundThen") : t("noneThen")}
        </Empty>
      ) : (
        <Payments list={list} path={path} search={search} query={query} />
      )}
      <Pager
        previous={list.previous && addressWith(path, search, { cursor: list.previous })}
        next={list.next && addressWith(path, search, { cursor: list.next })}
      />
    </>
  )
}

async function Actions({ path }: { path: string }) {
  const t = await getTranslations("payments")
  return (
    <>
      <Link className="btn" href={`${path}/import`}>
        <Upload className="icon" aria-hidden="true" />
        {t("import")}
      </Link>
      <Link className="btn primary" href={`${path}/new`}>
        <Plus className="icon" aria-hidden="true" />
        {t("register")}
      </Link>
    </>
  )
}

type Shown = { list: PaymentList; path: string; search: Search; query: PaymentQuery }

async function Payments({ list, path, search, query }: Shown) {
  const t = await getTranslations("payments")
  const head = (column: PaymentSort, label: string, num = false) => {
    const descending = query.sort ? query.descending : true
    const sorted = (query.sort ?? "postingDate") === column ? (descending ? "desc" : "asc") : undefined
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
          {head("no", t("no"))}
          <Column>{t("state")}</Column>
          {head("postingDate", t("postingDate"))}
          <Column className="num">{t("applied")}</Column>
          {head("amount", t("amount"), true)}
        </Row>
      </TableHead>
      <TableBody>
        {list.payments.map(payment => (
          <Row key={payment.no}>
            <Cell className="lead">
              <Link href={`${path}/${encodeURIComponent(payment.no)}`}>{payment.vendorName}</Link>
            </Cell>
            <Cell className="mid no">{payment.no}</Cell>
            <Cell className="mid">
              <PaymentState state={payment.state} />
            </Cell>
            <Cell className="mid" label={t("postingDate")}>
              <CalendarDate date={payment.postingDate} />
            </Cell>
            <Cell className="num mid" label={t("applied")}>
              <Amount value={payment.applied} decimals={payment.amountDecimals} />
            </Cell>
            <Cell className="num amount">
              <Amount value={payment.amount} decimals={payment.amountDecimals} currency={payment.currencyCode} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
