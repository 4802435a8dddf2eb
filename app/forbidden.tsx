import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { DeadEnd } from "./dead-end"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.forbidden"))("title") }
}

export default async function ForbiddenPage() {
  const t = await getTranslations("auth.forbidden")
  return <DeadEnd title={t("title")} text={t("text")} home={t("home")} />
}
