import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { LanguageChoice } from "@/app/language-choice"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("users.invitation"))("title") }
}

/** What follows on declining an invitation. */
export default async function DeclinedPage() {
  const t = await getTranslations("users.invitation.declined")
  return (
    <main className="sign">
      <div className="panel">
        <h1>{t("title")}</h1>
        <p className="read">{t("text")}</p>
      </div>
      <LanguageChoice />
    </main>
  )
}
