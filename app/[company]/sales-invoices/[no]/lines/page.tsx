import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AllLines } from "@/app/_document-form/all-lines-view"
import { lineColumns } from "@/app/_document-form/line-columns"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { PageHead } from "@/components/page-head"
import { readSalesLines } from "@/domain/sales-invoices/preview-sales-edit"
import { salesDefinition } from "@/domain/sales-invoices/sales-header"

type Props = { params: Promise<{ company: string; no: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("documents")
  return { title: t("allLinesOf", { no: decodeURIComponent((await params).no) }) }
}

/** All lines of an ongoing sales invoice in one table. */
export default async function AllSalesLines({ params }: Props) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith("sales_invoice.edit", slug)
  const draft = await found(readSalesLines(actor, no))
  const [t, documents] = await Promise.all([getTranslations("sales_invoices"), getTranslations("documents")])
  const list = `/${slug}/sales-invoices`
  return (
    <>
      <Crumbs
        trail={[
          { label: t("ongoing"), href: list },
          { label: no, href: `${list}/${encoded}` },
          { label: documents("allLines") },
        ]}
      />
      <PageHead
        title={documents("allLinesOf", { no })}
        subject={documents("linesAsSaved", { count: draft.lines.length })}
      />
      <AllLines actor={actor} definition={salesDefinition} draft={draft} columns={lineColumns(salesDefinition, {})} />
    </>
  )
}
