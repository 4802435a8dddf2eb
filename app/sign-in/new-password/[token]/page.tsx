import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { LanguageChoice } from "@/app/language-choice"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { findPasswordLink } from "@/domain/users/forgotten-password"
import { shortestPassword } from "@/domain/users/password"
import { choosePassword } from "./actions"

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret: it must not be told to where a link leads.
  return { title: (await getTranslations("auth.newPassword"))("title"), referrer: "same-origin" }
}

/** Where the mailed link of who has forgotten the password leads. */
export default async function NewPasswordPage({ params }: Props) {
  const { token } = await params
  const [link, t, users] = await Promise.all([
    findPasswordLink(token),
    getTranslations("auth.newPassword"),
    getTranslations("users.invitation"),
  ])
  return (
    <main className="sign">
      <div className="panel">
        <h1>{t("title")}</h1>
        {link ? (
          <Form action={choosePassword.bind(null, token)}>
            <p>{users("new_password", { email: link.email })}</p>
            {/* For the browser's password keeper. */}
            <input type="hidden" name="username" autoComplete="username" value={link.email} />
            <TextField
              name="password"
              type="password"
              label={users("password")}
              hint={users("passwordHint", { minimum: shortestPassword })}
              autoComplete="new-password"
              required
            />
            <SubmitButton pendingLabel={users("accepting")}>{users("choose")}</SubmitButton>
          </Form>
        ) : (
          <>
            <p className="read">{t("gone")}</p>
            <p>
              <Link className="btn" href="/sign-in/forgotten">
                {t("again")}
              </Link>
            </p>
          </>
        )}
      </div>
      <LanguageChoice />
    </main>
  )
}
