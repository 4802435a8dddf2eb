import { headers } from "next/headers"
import { getLocale, getTranslations } from "next-intl/server"
import { DeadEnd } from "@/app/dead-end"
import { companyAt, pathHeader } from "@/app/path-header"
import { membershipIn } from "@/app/session"

/** Says that the roles do not do, and whom to ask for others. Drawn, unseen, with every page: it asks the database nothing of its own. */
export default async function ForbiddenPage() {
  const membership = await membershipIn(companyAt((await headers()).get(pathHeader)))
  const names = membership && typeof membership !== "string" ? membership.administrators : []
  const t = await getTranslations("auth.forbidden")
  const list = new Intl.ListFormat(await getLocale(), { type: "disjunction" }).format(names)
  return <DeadEnd because="forbidden">{names.length > 0 && t("ask", { names: list })}</DeadEnd>
}
