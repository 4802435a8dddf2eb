import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { LanguageChoice } from "@/app/language-choice"
import { currentUser } from "@/app/session"
import { identityToLink } from "@/app/sso"
import { Form } from "@/components/form/form"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { linkAccount } from "./actions"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.link"))("title") }
}

/** Where somebody proves that the account is theirs whose address a company's issuer has sent. */
export default async function LinkPage() {
  const [asked, user, t] = [await identityToLink(), await currentUser(), await getTranslations("auth.link")]
  const isUser = asked && user?.email === asked.email && user.ssoCompanyId === null
  return (
    <main className="sign">
      <div className="panel">
        <h1>{t("title")}</h1>
        {!asked && <p className="read">{t("gone")}</p>}
        {asked && isUser && (
          <Form action={linkAccount} holdsWork={false}>
            <p>{t("confirm", { email: asked.email })}</p>
            <SubmitButton>{t("link")}</SubmitButton>
          </Form>
        )}
        {asked && !isUser && (
          <>
            <p>{t("text", { email: asked.email })}</p>
            <p>
              <Link className="btn primary" href="/sign-in?callbackUrl=/sign-in/link">
                {t("signIn")}
              </Link>
            </p>
          </>
        )}
      </div>
      <LanguageChoice />
    </main>
  )
}
