import { useTranslations } from "next-intl"
import { Instant } from "@/components/date"
import { State, type StateName } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { LastRuns } from "@/domain/job-queue/last-runs"

const shapes = { queued: "queued", finished: "finished", failed: "failed" } as const satisfies Record<string, StateName>

/** What is due by the clock: when each kind ran last, what came of it, and when it is due next. */
export function ScheduledRuns({ runs }: { runs: readonly LastRuns[] }) {
  const t = useTranslations("jobs.scheduled")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("job")}</Column>
          <Column>{t("state")}</Column>
          <Column>{t("last")}</Column>
          <Column>{t("result")}</Column>
          <Column>{t("next")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {runs.map(({ name, last, next }) => (
          <Row key={name}>
            <Cell className="lead">{t(`name.${name}`)}</Cell>
            <Cell className="mid" label={t("state")}>
              {last ? <State name={shapes[last.state]} /> : t("never")}
            </Cell>
            <Cell className="mid soft" label={t("last")}>
              {last && <Instant at={last.at} />}
            </Cell>
            <Cell className="mid" label={t("result")}>
              {typeof last?.count === "number" &&
                t(t.has(`done.${name}`) ? `done.${name}` : "removed", { count: last.count })}
            </Cell>
            <Cell className="mid soft" label={t("next")}>
              <Instant at={next} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
