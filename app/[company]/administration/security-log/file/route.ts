import { getTranslations } from "next-intl/server"
import { textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { listSheet } from "@/app/[company]/_exports/list-sheet"
import { detailWords } from "@/app/[company]/administration/security-log/detail-words"
import { securityFilterIn } from "@/app/[company]/administration/security-log/filter"
import { deviceWords } from "@/components/device-words"
import { everyPiece } from "@/domain/lists/every-piece"
import { listSecurityLog, type SecurityLine } from "@/domain/security-log/list-security-log"
import { listUsers } from "@/domain/users/company-users"

const rowsPerPiece = 1_000

/** The security log as the page filters it, as a file; times in UTC. */
export const GET = answerReport(async ({ actor, company, search }) => {
  const users = await listUsers(actor)
  const { filter, person, kind } = securityFilterIn(search, users, company.timeZone)
  const [t, devices, detailOf] = [
    await getTranslations("security_log"),
    await getTranslations("common.device"),
    await detailWords(),
  ]
  const text = (head: string, width: number, value: (line: SecurityLine) => string) => ({
    head,
    width,
    cell: (line: SecurityLine) => textCell(value(line)),
  })
  return listSheet({
    title: t("title"),
    actor,
    company,
    pieces: everyPiece(async cursor => {
      const page = { before: cursor ? Number(cursor) : undefined, limit: rowsPerPiece }
      const { lines, next } = await listSecurityLog(actor, filter, page)
      return { rows: lines, next: next === undefined ? undefined : String(next) }
    }),
    columns: [
      text(t("when"), 26, ({ at }) => at.toISOString()),
      text(t("person"), 28, line => line.person?.name ?? t("nobody")),
      text(t("kind"), 34, line => t(`kinds.${line.kind}`)),
      text(t("detail"), 40, detailOf),
      text(t("address"), 20, ({ address }) => address),
      text(t("device"), 30, line => (line.browser || line.system ? deviceWords(line, devices) : "")),
    ],
    filter: [
      [t("person"), users.find(({ userId }) => String(userId) === person)?.name],
      [t("kind"), kind && t(`kinds.${kind}`)],
      [t("from"), filter.from],
      [t("to"), filter.to],
    ],
  })
})
