import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { batchIdOf } from "@/app/[company]/batch-postings/batch-id"
import { stateShown } from "@/app/[company]/batch-postings/state-shown"
import { requireActorWith } from "@/app/actor"
import { addressWith, parameter, type Search, word } from "@/app/document-form/list-address"
import { found } from "@/app/found"
import { Count } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { Empty } from "@/components/empty"
import { EventLog } from "@/components/event-log"
import { Facts } from "@/components/facts"
import { ListFilters } from "@/components/list-filters"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { SelectField } from "@/components/select-field"
import { State } from "@/components/state"
import type { BatchPostingRow } from "@/domain/batch-posting/list-batch-postings"
import { documentOutcomes, readBatchPosting } from "@/domain/batch-posting/read-batch-posting"
import { inProcess } from "@/jobs/in-process"
import { BatchDocuments } from "./batch-documents"
import { BatchProgress } from "./batch-progress"

type Props = { params: Promise<{ company: string; id: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("batch_posting")
  return { title: t("titleOf", { no: (await params).id }) }
}

/** One batch: how far it is, and what came of each document. */
export default async function BatchPostingPage({ params, searchParams }: Props) {
  const { company: slug, id: text } = await params
  const { actor } = await requireActorWith("purchase_invoice.post", slug)
  const id = batchIdOf(text) ?? notFound()
  const search = await searchParams
  const outcome = word(search, "outcome", documentOutcomes)
  const after = batchIdOf(parameter(search, "after"))
  const [read, active] = await Promise.all([
    found(readBatchPosting(actor, id, { outcome, after })),
    inProcess(actor.companyId, "batch_posting"),
  ])
  const { batch, documents, next, history } = read
  const t = await getTranslations("batch_posting")
  const list = `/${slug}/batch-postings`
  const path = `${list}/${id}`
  return (
    <>
      <Crumbs
        trail={[
          { label: t("ongoing"), href: `/${slug}/purchase-invoices` },
          { label: t("title"), href: list },
          { label: String(id) },
        ]}
      />
      <PageHead title={t("titleOf", { no: String(id) })} state={<State name={stateShown(batch, active)} />} />
      <BatchProgress batch={batch} active={active.has(String(id))} address={path} />
      <BatchFacts batch={batch} />
      <Section title={t("documents")}>
        <ListFilters action={path} filtered={outcome !== undefined}>
          <SelectField
            name="outcome"
            label={t("filter.outcome")}
            defaultValue={outcome ?? ""}
            options={[
              { value: "", label: t("filter.all") },
              ...documentOutcomes.map(value => ({ value, label: t(`outcome.${value}`) })),
            ]}
          />
        </ListFilters>
        {documents.length === 0 ? (
          <Empty title={t("nothingFound")}>{t("nothingFoundThen")}</Empty>
        ) : (
          <BatchDocuments documents={documents} company={slug} />
        )}
        <Pager
          previous={after === undefined ? undefined : addressWith(path, search, { after: undefined })}
          next={next === undefined ? undefined : addressWith(path, search, { after: String(next) })}
        />
      </Section>
      <Section title={t("history")}>
        <EventLog events={history} />
      </Section>
      <Live company={slug} topics={[{ type: "batch_posting", no: String(id) }]} unfinished={batch.state === "queued"} />
    </>
  )
}

async function BatchFacts({ batch }: { batch: BatchPostingRow }) {
  const t = await getTranslations("batch_posting.column")
  return (
    <Facts
      facts={[
        { term: t("documents"), value: <Count value={batch.documentCount} /> },
        { term: t("posted"), value: <Count value={batch.posted} /> },
        { term: t("refused"), value: <Count value={batch.refused} /> },
        { term: t("requestedBy"), value: batch.requestedByName },
        { term: t("requested"), value: <Instant at={batch.requestedAt} /> },
      ]}
    />
  )
}
