import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { addressWith, parameter, type Search, word } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { Amount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Empty } from "@/components/empty"
import { FilterField } from "@/components/filter-field"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { RowLink } from "@/components/row-link"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { shownState } from "@/domain/approvals/shown-state"
import { type ListedOrder, listOrders, orderStates } from "@/domain/payment-approvals/list-orders"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

const pageLength = 50

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payment_orders"))("title") }
}

/** Payments that have to be approved and wait to be registered, or those that were or were withdrawn, the latest first. */
export default async function PaymentOrdersPage({ params, searchParams }: Props) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("books.see", slug)
  const cursor = parameter(search, "before") ?? ""
  const before = /^\d{1,15}$/u.test(cursor) ? Number(cursor) : undefined
  const state = word(search, "state", orderStates) ?? "waiting"
  const { orders, next } = await listOrders(actor, { state, before, limit: pageLength })
  const t = await getTranslations("payment_orders")
  const path = `/${slug}/payment-orders`
  return (
    <>
      <PageHead title={t("title")} />
      <p className="soft read">{t("hint")}</p>
      <ListFilters action={path} filtered={state !== "waiting"}>
        <FilterField
          name="state"
          label={t("state")}
          all={t("listed.waiting")}
          words={["ended"]}
          chosen={state === "ended" ? state : undefined}
          text={() => t("listed.ended")}
        />
      </ListFilters>
      {orders.length > 0 ? (
        <Orders orders={orders} path={path} />
      ) : state === "waiting" ? (
        <Empty title={t("none")}>{t("noneThen")}</Empty>
      ) : (
        <Empty title={t("noneEnded")}>{t("noneEndedThen")}</Empty>
      )}
      <Pager
        previous={before === undefined ? undefined : addressWith(path, search, { before: undefined })}
        next={next ? addressWith(path, search, { before: String(next) }) : undefined}
      />
    </>
  )
}

async function Orders({ orders, path }: { orders: readonly ListedOrder[]; path: string }) {
  const t = await getTranslations("payment_orders")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("no")}</Column>
          <Column>{t("vendor")}</Column>
          <Column>{t("state")}</Column>
          <Column>{t("orderedBy")}</Column>
          <Column>{t("postingDate")}</Column>
          <Column className="num">{t("amount")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {orders.map(order => (
          <Row key={order.id}>
            <Cell className="mid">
              <RowLink className="no" href={`${path}/${order.no}`}>
                {order.no}
              </RowLink>
            </Cell>
            <Cell className="lead">{order.vendorName}</Cell>
            <Cell className="mid">
              {order.endedAt === null ? (
                <State name={shownState("rules", order.reviewState)} />
              ) : order.paymentNo === null ? (
                <State name="cancelled">{t("listed.withdrawn")}</State>
              ) : (
                <State name="finished">{t("listed.registered", { no: order.paymentNo })}</State>
              )}
            </Cell>
            <Cell className="mid" label={t("orderedBy")}>
              {order.requestedByName}
            </Cell>
            <Cell className="mid" label={t("postingDate")}>
              <CalendarDate date={order.postingDate} />
            </Cell>
            <Cell className="num amount">
              <Amount value={order.amount} decimals={order.amountDecimals} currency={order.currencyCode} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
