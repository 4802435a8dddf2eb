import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { UploadForm } from "@/app/_upload/upload-form"
import { requireActorWith } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { importCurrencies } from "@/domain/sales-import/import-currencies"
import { MAX_SALES_FILE_SIZE } from "@/domain/sales-import/limits"
import { listSalesImports } from "@/domain/sales-import/list-sales-imports"
import { SalesFileExpectations } from "./expectations"
import { ImportList } from "./import-list"
import { readSalesUploadIssue } from "./upload-issue"

type Props = {
  params: Promise<{ company: string }>
  searchParams: Promise<{ error?: string; about?: string; currency?: string; before?: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sales_import"))("title") }
}

/** Import of sales invoices: the file, what it has to look like, and the imports there have been. */
export default async function ImportPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("sales_invoice.import", (await params).company)
  const asked = await searchParams
  const [currencies, { imports, next }] = await Promise.all([
    importCurrencies(actor),
    listSalesImports(actor, { before: asked.before }),
  ])
  const t = await getTranslations("sales_import")
  const path = `/${company.slug}/sales-invoices/import`
  const chosen = currencies.find(({ code }) => code === asked.currency)?.code ?? company.currencyCode
  return (
    <>
      <Crumbs trail={[{ label: t("salesInvoices"), href: `/${company.slug}/sales-invoices` }, { label: t("title") }]} />
      <PageHead title={t("title")} />
      <UploadForm
        action={`/api/${company.slug}/import`}
        namespace="sales_import.upload"
        choice={{
          name: "currency",
          hint: t("upload.currencyHint"),
          options: currencies.map(({ code, description }) => ({
            value: code,
            label: description ? `${code} – ${description}` : code,
          })),
          chosen,
        }}
        accept=".csv,.gz,text/csv,application/gzip"
        fileHint={t("upload.fileHint", { megabytes: MAX_SALES_FILE_SIZE / 1024 / 1024 })}
        issue={readSalesUploadIssue(asked)}
      />
      <SalesFileExpectations />
      {imports.length > 0 && (
        <Section title={t("earlier")}>
          <ImportList imports={imports} path={path} />
          <Pager
            previous={asked.before === undefined ? undefined : path}
            next={next && `${path}?before=${encodeURIComponent(next)}`}
          />
        </Section>
      )}
      <Live
        company={company.slug}
        topics={[{ type: "sales_import" }]}
        unfinished={imports.some(({ state }) => state === "queued")}
      />
    </>
  )
}
