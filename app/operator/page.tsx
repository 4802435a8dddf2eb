import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { requireUser } from "@/app/actor"
import { Age } from "@/components/date"
import { Facts } from "@/components/facts"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { NotFound } from "@/domain/errors"
import { workKinds } from "@/domain/job-queue/work-kinds"
import { type Overview, readOverview } from "@/domain/operators/overview"
import { longestWait, oldestRequest } from "@/domain/operators/waiting-work"
import { Companies } from "./companies"
import { Processes } from "./processes"
import { SeriesThatEnd } from "./series-that-end"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("operator"))("title") }
}

/** How the portal fares over all companies, for who operates it; to everybody else there is no such page. */
export default async function OperatorPage() {
  const user = await requireUser()
  const overview = await readOverview(user).catch((error: unknown) => {
    if (error instanceof NotFound) notFound()
    throw error
  })
  const [t, titles] = [await getTranslations("operator"), await getTranslations()]
  const titleOf = (kind: string) => {
    const title = workKinds.find(({ name }) => name === kind)?.queue.title
    return title ? titles(title) : t(`kind.${kind === "mail" ? "mail" : "invitation"}`)
  }
  return (
    <main className="outside">
      <PageHead
        title={t("title")}
        subject={t("text")}
        actions={
          <>
            <Link className="btn" href="/">
              {t("companies.choose")}
            </Link>
            <Link className="btn primary" href="/operator/companies/new">
              {t("newCompany.title")}
            </Link>
          </>
        }
      />
      <Warnings overview={overview} />
      <Facts
        facts={[
          ...(overview.waiting.length === 0 ? [{ term: t("waitingNow"), value: t("nothingWaits") }] : []),
          ...overview.waiting.map(({ kind, waiting, seconds }) => ({
            term: t("waiting", { kind: titleOf(kind) }),
            value: t("waitingSince", { count: waiting, seconds: Math.floor(seconds) }),
          })),
          {
            term: t("lastBackup"),
            value: overview.lastBackup ? <Age at={overview.lastBackup.at} /> : t("noBackup"),
          },
        ]}
      />
      <Section title={t("processes.title")}>
        <Processes processes={overview.processes} />
      </Section>
      <Section title={t("companies.title")}>
        <Companies companies={overview.companies} />
      </Section>
      <Section title={t("series.title")}>
        <SeriesThatEnd series={overview.series} />
      </Section>
    </main>
  )
}

async function Warnings({ overview: { waiting, processes, otherSecret, lastBackup } }: { overview: Overview }) {
  const t = await getTranslations("operator.warning")
  const alive = processes.filter(({ isAlive }) => isAlive)
  const day = 24 * 60 * 60_000
  const warnings = [
    !alive.some(({ part }) => part === "worker") && t("noWorker"),
    oldestRequest(waiting) > longestWait && t("late"),
    alive.some(({ deafSince }) => deafSince) && t("deaf"),
    otherSecret && t("otherSecret"),
    (!lastBackup || Date.now() - lastBackup.at.getTime() > 2 * day) && t("backup"),
  ].filter(text => typeof text === "string")
  return warnings.map(text => (
    <Notice key={text} tone="warning">
      {text}
    </Notice>
  ))
}
