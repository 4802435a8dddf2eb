import { headers } from "next/headers"
import { getLocale, getTranslations } from "next-intl/server"
import { presenceIn } from "@/app/actor"
import { DeadEnd } from "@/app/dead-end"
import { pathHeader } from "@/app/path-header"
import { administratorsOf } from "@/domain/users/company-users"

/** Says that the roles do not do, and whom to ask for others. */
export default async function ForbiddenPage() {
  const slug = (await headers()).get(pathHeader)?.split(/[/?]/)[1]
  const presence = slug ? await presenceIn(slug) : undefined
  const names = presence ? await administratorsOf(presence.company.id) : []
  const t = await getTranslations("auth.forbidden")
  const list = new Intl.ListFormat(await getLocale(), { type: "disjunction" }).format(names)
  return <DeadEnd because="forbidden">{names.length > 0 && t("ask", { names: list })}</DeadEnd>
}
