import { getTranslations } from "next-intl/server"
import { textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { type CompanyUser, listUsers } from "@/domain/users/company-users"

/** Who works in the company and in which roles, as a file; times in UTC. */
export const GET = answerReport(async ({ actor }) => {
  const users = await listUsers(actor)
  const [t, states] = await Promise.all([getTranslations("users"), getTranslations("common.state")])
  const cells: [string, (user: CompanyUser) => string][] = [
    [t("name"), ({ name }) => name],
    [t("email"), ({ email }) => email],
    [t("roles"), ({ roles }) => roles.map(role => t(`role.${role}`)).join(", ")],
    [t("state"), ({ disabled }) => states(disabled ? "disabled" : "active")],
    [t("lastSeen"), ({ lastSeenAt }) => lastSeenAt?.toISOString() ?? t("never")],
  ]
  return {
    name: t("title"),
    columns: cells.map(([head]) => ({ head, width: 28 })),
    rows: users.map(user => cells.map(([, of]) => textCell(of(user)))),
  }
})
