import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { signedNames } from "@/app/[company]/_approvals/voided-by"
import { ApprovalDeed } from "@/app/[company]/_purchase-documents/approval-deed"
import { ApprovalSection } from "@/app/[company]/_purchase-documents/approval-section"
import { settleOrder } from "@/app/[company]/payment-orders/actions"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Crumbs } from "@/components/crumbs"
import { EventLog } from "@/components/event-log"
import { Link } from "@/components/link"
import { Live } from "@/components/live/live"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { shownState } from "@/domain/approvals/shown-state"
import { type OrderRead, readOrder } from "@/domain/payment-approvals/read-order"
import { ChangeForm } from "./change-form"
import { OrderEntries } from "./order-entries"
import { OrderFacts } from "./order-facts"

type Props = { params: Promise<{ company: string; no: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("payment_orders")
  return { title: t("titleOf", { no: decodeURIComponent((await params).no) }) }
}

/** A payment that has to be approved: what it pays, who agreed, and, once they did, registering it. */
export default async function PaymentOrderPage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const { actor, company } = await requireActorWith("books.see", slug)
  const no = decodeURIComponent(encoded)
  const read = await found(readOrder(actor, no))
  const t = await getTranslations("payment_orders")
  const { order, approvals } = read
  const isShown = parameter(await searchParams, "ordered") !== undefined && approvals.rounds[0]?.state === "pending"
  return (
    <ClientMessages namespaces={["payments"]}>
      <Live company={slug} topics={[{ type: "payment_order", no }]} />
      <Crumbs trail={[{ label: t("title"), href: `/${slug}/payment-orders` }, { label: no }]} />
      <PageHead
        title={t("titleOf", { no })}
        state={order.endedAt === null && <State name={shownState("rules", order.reviewState)} />}
        subject={read.vendorName}
      />
      {isShown && <ArrivalNotice>{t("ordered")}</ArrivalNotice>}
      <Ended read={read} slug={slug} />
      {read.changed.length > 0 && order.endedAt === null && (
        <Notice tone="warning">{t("differs", { fields: (await signedNames(read.changed)).join(", ") })}</Notice>
      )}
      <OrderFacts read={read} slug={slug} />
      <OrderEntries {...read} />
      <ApprovalSection
        actor={actor}
        slug={slug}
        of={{ paymentOrder: no }}
        version={order.version}
        beside={await signedNames(approvals.beside.map(({ field }) => field.replace("header.", "")))}
        approvals={approvals}
        timeZone={company.timeZone}
        then={
          read.may.register && (
            <ApprovalDeed
              action={settleOrder.bind(null, slug, no)}
              version={order.version}
              intent="register"
              label={t("register")}
              pending={t("registering")}
              primary
            />
          )
        }
      />
      {read.may.change && <ChangeForm actor={actor} slug={slug} read={read} />}
      {read.may.withdraw && (
        <details>
          <summary>{t("withdraw")}</summary>
          <p className="soft read">{t("withdrawText")}</p>
          <ApprovalDeed
            action={settleOrder.bind(null, slug, no)}
            version={order.version}
            intent="withdraw"
            label={t("withdraw")}
            pending={t("withdrawing")}
          />
        </details>
      )}
      <Section title={t("history")}>
        <EventLog events={read.history} />
      </Section>
    </ClientMessages>
  )
}

/** How an order ended, where it has. */
async function Ended({ read: { order }, slug }: { read: OrderRead; slug: string }) {
  const t = await getTranslations("payment_orders")
  if (order.endedAt === null) return null
  if (order.paymentNo === null) return <Notice>{t("withdrawn")}</Notice>
  return (
    <Notice>
      {t("registeredAs", { no: order.paymentNo })}{" "}
      <Link className="link" href={`/${slug}/payments/${encodeURIComponent(order.paymentNo)}`}>
        {t("showPayment")}
      </Link>
    </Notice>
  )
}
