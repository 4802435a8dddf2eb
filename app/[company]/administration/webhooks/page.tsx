import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { MadeSecret } from "@/app/[company]/_api/made-secret"
import { requireActorWith } from "@/app/actor"
import { Count } from "@/components/amount"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { RowLink } from "@/components/row-link"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { listWebhooks, longestUrl, type ShownWebhook } from "@/domain/webhooks/webhooks"
import { webhookWork } from "@/domain/webhooks/work-kind"
import { addWebhook } from "./actions"
import { eventNouns } from "./event-kinds"
import { KindFields } from "./kind-fields"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("title") }
}

/** The addresses outside that are told of what happens in the company; for administrators. */
export default async function WebhooksPage({ params }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const webhooks = await listWebhooks(actor)
  const t = await getTranslations("webhooks")
  const noun = t as (key: string) => string
  return (
    <>
      <PageHead title={t("title")} />
      <Live company={company.slug} topics={[{ type: webhookWork.name }]} />
      <p className="soft read">{t("text", { company: company.name })}</p>
      <Section title={t("registered")}>
        <WebhookTable webhooks={webhooks} path={`/${company.slug}/administration/webhooks`} />
      </Section>
      <Section title={t("new")}>
        <Form action={addWebhook.bind(null, company.slug)} className="form" label={t("new")} clearWhenDone>
          <MadeSecret title={t("made")} text={t("madeText")} label={t("secret")} />
          <TextField
            name="url"
            label={t("url")}
            hint={t("urlHint")}
            autoComplete="off"
            maxLength={longestUrl}
            required
          />
          <KindFields
            label={t("kinds")}
            hint={t("kindsHint")}
            nouns={eventNouns.map(each => ({ ...each, label: noun(`noun.${each.noun}`) }))}
          />
          <div className="actions">
            <SubmitButton pendingLabel={t("making")}>{t("make")}</SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}

async function WebhookTable({ webhooks, path }: { webhooks: readonly ShownWebhook[]; path: string }) {
  const t = await getTranslations("webhooks")
  if (webhooks.length === 0) return <p className="soft">{t("none")}</p>
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("url")}</Column>
          <Column>{t("state")}</Column>
          <Column className="num">{t("kinds")}</Column>
          <Column className="num">{t("queuedCount")}</Column>
          <Column className="num">{t("failedCount")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {webhooks.map(({ id, url, kinds, isFailing, queued, failed }) => (
          <Row key={id}>
            <Cell className="lead">
              <RowLink href={`${path}/${id}`}>{url}</RowLink>
            </Cell>
            <Cell className="mid" label={t("state")}>
              {isFailing ? <State name="failed">{t("failing")}</State> : <State name="active" />}
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
