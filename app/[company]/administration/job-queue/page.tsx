import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { Count } from "@/components/amount"
import { Age } from "@/components/date"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Live } from "@/components/live/live"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { Cell, ColumnHeads, Row, Table, TableBody } from "@/components/table"
import { readScheduledRuns } from "@/domain/job-queue/last-runs"
import { workKinds } from "@/domain/job-queue/work-kinds"
import { type Dashboard, type FailedJob, readDashboard, shownStates } from "@/jobs/dashboard"
import { retry } from "./actions"
import { ScheduledRuns } from "./scheduled-runs"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("jobs"))("title") }
}

/** What waits, runs and failed in the background for this company; for administrators. */
export default async function JobQueuePage({ params }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const [dashboard, scheduled] = await Promise.all([readDashboard(actor.companyId), readScheduledRuns(actor)])
  const t = await getTranslations("jobs")
  const busy = dashboard?.queues.some(({ counts }) => counts.waiting + counts.active + counts.delayed > 0) ?? true
  return (
    <>
      <PageHead title={t("title")} subject={t("text")} />
      <Live company={company.slug} topics={workKinds.map(({ name }) => ({ type: name }))} unfinished={busy} />
      {dashboard ? (
        <>
          <Queues dashboard={dashboard} />
          <Section title={t("failed")}>
            <FailedJobs jobs={dashboard.failed} company={company.slug} />
          </Section>
        </>
      ) : (
        <Notice tone="warning">{t("away")}</Notice>
      )}
      <Section title={t("scheduled.title")}>
        <ScheduledRuns runs={scheduled} />
      </Section>
    </>
  )
}

async function Queues({ dashboard }: { dashboard: Dashboard }) {
  const [t, titles] = [await getTranslations("jobs"), await getTranslations()]
  return (
    <>
      <p className="soft">{t("backend", { backend: dashboard.backend })}</p>
      <Table>
        <ColumnHeads
          columns={[
            { label: t("queue") },
            ...shownStates.map(state => ({ label: t(`count.${state}`), over: "figures" as const })),
          ]}
        />
        <TableBody>
          {dashboard.queues.map(({ name, title, counts }) => (
            <Row key={name}>
              <Cell className="lead">{titles(title)}</Cell>
              {shownStates.map(state => (
                <Cell key={state} className="mid num" label={t(`count.${state}`)}>
                  <Count value={counts[state]} />
                </Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </Table>
    </>
  )
}

async function FailedJobs({ jobs, company }: { jobs: readonly FailedJob[]; company: string }) {
  const [t, titles] = [await getTranslations("jobs"), await getTranslations()]
  if (jobs.length === 0) return <p className="soft">{t("none")}</p>
  return (
    <Table>
      <ColumnHeads
        columns={[
          { label: t("job") },
          { label: t("reason") },
          { label: t("attempts"), over: "figures" },
          { label: t("when") },
          { label: t("retry"), over: "buttons" },
        ]}
      />
      <TableBody>
        {jobs.map(({ queue, id, reason, attempts, at }) => (
          <Row key={id}>
            <Cell className="lead">
              {id}
              <span className="hint below">{titles(queue.title)}</span>
            </Cell>
            <Cell className="mid" label={t("reason")}>
              {reason}
            </Cell>
            <Cell className="mid num" label={t("attempts")}>
              <Count value={attempts} />
            </Cell>
            <Cell className="mid soft" label={t("when")}>
              <Age at={at} />
            </Cell>
            <Cell className="amount">
              <Form action={retry.bind(null, company)}>
                <HiddenField name="queue" value={queue.name} />
                <HiddenField name="job" value={id} />
                <SubmitButton className="btn" aria-label={t("retryLabel", { job: id })}>
                  {t("retry")}
                </SubmitButton>
              </Form>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
