import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { Count } from "@/components/amount"
import { type Crumb, Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { EventLog, type LoggedEvent } from "@/components/event-log"
import { Facts } from "@/components/facts"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import type { WorkHead } from "@/domain/background-work/list-work"
import { nameOf, stateShown } from "./work"
import { WorkProgress } from "./work-progress"

type Props = {
  work: WorkHead
  /** Numbers of the works of its kind that a worker is busy with now. */
  active: ReadonlySet<string>
  company: string
  /** The page's address. */
  path: string
  /** The pages above. */
  trail: readonly Crumb[]
  title: string
  actions?: ReactNode
  history: readonly LoggedEvent[]
  /** What came of its pieces. */
  children: ReactNode
}

/** The page of one work: how far it is, and what came of each piece. */
export async function WorkView({ work, active, company, path, trail, title, actions, history, children }: Props) {
  const [t, of] = [await getTranslations("background_work"), await getTranslations(work.kind)]
  const no = String(work.no)
  return (
    <>
      <Crumbs trail={[...trail, { label: nameOf(work) }]} />
      <PageHead title={title} state={<State name={stateShown(work, active)} />} actions={actions} />
      <WorkProgress work={work} active={active.has(no)} address={path} />
      <Facts
        facts={[
          { term: of("pieces"), value: <Count value={work.count} /> },
          { term: of("done"), value: <Count value={work.done} /> },
          { term: t("refused"), value: <Count value={work.refused} /> },
          { term: of("requestedBy"), value: work.requestedByName },
          { term: of("requested"), value: <Instant at={work.requestedAt} /> },
        ]}
      />
      {children}
      <Section title={t("history")}>
        <EventLog events={history} />
      </Section>
      <Live company={company} topics={[{ type: work.kind, no }]} unfinished={work.state === "queued"} />
    </>
  )
}
