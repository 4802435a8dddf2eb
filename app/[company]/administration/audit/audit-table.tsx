import { useTranslations } from "next-intl"
import { Instant } from "@/components/date"
import { useEventSentence } from "@/components/event-sentence"
import { Link } from "@/components/link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { AuditLine } from "@/domain/history/list-audit"
import { pathOfEvent } from "@/domain/job-queue/path-of-event"

/** Events in sentences, the latest first; where what they are about has a page, its number leads there. */
export function AuditTable({ rows, slug }: { rows: readonly AuditLine[]; slug: string }) {
  const t = useTranslations("audit")
  const sentence = useEventSentence()
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("when")}</Column>
          <Column>{t("person")}</Column>
          <Column>{t("subject")}</Column>
          <Column>{t("what")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {rows.map(line => {
          const { id, at, actorName, subjectType, subjectNo } = line
          const path = pathOfEvent(line)
          return (
            <Row key={id}>
              <Cell className="mid">
                <Instant at={at} />
              </Cell>
              <Cell className="mid" label={t("person")}>
                {actorName || t("system")}
              </Cell>
              <Cell className="mid" label={t("subject")}>
                {t.has(`subjects.${subjectType}`) ? t(`subjects.${subjectType as "setup"}`) : subjectType}{" "}
                {path ? (
                  <Link className="link no" href={`/${slug}/${path}`}>
                    {subjectNo}
                  </Link>
                ) : (
                  subjectNo
                )}
              </Cell>
              <Cell className="lead meaning" label={t("what")}>
                {sentence(line)}
              </Cell>
            </Row>
          )
        })}
      </TableBody>
    </Table>
  )
}
