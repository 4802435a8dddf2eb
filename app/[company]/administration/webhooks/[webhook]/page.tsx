import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { SecretForm } from "@/app/[company]/_api/secret-form"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Live } from "@/components/live/live"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { listDeliveries } from "@/domain/webhooks/delivery-log"
import { daysUntilOff } from "@/domain/webhooks/switch-off"
import { readWebhook } from "@/domain/webhooks/webhooks"
import { webhookWork } from "@/domain/webhooks/work-kind"
import { dropWebhook, renewSecret, saveWebhook, switchOn } from "../actions"
import { WebhookFields } from "../webhook-fields"
import { WebhookState } from "../webhook-state"
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
        state={<WebhookState isFailing={webhook.isFailing} switchedOffAt={webhook.switchedOffAt} />}
      />
      <Live company={company.slug} topics={[{ type: webhookWork.name }]} unfinished={webhook.queued > 0} />
      {webhook.switchedOffAt && (
        <Notice
          tone="warning"
          title={t("offTitle")}
          actions={
            <Form action={switchOn.bind(null, company.slug, id)} holdsWork={false} label={t("switchOn")}>
              <SubmitButton pendingLabel={t("switchingOn")}>{t("switchOn")}</SubmitButton>
            </Form>
          }
        >
          {t("offText", { days: daysUntilOff })}
        </Notice>
      )}
      <Facts
        facts={[
          { term: t("since"), value: <Instant at={webhook.createdAt} /> },
          ...(webhook.switchedOffAt ? [{ term: t("off"), value: <Instant at={webhook.switchedOffAt} /> }] : []),
          { term: t("kinds"), value: <code className="no">{webhook.kinds.join(", ")}</code> },
        ]}
      />
      <Section title={t("log")}>
        <p className="soft read">{t("logText")}</p>
        <DeliveryTable deliveries={deliveries} company={company.slug} isOff={webhook.switchedOffAt !== null} />
        <Pager previous={before ? path : undefined} next={next ? `${path}?before=${next}` : undefined} />
      </Section>
      <Section title={t("change")}>
        <Form action={saveWebhook.bind(null, company.slug, id)} className="form" label={t("change")}>
          <HiddenField name="version" value={webhook.version} />
          <WebhookFields of={webhook} />
          <div className="actions">
            <SubmitButton pendingLabel={t("saving")}>{t("save")}</SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title={t("renew")}>
        <p className="soft read">{t("renewText")}</p>
        <SecretForm
          action={renewSecret.bind(null, company.slug, id)}
          label={t("renew")}
          made={{ title: t("renewed"), text: t("madeText"), label: t("secret") }}
          button={t("renewNow")}
          pending={t("renewing")}
        />
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
