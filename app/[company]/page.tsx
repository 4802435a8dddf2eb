import { getTranslations } from "next-intl/server"
import { requireActor } from "@/app/actor"
import { CalendarDate } from "@/components/date"
import { EventLog } from "@/components/event-log"
import { Link } from "@/components/link"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { may } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { pathOfEvent } from "@/domain/job-queue/path-of-event"
import { endingSeries, seriesRunningOut } from "@/domain/numbering/series-of-the-year"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { readUnfinishedSetup } from "@/domain/readiness/read-setup-areas"
import type { Activity } from "@/domain/role-center/read-activity"
import { readRoleCenter } from "@/domain/role-center/read-role-center"
import { inProcess } from "@/jobs/in-process"
import { AdministrationLinks } from "./_role-center/administration-links"
import { DueSalesInvoices } from "./_role-center/due-sales-invoices"
import { EndingSeriesNotice, RunningOutNotice } from "./_role-center/ending-series-notice"
import { FirstStepsNotice } from "./_role-center/first-steps-notice"
import { HomeTiles } from "./_role-center/home-tiles"
import { MyRequests } from "./_role-center/my-requests"
import { WorkLists } from "./_role-center/work-lists"

type Props = { params: Promise<{ company: string }> }

const topics = [
  { type: "purchase_request" },
  { type: "purchase_invoice" },
  { type: "sales_invoice" },
  { type: "posted_purchase_document" },
  { type: "payment" },
]

/** The Role Center: what awaits the reader, as far as they may see it. */
export default async function RoleCenterPage({ params }: Props) {
  const { actor, company } = await requireActor((await params).company)
  const active = await inProcess(actor.companyId, purchaseRequestWork)
  const center = await readRoleCenter(actor, active)
  const t = await getTranslations("role_center")
  const reviews = may(actor, "purchase_invoice.review")
  const day = today(company.timeZone)
  const administers = may(actor, "company.administer")
  const unfinished = administers ? await readUnfinishedSetup(actor) : null
  const ending = administers ? await endingSeries(actor.companyId, day) : undefined
  const runningOut = administers ? await seriesRunningOut(actor.companyId, day) : []
  const date = (
    <span className="hint">
      <CalendarDate date={day} long />
    </span>
  )
  return (
    <>
      <Live company={company.slug} topics={topics} unfinished={(center.counts.requests?.queued ?? 0) > 0} />
      <PageHead title={t("title")} actions={date} />
      {unfinished && <FirstStepsNotice setup={unfinished} company={company.slug} />}
      {ending && <EndingSeriesNotice ending={ending} company={company.slug} />}
      {runningOut.length > 0 && <RunningOutNotice prefixes={runningOut} company={company.slug} />}
      <HomeTiles counts={center.counts} lists={`/${company.slug}`} reviews={reviews} />
      <div className="split">
        <div>
          {may(actor, "company.administer") && <AdministrationLinks company={company.slug} />}
          <WorkLists work={center.work} company={company.slug} timeZone={company.timeZone} today={day} />
          {/* Who reviews mostly asks for nothing. */}
          {may(actor, "purchase_request.see_own") && (!reviews || center.requests.length > 0) && (
            <Section title={t("requests.title")} aside={<AllRequests company={company.slug} />}>
              <MyRequests requests={center.requests} active={active} company={company.slug} />
            </Section>
          )}
          {may(actor, "sales_invoice.see") && (
            <Section title={t("sales.title")} aside={<span className="hint">{t("sales.hint")}</span>}>
              <DueSalesInvoices invoices={center.salesInvoices} company={company.slug} today={day} />
            </Section>
          )}
        </div>
        <aside>
          <Section title={t("activity.title")}>
            {center.activity.length === 0 ? (
              <p className="soft">{t("activity.empty")}</p>
            ) : (
              <EventLog events={center.activity} addressOf={event => addressOf(event, company.slug)} />
            )}
          </Section>
        </aside>
      </div>
    </>
  )
}

async function AllRequests({ company }: { company: string }) {
  const t = await getTranslations("role_center.requests")
  return (
    <Link className="link" href={`/${company}/purchase-requests`}>
      {t("all")}
    </Link>
  )
}

function addressOf(event: Activity, company: string): string | undefined {
  const path = pathOfEvent(event)
  return path && `/${company}/${path}`
}
