import { getTranslations } from "next-intl/server"
import { Age } from "@/components/date"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { RunningProcess } from "@/domain/operators/running-processes"

/** The web and worker processes that have shown themselves, and since when one is silent or hears nothing. */
export async function Processes({ processes }: { processes: readonly RunningProcess[] }) {
  const t = await getTranslations("operator.processes")
  if (processes.length === 0) return <p className="soft">{t("none")}</p>
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("process")}</Column>
          <Column>{t("state")}</Column>
          <Column>{t("started")}</Column>
          <Column>{t("seen")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {processes.map(({ id, part, host, pid, isAlive, deafSince, startedAt, seenAt }) => (
          <Row key={id}>
            <Cell className="lead">{t("name", { part, host, pid: String(pid) })}</Cell>
            <Cell label={t("state")}>{isAlive ? (deafSince ? t("deaf") : t("runs")) : t("silent")}</Cell>
            <Cell label={t("started")}>
              <Age at={startedAt} />
            </Cell>
            <Cell label={t("seen")}>
              <Age at={seenAt} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
