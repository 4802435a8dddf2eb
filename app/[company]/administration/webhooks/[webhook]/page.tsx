import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { SubmitButton } from "@/components/submit-button"
import { listDeliveries } from "@/domain/webhooks/delivery-log"
import { readWebhook } from "@/domain/webhooks/webhooks"
import { webhookWork } from "@/domain/webhooks/work-kind"
import { dropWebhook } from "../actions"
import { DeliveryTable } from "./delivery-table"

type Props = { params: Promise<{ company: string; webhook: string }>; searchParams: Promise<Search> }

const pageLength = 50

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("title") }
}

/** A webhook, and what it was told; for administrators. */
export default async function WebhookPage({ params, searchParams }: Props) {
  const { company: slug, webhook: number } = await params
  const { actor, company } = await requireActorWith("company.administer", slug)
  const id = /^\d{1,9}$/.test(number) ? Number(number) : 0
  const webhook = await found(readWebhook(actor, id))
  const cursor = parameter(await searchParams, "before")
  const before = cursor && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined
  const { deliveries, next } = await found(listDeliveries(actor, id, { before, limit: pageLength }))
  const t = await getTranslations("webhooks")
  const list = `/${company.slug}/administration/webhooks`
  const path = `${list}/${id}`
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: list }, { label: webhook.url }]} />
      <PageHead
        title={webhook.url}
        state={webhook.isFailing ? <State name="failed">{t("failing")}</State> : <State name="active" />}
      />
      <Live company={company.slug} topics={[{ type: webhookWork.name }]} unfinished={webhook.queued > 0} />
      <Facts
        facts={[
          { term: t("since"), value: <Instant at={webhook.createdAt} /> },
          { term: t("kinds"), value: <code className="no">{webhook.kinds.join(", ")}</code> },
        ]}
      />
      <Section title={t("log")}>
        <p className="soft read">{t("logText")}</p>
        <DeliveryTable deliveries={deliveries} company={company.slug} />
        <Pager previous={before ? path : undefined} next={next ? `${path}?before=${next}` : undefined} />
      </Section>
      <Section title={t("remove")}>
        <p className="soft read">{t("removeText")}</p>
        <Form action={dropWebhook.bind(null, company.slug, id)} holdsWork={false}>
          <SubmitButton className="btn danger">{t("remove")}</SubmitButton>
        </Form>
      </Section>
    </>
  )
}
