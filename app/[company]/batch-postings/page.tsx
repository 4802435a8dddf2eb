import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { numberIn } from "@/app/_background-work/pieces-asked"
import { WorkList } from "@/app/_background-work/work-list"
import { parameter, type Search } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { Empty } from "@/components/empty"
import { Link } from "@/components/link"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { listWork } from "@/domain/background-work/list-work"
import { batchPostingWork } from "@/domain/batch-posting/work-kind"
import { inProcess } from "@/jobs/in-process"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("batch_posting"))("batches") }
}

/** The batches that were posted, the latest first. */
export default async function BatchPostingsPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("purchase_invoice.post", (await params).company)
  const before = numberIn(parameter(await searchParams, "before"))
  const [{ works, next }, active] = await Promise.all([
    listWork(batchPostingWork, actor, { before }),
    inProcess(actor.companyId, batchPostingWork),
  ])
  const t = await getTranslations("batch_posting")
  const path = `/${company.slug}/batch-postings`
  return (
    <>
      <Crumbs trail={[{ label: t("ongoing"), href: `/${company.slug}/purchase-invoices` }, { label: t("batches") }]} />
      <PageHead
        title={t("batches")}
        actions={
          <Link className="btn primary" href={`${path}/new?all=reviewed`}>
            {t("allReviewed")}
          </Link>
        }
      />
      {works.length === 0 ? (
        <Empty title={t("none")}>{t("noneThen")}</Empty>
      ) : (
        <WorkList
          kind={batchPostingWork.name}
          works={works}
          active={active}
          path={path}
          named={{ by: t("column.no"), className: "no" }}
        />
      )}
      <Pager
        previous={before === undefined ? undefined : path}
        next={next === undefined ? undefined : `${path}?before=${next}`}
      />
      <Live
        company={company.slug}
        topics={[{ type: batchPostingWork.name }]}
        unfinished={works.some(({ state }) => state === "queued")}
      />
    </>
  )
}
