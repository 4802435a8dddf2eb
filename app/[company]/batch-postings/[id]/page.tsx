import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { Pieces } from "@/app/_background-work/pieces"
import { numberIn, piecesAsked } from "@/app/_background-work/pieces-asked"
import { WorkView } from "@/app/_background-work/work-view"
import type { Search } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { readBatchPosting } from "@/domain/batch-posting/read-batch-posting"
import { batchPostingWork } from "@/domain/batch-posting/work-kind"
import { inProcess } from "@/jobs/in-process"
import { BatchDocuments } from "./batch-documents"

type Props = { params: Promise<{ company: string; id: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("batch_posting")
  return { title: t("titleOf", { no: (await params).id }) }
}

/** One batch: how far it is, and what came of each document. */
export default async function BatchPostingPage({ params, searchParams }: Props) {
  const { company: slug, id: text } = await params
  const { actor } = await requireActorWith("purchase_invoice.post", slug)
  const id = numberIn(text) ?? notFound()
  const search = await searchParams
  const [{ work, documents, next, history }, active] = await Promise.all([
    found(readBatchPosting(actor, id, piecesAsked(search))),
    inProcess(actor.companyId, batchPostingWork),
  ])
  const t = await getTranslations("batch_posting")
  const list = `/${slug}/batch-postings`
  const path = `${list}/${id}`
  return (
    <WorkView
      work={work}
      active={active}
      company={slug}
      path={path}
      trail={[
        { label: t("ongoing"), href: `/${slug}/purchase-invoices` },
        { label: t("batches"), href: list },
      ]}
      title={t("titleOf", { no: String(id) })}
      history={history}
    >
      <Pieces kind={work.kind} path={path} search={search} shown={documents.length} next={next}>
        <BatchDocuments documents={documents} company={slug} />
      </Pieces>
    </WorkView>
  )
}
