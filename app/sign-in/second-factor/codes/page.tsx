import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { requireUser } from "@/app/actor"
import { LanguageChoice } from "@/app/language-choice"
import { localPath } from "@/app/local-path"
import { shownCodes } from "@/app/shown-codes"
import { keptCodes } from "@/app/sign-in/second-factor/actions"
import { Form } from "@/components/form/form"
import { SubmitButton } from "@/components/submit-button"
import { env } from "@/env"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("second_factor.codes"))("title") }
}

type Props = { searchParams: Promise<{ callbackUrl?: string | string[] }> }

/** New recovery codes, shown until their user says that they are kept. */
export default async function RecoveryCodesPage({ searchParams }: Props) {
  const user = await requireUser()
  const wanted = (await searchParams).callbackUrl
  const callbackUrl = localPath(typeof wanted === "string" ? wanted : "/", env().PUBLIC_URL)
  const codes = await shownCodes(user.id)
  if (codes.length === 0) redirect(callbackUrl)
  const t = await getTranslations("second_factor.codes")
  return (
    <main className="sign">
      <div className="panel">
        <h1>{t("title")}</h1>
        <p className="read">{t("text")}</p>
        <ul>
          {codes.map(code => (
            <li key={code}>
              <code className="no">{code}</code>
            </li>
          ))}
        </ul>
        <Form action={keptCodes.bind(null, callbackUrl)} holdsWork={false}>
          <SubmitButton>{t("kept")}</SubmitButton>
        </Form>
      </div>
      <LanguageChoice />
    </main>
  )
}
