import { getTranslations } from "next-intl/server"
import { AlreadyPosted } from "@/app/_posting/already-posted"
import { StatisticsView } from "@/app/_posting/statistics-view"
import { draftPath, type PurchaseKind } from "@/app/[company]/_document-kinds/draft-kinds"
import { requireActorWith } from "@/app/actor"
import { State } from "@/components/state"
import { shownState } from "@/domain/approvals/shown-state"
import { readDraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import { readStatistics } from "@/domain/purchase-documents/read-statistics"
import { draftOrPosted } from "./draft-or-posted"
import { VatAmountsForm } from "./vat-amounts-form"

export type DraftStatisticsProps = { params: Promise<{ company: string; no: string }> }

/** Statistics of a draft, as it is saved. */
export async function DraftStatisticsView({ kind, params }: DraftStatisticsProps & { kind: PurchaseKind }) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { documentType } = kind
  const { actor } = await requireActorWith(kind.right, slug)
  const read = await draftOrPosted(actor, no, documentType, readStatistics(actor, no, documentType))
  const t = await getTranslations("purchase_invoices")
  const ongoing = { label: t(`${documentType}.ongoing`), href: `/${slug}/${kind.folder}` }
  if (read.posted) {
    return <AlreadyPosted actor={actor} slug={slug} draftNo={no} list={ongoing} posted={read.posted} />
  }
  const draft = { label: no, href: draftPath(slug, documentType, no) }
  const { setting } = await readDraftApprovals(actor, no)
  const state = <State name={shownState(setting, read.draft.header.reviewState)} />
  return (
    <StatisticsView actor={actor} shown={read.draft} trail={[ongoing, draft]} state={state}>
      <VatAmountsForm company={slug} statistics={read.draft} language={actor.language} />
    </StatisticsView>
  )
}
