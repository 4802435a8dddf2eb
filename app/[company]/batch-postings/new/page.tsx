import { randomUUID } from "node:crypto"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { postBatch } from "@/app/[company]/batch-postings/actions"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { Count } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { Empty } from "@/components/empty"
import { Facts } from "@/components/facts"
import { CheckboxField } from "@/components/form/checkbox-field"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { type Choice, type ChosenDrafts, countChosenDrafts } from "@/domain/batch-posting/choose-drafts"
import { ROWS_PER_PAGE } from "@/domain/lists/read-list"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("batch_posting"))("title") }
}

/** The question before purchase invoices are posted: those of `?no=…&no=…`, or with `?all=reviewed` all reviewed. */
export default async function NewBatchPostingPage({ params, searchParams }: Props) {
  const { company: slug } = await params
  const { actor } = await requireActorWith("purchase_invoice.post", slug)
  const choice = choiceOf(await searchParams)
  const drafts = await countChosenDrafts(actor, choice)
  const t = await getTranslations("batch_posting")
  const list = `/${slug}/purchase-invoices`
  const trail = [
    { label: t("ongoing"), href: list },
    { label: t("batches"), href: `/${slug}/batch-postings` },
    { label: t("new.post") },
  ]
  if (drafts.count === 0) {
    const back = (
      <Link className="btn" href={list}>
        {t("ongoing")}
      </Link>
    )
    const none = choice === "all_reviewed" ? "noneReviewed" : "nothing"
    return (
      <>
        <Crumbs trail={trail} />
        <PageHead title={t("title")} />
        <Empty title={t(`new.${none}`)} actions={back}>
          {t(`new.${none}Then`)}
        </Empty>
      </>
    )
  }
  return (
    <ClientMessages>
      <Crumbs trail={trail} />
      <PageHead title={t("new.title", { count: drafts.count })} subject={t("new.text")} />
      <Counts drafts={drafts} />
      <Obstacles drafts={drafts} gone={choice === "all_reviewed" ? 0 : choice.nos.length - drafts.count} />
      <Form action={postBatch.bind(null, slug)} label={t("new.post")}>
        <HiddenField name="formId" value={randomUUID()} />
        {choice === "all_reviewed" ? (
          <HiddenField name="all" value="reviewed" />
        ) : (
          choice.nos.map(no => <HiddenField key={no} name="no" value={no} />)
        )}
        {drafts.notReviewed > 0 && drafts.unreviewedPosting === "ask" && (
          <CheckboxField
            name="unreviewed"
            label={t("new.unreviewed", { count: drafts.notReviewed })}
            hint={t("new.unreviewedHint")}
          />
        )}
        <div className="actions">
          <SubmitButton pendingLabel={t("new.posting")}>{t("new.post")}</SubmitButton>
          <Link className="btn" href={list}>
            {t("new.cancel")}
          </Link>
        </div>
      </Form>
    </ClientMessages>
  )
}

function choiceOf(search: Search): Choice {
  if (parameter(search, "all") === "reviewed") return "all_reviewed"
  return { nos: [...new Set([search.no ?? []].flat())].slice(0, ROWS_PER_PAGE) }
}

async function Counts({ drafts: { count, notReviewed } }: { drafts: ChosenDrafts }) {
  const t = await getTranslations("batch_posting.new")
  return (
    <Facts
      facts={[
        { term: t("chosen"), value: <Count value={count} /> },
        { term: t("reviewed"), value: <Count value={count - notReviewed} /> },
        { term: t("notReviewed"), value: <Count value={notReviewed} /> },
      ]}
    />
  )
}

/** What of the choice will not be posted. */
async function Obstacles({ drafts, gone }: { drafts: ChosenDrafts; gone: number }) {
  const t = await getTranslations("batch_posting.new")
  const refused = drafts.unreviewedPosting === "refuse" ? drafts.notReviewed : 0
  return (
    <>
      {gone > 0 && <Notice tone="warning">{t("gone", { count: gone })}</Notice>}
      {refused > 0 && <Notice tone="warning">{t("refused", { count: refused })}</Notice>}
    </>
  )
}
