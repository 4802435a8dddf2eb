import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import type { Search } from "@/app/_lists/list-address"
import { ListPager } from "@/app/_lists/list-pager"
import { listKept, orderKept } from "@/app/_lists/list-query"
import { openOnlyHit } from "@/app/_lists/open-only-hit"
import { sortHeads } from "@/app/_lists/sort-heads"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { requireActorWith } from "@/app/actor"
import { Amount } from "@/components/amount"
import { countShown } from "@/components/count-shown"
import { CalendarDate } from "@/components/date"
import { Empty } from "@/components/empty"
import { FilterField } from "@/components/filter-field"
import { Plus, UploadIcon } from "@/components/icons"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { RowLink } from "@/components/row-link"
import { SearchField } from "@/components/search-field"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { may } from "@/domain/access/actor"
import { offersOrders } from "@/domain/payment-approvals/list-orders"
import { listPayments, type PaymentList, paymentStates } from "@/domain/payments/list-payments"
import { PaymentState } from "./payment-state"
import { paymentQueryIn } from "./query"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payments"))("title") }
}

/** The payments, the latest first; what is searched, filtered and sorted by stands in the address. */
export default async function PaymentsPage({ params, searchParams }: Props) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("books.see", slug)
  const query = paymentQueryIn(search)
  const [list, hasOrders] = await Promise.all([listPayments(actor, query), offersOrders(actor)])
  const [t, orders] = await Promise.all([getTranslations("payments"), getTranslations("payment_orders")])
  const path = `/${slug}/payments`
  openOnlyHit(search, list.rows, ({ no }) => `${path}/${encodeURIComponent(no)}`)
  const filtered = Boolean(query.search || query.state || query.vendorNo)
  return (
    <>
      <PageHead
        title={t("title")}
        hint={countShown(list.count, actor.language)}
        actions={
          <>
            <FileLinks path={path} query={listKept(search)} />
            {hasOrders && (
              <Link className="btn" href={`/${slug}/payment-orders`}>
                {orders("title")}
              </Link>
            )}
            {may(actor, "purchase_invoice.post") && <Actions path={path} />}
          </>
        }
      />
      <ListFilters action={path} keep={{ ...orderKept(query), vendor: query.vendorNo }} filtered={filtered}>
        <SearchField name="q" label={t("search")} placeholder={t("search")} defaultValue={query.search} />
        <FilterField
          name="state"
          label={t("state")}
          all={t("all")}
          words={paymentStates}
          chosen={query.state}
          text={state => t(`states.${state}`)}
        />
      </ListFilters>
      {list.rows.length === 0 ? (
        <Empty title={filtered ? t("nothingFound") : t("none")}>
          {filtered ? t("nothingFoundThen") : t("noneThen")}
        </Empty>
      ) : (
        <Payments list={list} path={path} search={search} />
      )}
      <ListPager list={list} path={path} search={search} />
    </>
  )
}

async function Actions({ path }: { path: string }) {
  const t = await getTranslations("payments")
  return (
    <>
      <Link className="btn" href={path.replace(/payments$/u, "imports/new/payments")}>
        <UploadIcon className="icon" aria-hidden="true" />
        {t("import")}
      </Link>
      <Link className="btn primary" href={`${path}/new`}>
        <Plus className="icon" aria-hidden="true" />
        {t("register")}
      </Link>
    </>
  )
}

async function Payments({ list, path, search }: { list: PaymentList; path: string; search: Search }) {
  const t = await getTranslations("payments")
  const head = sortHeads(path, search, list.sorted)
  return (
    <Table>
      <TableHead>
        <Row>
          {head("no", t("no"))}
          {head("vendor", t("vendor"))}
          <Column>{t("state")}</Column>
          {head("postingDate", t("postingDate"))}
          <Column className="num">{t("applied")}</Column>
          {head("amount", t("amount"), true)}
        </Row>
      </TableHead>
      <TableBody>
        {list.rows.map(payment => (
          <Row key={payment.no}>
            <Cell className="mid">
              <RowLink className="no" href={`${path}/${encodeURIComponent(payment.no)}`}>
                {payment.no}
              </RowLink>
            </Cell>
            <Cell className="lead">
              {payment.vendorName} {payment.documentType === "refund" && <span className="hint">{t("refund")}</span>}
            </Cell>
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
