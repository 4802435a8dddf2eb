import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireUser } from "@/app/actor"
import { companyOf } from "@/app/company-of"
import { hasProvenLately } from "@/app/fresh-sign-in"
import { LanguageChoice } from "@/app/language-choice"
import { localPath } from "@/app/local-path"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { SubmitButton } from "@/components/submit-button"
import { env } from "@/env"
import { proveStillThere } from "./actions"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.again"))("title") }
}

type Props = { searchParams: Promise<{ callbackUrl?: string | string[] }> }

/** On the way to a file of everybody's data: whoever signed in a while ago types the password again. */
export default async function ProveAgainPage({ searchParams }: Props) {
  const user = await requireUser()
  const wanted = (await searchParams).callbackUrl
  const path = localPath(typeof wanted === "string" ? wanted : "/", env().PUBLIC_URL)
  const t = await getTranslations("auth.again")
  return (
    <main className="sign">
      <div className="panel">
        <h1>{t("title")}</h1>
        {(await hasProvenLately()) ? (
          <>
            <p className="read">{t("proven")}</p>
            {/* A file, which no script can go to. */}
            <a className="btn primary" href={path}>
              {t("go")}
            </a>
          </>
        ) : user.ssoCompanyId === null ? (
          <Form action={proveStillThere.bind(null, path)} holdsWork={false}>
            <p>{t("text")}</p>
            <TextField
              name="ownPassword"
              label={t("password")}
              type="password"
              autoComplete="current-password"
              autoFocus
              required
            />
            <SubmitButton>{t("submit")}</SubmitButton>
          </Form>
        ) : (
          <>
            <p>{t("sso")}</p>
            <a className="btn" href={`/sign-in/sso/${companyOf(path)}?callbackUrl=${encodeURIComponent(path)}`}>
              {t("ssoAgain")}
            </a>
          </>
        )}
      </div>
      <LanguageChoice />
    </main>
  )
}
