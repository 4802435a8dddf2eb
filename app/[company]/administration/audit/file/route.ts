import { getTranslations } from "next-intl/server"
import { textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { listSheet } from "@/app/[company]/_exports/list-sheet"
import { auditFilterIn } from "@/app/[company]/administration/audit/filter"
import { type AuditLine, listAudit, listAuditPeople } from "@/domain/history/list-audit"
import { everyPiece } from "@/domain/lists/every-piece"

const rowsPerPiece = 1_000

/** Events as the page filters them, as a file, each with all that was kept of it. */
export const GET = answerReport(async ({ actor, company, search }) => {
  const people = await listAuditPeople(actor)
  const { filter, person } = auditFilterIn(search, people, company.timeZone)
  const t = await getTranslations("audit")
  const text = (head: string, width: number, value: (line: AuditLine) => string) => ({
    head,
    width,
    cell: (line: AuditLine) => textCell(value(line)),
  })
  const pieces = everyPiece(async cursor => {
    const page = { before: cursor ? Number(cursor) : undefined, limit: rowsPerPiece }
    const { rows, next } = await listAudit(actor, filter, page)
    return { rows, next: next === undefined ? undefined : String(next) }
  })
  return listSheet({
    title: t("title"),
    actor,
    company,
    pieces,
    columns: [
      text(t("event"), 12, ({ id }) => String(id)),
      text(t("when"), 26, ({ at }) => at.toISOString()),
      text(t("person"), 28, ({ actorName }) => actorName || t("system")),
      text(t("kind"), 34, ({ kind }) => kind),
      text(t("subject"), 28, ({ subjectType }) =>
        t.has(`subjects.${subjectType}`) ? t(`subjects.${subjectType as "setup"}`) : subjectType,
      ),
      text(t("no"), 20, ({ subjectNo }) => subjectNo),
      text(t("version"), 10, ({ version }) => (version === null ? "" : String(version))),
      text(t("data"), 80, ({ data }) => JSON.stringify(data)),
    ],
    filter: [
      [t("person"), people.find(({ userId }) => String(userId) === person)?.name],
      [t("subject"), filter.subject && t(`subjects.${filter.subject}`)],
      [t("no"), filter.no],
      [t("from"), filter.from],
      [t("to"), filter.to],
    ],
  })
})
