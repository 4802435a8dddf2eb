import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { DeadEnd } from "./dead-end"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.notFound"))("title") }
}

export default async function NotFoundPage() {
  const t = await getTranslations("auth.notFound")
  return <DeadEnd title={t("title")} text={t("text")} home={t("home")} />
}
