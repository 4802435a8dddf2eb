import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { SecretForm } from "@/app/[company]/_api/secret-form"
import { requireActorWith } from "@/app/actor"
import { Count } from "@/components/amount"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { RowLink } from "@/components/row-link"
import { Section } from "@/components/section"
import { Cell, ColumnHeads, Row, Table, TableBody } from "@/components/table"
import { listWebhooks, type ShownWebhook } from "@/domain/webhooks/webhooks"
import { webhookWork } from "@/domain/webhooks/work-kind"
import { addWebhook } from "./actions"
import { WebhookFields } from "./webhook-fields"
import { WebhookState } from "./webhook-state"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("title") }
}

/** The addresses outside that are told of what happens in the company; for administrators. */
export default async function WebhooksPage({ params }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const webhooks = await listWebhooks(actor)
  const t = await getTranslations("webhooks")
  return (
    <>
      <PageHead title={t("title")} />
      <Live company={company.slug} topics={[{ type: webhookWork.name }]} />
      <p className="soft read">{t("text", { company: company.name })}</p>
      <Section title={t("registered")}>
        <WebhookTable webhooks={webhooks} path={`/${company.slug}/administration/webhooks`} />
      </Section>
      <Section title={t("new")}>
        <SecretForm
          action={addWebhook.bind(null, company.slug)}
          label={t("new")}
          made={{ title: t("made"), text: t("madeText"), label: t("secret") }}
          button={t("make")}
          pending={t("making")}
        >
          <WebhookFields />
        </SecretForm>
      </Section>
    </>
  )
}

async function WebhookTable({ webhooks, path }: { webhooks: readonly ShownWebhook[]; path: string }) {
  const t = await getTranslations("webhooks")
  if (webhooks.length === 0) return <p className="soft">{t("none")}</p>
  return (
    <Table>
      <ColumnHeads
        columns={[
          { label: t("url") },
          { label: t("state") },
          { label: t("kinds"), over: "figures" },
          { label: t("queuedCount"), over: "figures" },
          { label: t("failedCount"), over: "figures" },
        ]}
      />
      <TableBody>
        {webhooks.map(({ id, url, kinds, isFailing, switchedOffAt, queued, failed }) => (
          <Row key={id}>
            <Cell className="lead">
              <RowLink href={`${path}/${id}`}>{url}</RowLink>
            </Cell>
            <Cell className="mid" label={t("state")}>
              <WebhookState isFailing={isFailing} switchedOffAt={switchedOffAt} />
            </Cell>
            <Cell className="mid num" label={t("kinds")}>
              <Count value={kinds.length} />
            </Cell>
            <Cell className="mid num" label={t("queuedCount")}>
              <Count value={queued} />
            </Cell>
            <Cell className="mid num" label={t("failedCount")}>
              <Count value={failed} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
