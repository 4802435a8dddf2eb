import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { LanguageChoice } from "@/app/language-choice"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { askForLink } from "./actions"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.forgotten"))("title") }
}

/** For who has forgotten the password: a link by mail. What it says is the same for every address. */
export default async function ForgottenPasswordPage() {
  const t = await getTranslations("auth.forgotten")
  return (
    <main className="sign">
      <div className="panel">
        <h1>{t("title")}</h1>
        <p>{t("text")}</p>
        <Form action={askForLink} holdsWork={false}>
          <DoneNotice>{t("sent")}</DoneNotice>
          <TextField name="email" type="email" label={t("email")} autoComplete="username" required />
          <SubmitButton pendingLabel={t("sending")}>{t("submit")}</SubmitButton>
        </Form>
        <p>
          <Link className="link" href="/sign-in">
            {t("signIn")}
          </Link>
        </p>
      </div>
      <LanguageChoice />
    </main>
  )
}
