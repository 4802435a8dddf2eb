import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireUser } from "@/app/actor"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.signedIn"))("title") }
}

/** Where signing in beside a form ends: what was typed is in the tab that led here. */
export default async function SignedInPage() {
  await requireUser()
  const t = await getTranslations("auth.signedIn")
  return (
    <main className="sign">
      <div className="panel">
        <h1>{t("title")}</h1>
        <p className="read">{t("text")}</p>
      </div>
    </main>
  )
}
