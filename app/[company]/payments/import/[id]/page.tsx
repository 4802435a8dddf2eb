import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { importIdOf } from "@/app/[company]/payments/import/import-id"
import { stateShown } from "@/app/[company]/payments/import/state-shown"
import { requireActorWith } from "@/app/actor"
import { addressWith, parameter, type Search, word } from "@/app/document-form/list-address"
import { found } from "@/app/found"
import { Count } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { Empty } from "@/components/empty"
import { EventLog } from "@/components/event-log"
import { Facts } from "@/components/facts"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { SelectField } from "@/components/select-field"
import { State } from "@/components/state"
import type { PaymentImportHead } from "@/domain/payment-import/list-payment-imports"
import { readPaymentImport, rowOutcomes } from "@/domain/payment-import/read-payment-import"
import { inProcess } from "@/jobs/in-process"
import { ImportProgress } from "./import-progress"
import { ImportRows } from "./import-rows"

type Props = { params: Promise<{ company: string; id: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payment_import"))("title") }
}

/** One file of payments: how far it is, and what came of each row. */
export default async function PaymentImportPage({ params, searchParams }: Props) {
  const { company: slug, id: text } = await params
  const { actor } = await requireActorWith("purchase_invoice.post", slug)
  const id = importIdOf(text) ?? notFound()
  const search = await searchParams
  const outcome = word(search, "outcome", rowOutcomes)
  const after = importIdOf(parameter(search, "after"))
  const [read, active] = await Promise.all([
    found(readPaymentImport(actor, id, { outcome, after })),
    inProcess(actor.companyId, "payment_import"),
  ])
  const t = await getTranslations("payment_import")
  const list = `/${slug}/payments/import`
  const path = `${list}/${id}`
  return (
    <>
      <Crumbs
        trail={[
          { label: t("payments"), href: `/${slug}/payments` },
          { label: t("title"), href: list },
          { label: read.import.fileName },
        ]}
      />
      <PageHead
        title={read.import.fileName}
        state={<State name={stateShown(read.import, active)} />}
        actions={
          read.import.state === "finished" && (
            <Link className="btn" href={list}>
              {t("another")}
            </Link>
          )
        }
      />
      <ImportProgress read={read.import} active={active.has(String(id))} address={path} />
      <ImportFacts read={read.import} />
      <Section title={t("rows")}>
        <ListFilters action={path} filtered={outcome !== undefined}>
          <SelectField
            name="outcome"
            label={t("filter.outcome")}
            defaultValue={outcome ?? ""}
            options={[
              { value: "", label: t("filter.all") },
              ...rowOutcomes.map(value => ({ value, label: t(`outcome.${value}`) })),
            ]}
          />
        </ListFilters>
        {read.rows.length === 0 ? (
          <Empty title={t("nothingFound")}>{t("nothingFoundThen")}</Empty>
        ) : (
          <ImportRows rows={read.rows} company={slug} language={actor.language} />
        )}
        <Pager
          previous={after === undefined ? undefined : addressWith(path, search, { after: undefined })}
          next={read.next === undefined ? undefined : addressWith(path, search, { after: String(read.next) })}
        />
      </Section>
      <Section title={t("history")}>
        <EventLog events={read.history} />
      </Section>
      <Live
        company={slug}
        topics={[{ type: "payment_import", no: String(id) }]}
        unfinished={read.import.state === "queued"}
      />
    </>
  )
}

async function ImportFacts({ read }: { read: PaymentImportHead }) {
  const t = await getTranslations("payment_import.column")
  return (
    <Facts
      facts={[
        { term: t("rows"), value: <Count value={read.rowCount} /> },
        { term: t("registered"), value: <Count value={read.registered} /> },
        { term: t("refused"), value: <Count value={read.refused} /> },
        { term: t("requestedBy"), value: read.requestedByName },
        { term: t("requested"), value: <Instant at={read.requestedAt} /> },
      ]}
    />
  )
}
