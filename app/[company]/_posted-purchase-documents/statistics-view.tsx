import { getTranslations } from "next-intl/server"
import { StatisticsView } from "@/app/_posting/statistics-view"
import { type PostedKind, postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { readPostedStatistics } from "@/domain/posted-purchase-documents/read-posted-statistics"

export type StatisticsProps = { params: Promise<{ company: string; no: string }> }

/** Statistics of a posted purchase invoice or credit memo. */
export async function PostedStatisticsView({ kind, params }: StatisticsProps & { kind: PostedKind }) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith("books.see", slug)
  const shown = await found(readPostedStatistics(actor, kind.documentType, no))
  const t = await getTranslations("posted_purchase_invoices")
  const list = { label: t(`${kind.documentType}.list`), href: `/${slug}/${kind.folder}` }
  const document = { label: no, href: postedPath(slug, kind.documentType, no) }
  return <StatisticsView actor={actor} shown={shown} trail={[list, document]} />
}
