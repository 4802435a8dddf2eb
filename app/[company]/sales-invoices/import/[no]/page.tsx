import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { importStateShown } from "@/app/[company]/sales-invoices/import/state-shown"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Count } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { EventLog } from "@/components/event-log"
import { Facts } from "@/components/facts"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { readImportRows } from "@/domain/sales-import/read-import-rows"
import { readSalesImport, type SalesImportRead } from "@/domain/sales-import/read-sales-import"
import { ImportProgress, isAtWork } from "./import-progress"
import { SalesImportRows } from "./import-rows"
import { RowReasons } from "./reasons"
import { type RowAddress, readRowQuery } from "./row-filter"
import { WhyFailed } from "./why-failed"

type Props = { params: Promise<{ company: string; no: string }>; searchParams: Promise<RowAddress> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("sales_import")
  return { title: t("titleOf", { no: decodeURIComponent((await params).no) }) }
}

/** One import: how far it is, then the report of every row that was not taken as it stood. */
export default async function ImportReportPage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const { actor, company } = await requireActorWith("sales_invoice.import", slug)
  const no = decodeURIComponent(encoded)
  const read = await found(readSalesImport(actor, no))
  const query = readRowQuery(await searchParams, read.import)
  const t = await getTranslations("sales_import")
  const listPath = `/${company.slug}/sales-invoices/import`
  const path = `${listPath}/${encodeURIComponent(no)}`
  const settled = read.reasons !== null && read.import.rowsRead !== null
  return (
    <>
      <Crumbs
        trail={[
          { label: t("salesInvoices"), href: `/${company.slug}/sales-invoices` },
          { label: t("title"), href: listPath },
          { label: no },
        ]}
      />
      <PageHead
        title={t("titleOf", { no })}
        state={<State name={importStateShown(read.import.state, isAtWork(read))} />}
        subject={read.import.fileName}
      />
      <ImportProgress read={read} address={path} />
      <WhyFailed read={read} company={company.slug} />
      <ImportFacts read={read} />
      {settled && read.reasons && (
        <>
          <RowReasons reasons={read.reasons} read={read.import} path={path} shown={query} />
          <SalesImportRows
            {...(await readImportRows(actor, no, query))}
            query={query}
            path={path}
            company={company.slug}
          />
        </>
      )}
      <Section title={t("history")}>
        <EventLog events={read.history} />
      </Section>
      <Live
        company={company.slug}
        topics={[{ type: "sales_import", no }]}
        unfinished={read.import.state === "queued"}
      />
    </>
  )
}

async function ImportFacts({ read }: { read: SalesImportRead }) {
  const t = await getTranslations("sales_import.fact")
  const { rowsRead, ...counts } = read.import
  return (
    <Facts
      facts={[
        ...(rowsRead === null ? [] : [{ term: t("rowsRead"), value: <Count value={rowsRead} /> }]),
        { term: t("rowsTaken"), value: <Count value={counts.rowsTaken} /> },
        { term: t("rowsRefused"), value: <Count value={counts.rowsRefused} /> },
        { term: t("invoicesMade"), value: <Count value={counts.invoicesMade} /> },
        { term: t("customersMade"), value: <Count value={counts.customersMade} /> },
        { term: t("itemsMade"), value: <Count value={counts.itemsMade} /> },
        { term: t("currency"), value: counts.currencyCode },
        { term: t("requestedBy"), value: counts.requestedByName },
        { term: t("requested"), value: <Instant at={counts.requestedAt} /> },
      ]}
    />
  )
}
