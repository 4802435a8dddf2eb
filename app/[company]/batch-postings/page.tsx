import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { parameter, type Search } from "@/app/document-form/list-address"
import { Count } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { Empty } from "@/components/empty"
import { Link } from "@/components/link"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { type BatchPostingRow, listBatchPostings } from "@/domain/batch-posting/list-batch-postings"
import { inProcess } from "@/jobs/in-process"
import { batchIdOf } from "./batch-id"
import { stateShown } from "./state-shown"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("batch_posting"))("title") }
}

/** The batches that were posted, the latest first. */
export default async function BatchPostingsPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("purchase_invoice.post", (await params).company)
  const before = batchIdOf(parameter(await searchParams, "before"))
  const [{ batches, next }, active] = await Promise.all([
    listBatchPostings(actor, { before }),
    inProcess(actor.companyId, "batch_posting"),
  ])
  const t = await getTranslations("batch_posting")
  const path = `/${company.slug}/batch-postings`
  return (
    <>
      <Crumbs trail={[{ label: t("ongoing"), href: `/${company.slug}/purchase-invoices` }, { label: t("title") }]} />
      <PageHead
        title={t("title")}
        actions={
          <Link className="btn primary" href={`${path}/new?all=reviewed`}>
            {t("allReviewed")}
          </Link>
        }
      />
      {batches.length === 0 ? (
        <Empty title={t("none")}>{t("noneThen")}</Empty>
      ) : (
        <Batches batches={batches} active={active} path={path} />
      )}
      <Pager
        previous={before === undefined ? undefined : path}
        next={next === undefined ? undefined : `${path}?before=${next}`}
      />
      <Live
        company={company.slug}
        topics={[{ type: "batch_posting" }]}
        unfinished={batches.some(({ state }) => state === "queued")}
      />
    </>
  )
}

async function Batches(props: { batches: readonly BatchPostingRow[]; active: ReadonlySet<string>; path: string }) {
  const { batches, active, path } = props
  const t = await getTranslations("batch_posting.column")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("state")}</Column>
          <Column>{t("no")}</Column>
          <Column>{t("requestedBy")}</Column>
          <Column>{t("requested")}</Column>
          <Column className="num">{t("documents")}</Column>
          <Column className="num">{t("posted")}</Column>
          <Column className="num">{t("refused")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {batches.map(batch => (
          <Row key={batch.id}>
            <Cell className="mid">
              <State name={stateShown(batch, active)} />
            </Cell>
            <Cell className="lead">
              <Link className="link no" href={`${path}/${batch.id}`}>
                {batch.id}
              </Link>
            </Cell>
            <Cell className="mid" label={t("requestedBy")}>
              {batch.requestedByName}
            </Cell>
            <Cell className="mid" label={t("requested")}>
              <Instant at={batch.requestedAt} />
            </Cell>
            <Cell className="num mid" label={t("documents")}>
              <Count value={batch.documentCount} />
            </Cell>
            <Cell className="num mid" label={t("posted")}>
              <Count value={batch.posted} />
            </Cell>
            <Cell className="num mid" label={t("refused")}>
              <Count value={batch.refused} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
